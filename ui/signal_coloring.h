#pragma once

#include <QAction>
#include <QObject>
#include <optional>

#include "ui/session_link.h"
#include "ui/view_controller.h"

namespace gemba::ui {

/// Colours equipment by the value of a signal: blue where it is least, over green and yellow to red
/// where it is most. The range is what the signal has had, and grows with it. GUI thread.
class SignalColoring final : public QObject {
    Q_OBJECT

 public:
    SignalColoring(ViewController& view, QObject* parent);

    /// Another session, or none (null): nothing is coloured then.
    void showSession(const SessionLink* link);
    /// The signal that start() takes; -1: none.
    void choose(int signal);
    void start();
    void stop();
    /// The language is another one now.
    void renew();
    /// Widens the range to what the signal has now.
    void refresh(const sim::Snapshot& snapshot);

    /// For menus.
    [[nodiscard]] QAction* startAction() { return &m_start; }
    [[nodiscard]] QAction* stopAction() { return &m_stop; }
    /// "Coloured by infeed/speed: blue 0 … red 0.5 m/s"; empty while nothing is.
    [[nodiscard]] QString legend() const;

 Q_SIGNALS:
    void legendChanged(const QString& legend);

 private:
    void include(const Value& value);
    void publish();

    ViewController& m_view;
    const SessionLink* m_link = nullptr;
    UtcNs m_utc = 0;  // of the snapshot last seen
    QAction m_start, m_stop;
    int m_chosen = -1;
    int m_shown = -1;
    double m_min = 0.0, m_max = 0.0;
    bool m_any = false;  // a value has been seen
};

}  // namespace gemba::ui
