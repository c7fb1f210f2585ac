#pragma once

#include <signal.h>

#include <stop_token>
#include <thread>

namespace gemba::app {

/// Turns SIGINT and SIGTERM into a stop request, so that a command ends in good order; a second one
/// ends the process at once. Made on the main thread before any other thread starts.
class StopSignal {
 public:
    StopSignal();
    ~StopSignal();
    [[nodiscard]] std::stop_token token() const { return m_source.get_token(); }

 private:
    sigset_t m_signals{};
    std::stop_source m_source;
    std::jthread m_watcher;  // waits for the signals, which every other thread blocks
};

}  // namespace gemba::app
