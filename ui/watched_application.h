#pragma once

#include <QApplication>
#include <QElapsedTimer>
#include <QPointer>
#include <functional>
#include <vector>

namespace gemba::ui {

/// An event that kept the window from answering.
struct Stall {
    double ms = 0.0;      ///< until the window answered again
    double busyMs = 0.0;  ///< of which this thread computed; else it waited, as for a processor
    QString event;        ///< "Paint", "Timer", ...
    QString receiver;     ///< its class and name, and those of what it is in
    double ownMs = 0.0;   ///< of that event, which may be one among those that came of another
};

/// The program's QApplication, which can tell what took too long on the GUI thread: of each event
/// that took longer than a frame, who received it. Where a loop of its own runs within an event (a
/// dialog, a menu, a drag) its time is no stall. Off at first; then an event costs a comparison.
class WatchedApplication final : public QApplication {
    Q_OBJECT

 public:
    static constexpr double kFrameMs = 16.0;

    /// `argc` and `argv` outlive it.
    WatchedApplication(int& argc, char** argv);

    /// ms since any instant.
    using Clock = std::function<double()>;
    /// From now on each stall is told, on the GUI thread, between events. Null: no longer. Without
    /// a clock wall time counts.
    void watch(std::function<void(const Stall&)> report, double limitMs = kFrameMs,
               Clock clock = {});
    /// Writes them into the log.
    void watchIntoLog();
    /// Since watching began.
    [[nodiscard]] uint64_t stalls() const { return m_stalls; }
    [[nodiscard]] double worstMs() const { return m_worstMs; }
    /// Those during which the thread computed for as long: no busy machine excuses them.
    [[nodiscard]] uint64_t busyStalls() const { return m_busyStalls; }

    bool notify(QObject* receiver, QEvent* event) override;

 private:
    struct Running {
        double begin, busyBegin;
        int loop;             // the event loop that sent it
        bool looped = false;  // another one ran within it
        Stall culprit;        // the innermost that took too long
    };

    bool notifyWatched(QObject* receiver, QEvent* event);
    void judge(const Running& done, double ms, double busyMs);

    std::function<void(const Stall&)> m_report;
    Clock m_clock;
    double m_limitMs = kFrameMs;
    std::vector<Running> m_running;  // each within the one before
    uint64_t m_stalls = 0, m_busyStalls = 0;
    double m_worstMs = 0.0;
};

}  // namespace gemba::ui
