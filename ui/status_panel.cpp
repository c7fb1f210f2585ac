#include "ui/status_panel.h"

#include <QHBoxLayout>

#include "ui/format.h"
#include "ui/make_child.h"
#include "ui/theme.h"

namespace gemba::ui {
namespace {

// Below this share of the speed that was asked for, the figure is shown as a fault.
constexpr double kKeepsUp = 0.98;

[[nodiscard]] QString ms(double value) {
    return StatusPanel::tr("%1 ms").arg(value, 0, 'f', value < 10.0 ? 2 : value < 100.0 ? 1 : 0);
}

}  // namespace

StatusPanel::StatusPanel(QWidget* parent) : QWidget(parent) {
    const QString titles[figures] = {tr("Real time"), tr("Tick"), tr("Frame"),
                                     tr("Lag"),       tr("Lost"), tr("Sensor → screen"),
                                     QString()};
    const QString hints[figures] = {
        tr("Simulated seconds per second: measured of requested"),
        tr("Time that one simulation step takes"),
        tr("Time that one picture takes"),
        tr("How far the simulation is behind the plant and catches up"),
        tr("Time of the plant that could not be simulated"),
        tr("From a message's arrival to its picture: half of them are faster than the first "
           "figure, "
           "99 of 100 than the second"),
        tr("The device that draws the picture"),
    };
    auto* layout = makeChild<QHBoxLayout>(this);
    layout->setContentsMargins(10, 0, 10, 0);
    layout->setSpacing(6);
    for (int i = 0; i < figures; ++i) {
        auto* title = makeChild<QLabel>(this, titles[i]);
        title->setObjectName(QStringLiteral("caption"));
        title->setFont(theme::caption());
        auto* value = makeChild<QLabel>(this);
        value->setFont(theme::caption());
        for (QLabel* label : {title, value})
            label->setToolTip(hints[i]);
        value->setAccessibleName(i == device ? tr("Rendering device") : titles[i]);
        m_values[static_cast<size_t>(i)] = value;
        if (i == device)
            layout->addStretch(1);
        else if (i > 0)
            layout->addSpacing(14);
        layout->addWidget(title);
        layout->addWidget(value);
    }
    m_values[device]->setObjectName(QStringLiteral("caption"));
    clear();
}

void StatusPanel::set(Figure figure, const QString& text, bool bad) {
    QLabel& label = *m_values[static_cast<size_t>(figure)];
    if (label.text() != text)
        label.setText(text);
    theme::setBad(label, bad);
}

void StatusPanel::clear() {
    for (int i = 0; i < figures; ++i)
        set(static_cast<Figure>(i), i == device ? QString() : QStringLiteral("—"));
}

void StatusPanel::refresh(const sim::Snapshot& snapshot, const RenderFigures& render,
                          const QString& deviceName) {
    const bool slow = !snapshot.paused && snapshot.rateRequested > 0.0 &&
                      snapshot.rateMeasured > 0.0 &&
                      snapshot.rateMeasured < kKeepsUp * snapshot.rateRequested;
    set(realTime,
        snapshot.paused ? tr("paused")
                        : tr("%1 of %2")
                              .arg(format::rate(std::max(0.001, snapshot.rateMeasured)),
                                   format::rate(snapshot.rateRequested)),
        slow);
    set(tick, ms(snapshot.tickMs));
    set(frame, render.frame.frames > 0 ? ms(render.frame.frameMs) : QStringLiteral("—"));
    set(lag, tr("%1 ms").arg(snapshot.lagSeconds * 1e3, 0, 'f', 0));
    set(lost, tr("%1 s").arg(snapshot.lostSeconds, 0, 'f', 2), snapshot.lostSeconds >= 0.01);
    set(latency, render.latencySamples > 0
                     ? tr("%1 / %2").arg(ms(render.latencyP50Ms), ms(render.latencyP99Ms))
                     : QStringLiteral("—"));
    set(device, deviceName);
}

}  // namespace gemba::ui
