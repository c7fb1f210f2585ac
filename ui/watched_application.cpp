#include "ui/watched_application.h"

#include <QEvent>
#include <QMetaEnum>
#include <QThread>
#include <algorithm>
#include <utility>

#include "engine/core/log.h"
#include "engine/core/measure.h"

namespace gemba::ui {
namespace {

constexpr int kMostAncestors = 4;

[[nodiscard]] QString eventName(QEvent::Type type) {
    const char* name = QMetaEnum::fromType<QEvent::Type>().valueToKey(type);
    return name != nullptr ? QString::fromLatin1(name) : QString::number(static_cast<int>(type));
}

[[nodiscard]] QString nameOf(const QObject& object) {
    QString out = QString::fromLatin1(object.metaObject()->className());
    out.remove(QLatin1String("gemba::ui::"));
    if (!object.objectName().isEmpty())
        out += QStringLiteral(" \"%1\"").arg(object.objectName());
    return out;
}

// "QCustomPlot in PlotCanvas in PlotPanel"
[[nodiscard]] QString placeOf(const QObject& object) {
    QStringList out{nameOf(object)};
    for (const QObject* above = object.parent(); above != nullptr && out.size() <= kMostAncestors;
         above = above->parent())
        out << nameOf(*above);
    return out.join(QStringLiteral(" in "));
}

}  // namespace

WatchedApplication::WatchedApplication(int& argc, char** argv) : QApplication(argc, argv) {}

void WatchedApplication::watch(std::function<void(const Stall&)> report, double limitMs,
                               Clock clock) {
    m_report = std::move(report);
    m_clock = clock ? std::move(clock) : Clock(measure::wallMs);
    m_limitMs = limitMs;
    m_stalls = m_busyStalls = 0;
    m_worstMs = 0.0;
}

void WatchedApplication::watchIntoLog() {
    watch([](const Stall& stall) {
        log::info(QStringLiteral("the window did not answer for %1 ms, of which it computed %2: "
                                 "%3 of %4 (%5 ms)")
                      .arg(stall.ms, 0, 'f', 1)
                      .arg(stall.busyMs, 0, 'f', 1)
                      .arg(stall.event, stall.receiver)
                      .arg(stall.ownMs, 0, 'f', 1)
                      .toStdString());
    });
}

bool WatchedApplication::notify(QObject* receiver, QEvent* event) {
    if (!m_report || QThread::currentThread() != thread())
        return QApplication::notify(receiver, event);
    return notifyWatched(receiver, event);
}

bool WatchedApplication::notifyWatched(QObject* receiver, QEvent* event) {
    const int loop = QThread::currentThread()->loopLevel();
    for (Running& outer : m_running)
        outer.looped |= outer.loop < loop;
    m_running.push_back({.begin = m_clock(), .busyBegin = measure::threadCpuMs(), .loop = loop});
    const QEvent::Type type = event->type();
    const char* const className = receiver->metaObject()->className();
    const QPointer<QObject> alive(receiver);

    const bool out = QApplication::notify(receiver, event);

    Running done = std::move(m_running.back());
    m_running.pop_back();
    const double ms = m_clock ? m_clock() - done.begin : 0.0;
    if (done.looped || ms <= m_limitMs || !m_report)
        return out;
    if (done.culprit.event.isEmpty())
        done.culprit = {
            .event = eventName(type),
            .receiver = alive != nullptr ? placeOf(*alive) : QString::fromLatin1(className),
            .ownMs = ms};
    // What it is part of took as long, and more.
    const bool inner = !m_running.empty() && m_running.back().loop == loop;
    if (!inner)
        judge(done, ms, measure::threadCpuMs() - done.busyBegin);
    else if (m_running.back().culprit.ownMs < done.culprit.ownMs)
        m_running.back().culprit = done.culprit;
    return out;
}

void WatchedApplication::judge(const Running& done, double ms, double busyMs) {
    ++m_stalls;
    m_busyStalls += busyMs > m_limitMs ? 1 : 0;
    m_worstMs = std::max(m_worstMs, ms);
    Stall stall = done.culprit;
    stall.ms = ms;
    stall.busyMs = busyMs;
    m_report(stall);
}

}  // namespace gemba::ui
