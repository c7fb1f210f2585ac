#include "ui/docks/lanes_panel.h"

#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>
#include <tuple>

#include "ui/format.h"
#include "ui/make_child.h"

namespace gemba::ui {
namespace {

// Path and distance of an eye; what stands on no path comes last.
[[nodiscard]] std::pair<uint32_t, double> placeOf(const twin::Twin& twin, uint32_t device) {
    for (const twin::PathSensor& sensor : twin.pathSensors) {
        if (sensor.device == device)
            return {sensor.path, sensor.distance};
    }
    return {UINT32_MAX, 0.0};
}

[[nodiscard]] QScrollArea* scrolling(QWidget* content, QWidget* parent) {
    auto* area = makeChild<QScrollArea>(parent);
    area->setWidget(content);
    area->setWidgetResizable(true);
    area->setAccessibleName(LanesPanel::tr("Lanes of the eyes"));
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    return area;
}

}  // namespace

std::vector<uint32_t> laneSignals(const twin::Twin& twin, const signals::SignalNames& names) {
    struct Found {
        std::pair<uint32_t, double> place;
        uint32_t signal;
    };
    std::vector<Found> found;
    for (uint32_t signal = 0; signal < names.size(); ++signal) {
        for (const uint32_t index : names.bindings(signal)) {
            const twin::Binding& binding = twin.bindings[index];
            const twin::PropertyInfo& property = twin.info(binding.target);
            if (binding.role == twin::Role::compare && property.type == ValueType::boolean) {
                found.push_back({placeOf(twin, binding.target.device), signal});
                break;
            }
        }
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const Found& a, const Found& b) { return a.place < b.place; });
    std::vector<uint32_t> out;
    for (const Found& lane : found)
        out.push_back(lane.signal);
    return out;
}

LanesPanel::LanesPanel(QWidget* parent)
    : Panel(parent),
      m_view(makeChild<LanesView>(this)),
      m_hint(makeChild<EmptyHint>(
          this, scrolling(m_view, this),
          tr("No eye is compared.\nBind a light barrier's signal with role = \"compare\"."))) {
    auto* layout = makeChild<QVBoxLayout>(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_hint);
}

void LanesPanel::showSession(const SessionLink* link) {
    m_signals.clear();
    m_names.clear();
    m_link = link;
    if (link != nullptr && link->now.history != nullptr)
        m_signals = laneSignals(*link->twin, *link->names);
    for (const uint32_t signal : m_signals) {
        // The equipment's name is what people know; the signal's stands in the table.
        const twin::Binding& binding = link->twin->bindings[link->names->meaning(signal)];
        m_names.push_back(format::text(link->twin->devices[binding.target.device].id));
    }
    m_hint->setEmpty(m_signals.empty());
}

void LanesPanel::refresh(const sim::Snapshot& snapshot, UtcNs now) {
    if (m_link == nullptr || m_signals.empty())
        return;
    const signals::History& history = *m_link->eyes().history;
    m_lanes.resize(m_signals.size());
    const UtcNs from = now - m_view->span();
    for (size_t i = 0; i < m_signals.size(); ++i) {
        const uint32_t signal = m_signals[i];
        Lane& lane = m_lanes[i];
        lane.name = m_names[i];
        lane.quality = signal < snapshot.signals.size() ? snapshot.signals[signal].quality
                                                        : signals::Quality::none;
        history.read(signal, signals::Series::measured, from, now, lane.measured);
        history.read(signal, signals::Series::simulated, from, now, lane.simulated);
        history.read(signal, signals::Series::residual, from, now, lane.residual);
    }
    m_view->show(m_lanes, now, m_link->recorded());
}

}  // namespace gemba::ui
