#include "ui/signal_coloring.h"

#include <algorithm>
#include <cmath>

#include "ui/format.h"
#include "ui/models/signal_model.h"

namespace gemba::ui {
namespace {

constexpr int64_t kLookBack = 600 * kNsPerSecond;

}  // namespace

SignalColoring::SignalColoring(ViewController& view, QObject* parent)
    : QObject(parent), m_view(view), m_start(QString()), m_stop(QString()) {
    connect(&m_start, &QAction::triggered, this, &SignalColoring::start);
    connect(&m_stop, &QAction::triggered, this, &SignalColoring::stop);
    showSession(nullptr);
    renew();
}

void SignalColoring::renew() {
    m_start.setText(tr("&Colour equipment by this signal"));
    m_stop.setText(tr("&Stop colouring"));
    Q_EMIT legendChanged(legend());
}

void SignalColoring::showSession(const SessionLink* link) {
    m_shown = -1;
    m_link = link;
    choose(-1);
    publish();
}

void SignalColoring::choose(int signal) {
    m_chosen = m_link && signal < static_cast<int>(m_link->names->size()) ? signal : -1;
    m_start.setEnabled(m_chosen >= 0);
}

void SignalColoring::start() {
    if (m_chosen < 0)
        return;
    m_shown = m_chosen;
    m_any = false;

    // What it has had lately is its range.
    if (m_link->now.history != nullptr) {
        std::vector<signals::Point> points;
        for (const auto series : {signals::Series::measured, signals::Series::simulated}) {
            m_link->eyes().history->read(static_cast<uint32_t>(m_shown), series, m_utc - kLookBack,
                                         m_utc + kNsPerSecond, points);
            for (const signals::Point& point : points)
                include(Value::ofReal(point.value));
        }
    }
    publish();
}

void SignalColoring::stop() {
    m_shown = -1;
    publish();
}

void SignalColoring::include(const Value& value) {
    if (!value.numeric() || !std::isfinite(value.number()))
        return;
    const bool boolean = value.type() == ValueType::boolean;
    m_min = boolean ? 0.0 : m_any ? std::min(m_min, value.number()) : value.number();
    m_max = boolean ? 1.0 : m_any ? std::max(m_max, value.number()) : value.number();
    m_any = true;
}

void SignalColoring::refresh(const sim::Snapshot& snapshot) {
    m_utc = snapshot.utc;
    if (m_shown < 0 || static_cast<size_t>(m_shown) >= snapshot.signals.size())
        return;
    const signals::SignalState& state = snapshot.signals[static_cast<size_t>(m_shown)];
    const double min = m_min, max = m_max;
    const bool any = m_any;
    include(state.quality == signals::Quality::none ? state.simulated : state.measured);
    if (min != m_min || max != m_max || any != m_any)
        publish();
}

void SignalColoring::publish() {
    m_stop.setEnabled(m_shown >= 0);
    // One value alone stands in the middle.
    const double margin = m_max > m_min ? 0.0 : std::max(0.5 * std::abs(m_max), 0.5);
    m_view.colorBySignal(m_shown, m_min - margin, m_max + margin);
    Q_EMIT legendChanged(legend());
}

QString SignalColoring::legend() const {
    if (m_shown < 0 || !m_link)
        return {};
    const auto signal = static_cast<uint32_t>(m_shown);
    // The equipment and what it says: the way to it is the same for all.
    const QString name = format::text(m_link->names->name(signal)).section(u'/', -2);
    if (!m_any)
        return tr("Coloured by %1: no value yet").arg(name);
    const render::ViewState& state = m_view.state();
    return tr("Coloured by %1: blue is %2, red is %3 %4")
        .arg(name, format::number(state.colorMin), format::number(state.colorMax),
             SignalModel::unitOf(*m_link->twin, *m_link->names, signal))
        .trimmed();
}

}  // namespace gemba::ui
