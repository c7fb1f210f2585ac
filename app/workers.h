#pragma once

#include <QObject>
#include <functional>
#include <map>
#include <stop_token>
#include <thread>

namespace gemba::app {

/// Short-lived threads for what the window must not wait for. Each is joined on the GUI thread when
/// its work has ended, so that joining never blocks. GUI thread.
class Workers final : public QObject {
    Q_OBJECT

 public:
    /// Asks all to stop, and waits for them.
    ~Workers() override;

    /// Runs `work` on a thread of its own. The work posts its result with QMetaObject, and looks at
    /// the token if it can end early.
    std::stop_source run(std::function<void(std::stop_token)> work);

 private:
    std::map<int, std::jthread> m_threads;
    int m_started = 0;
};

}  // namespace gemba::app
