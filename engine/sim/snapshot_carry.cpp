#include "engine/sim/snapshot_carry.h"

#include <algorithm>
#include <utility>

#include "engine/sim/initial_properties.h"

namespace gemba::sim {
namespace {

/// Where it stands now; -1: it is gone, or there was none.
int32_t placeOf(const std::vector<int32_t>& kept, int32_t before) {
    const auto at = static_cast<size_t>(before);
    return before >= 0 && at < kept.size() ? kept[at] : -1;
}

/// False: what it names is gone.
bool follow(int32_t& index, const std::vector<int32_t>& kept) {
    const int32_t place = placeOf(kept, index);
    const bool gone = index >= 0 && place < 0;
    index = place;
    return !gone;
}

bool follow(uint32_t& index, const std::vector<int32_t>& kept) {
    const int32_t place = kept[index];
    if (place < 0)
        return false;
    index = static_cast<uint32_t>(place);
    return true;
}

/// Rows that stand at what they are of: each goes to its new place.
template <class Row>
void moveRows(std::vector<Row>& rows, const std::vector<int32_t>& kept, size_t now) {
    std::vector<Row> moved(now);
    for (size_t i = 0; i < rows.size(); ++i) {
        if (kept[i] >= 0)
            moved[static_cast<size_t>(kept[i])] = rows[i];
    }
    rows = std::move(moved);
}

void carryProperties(Snapshot& snapshot, const twin::Twin& before, const twin::Twin& now,
                     const KeptThings& kept) {
    std::vector<double> values = initialProperties(now);
    std::vector<uint8_t> drivers(now.propertyCount, static_cast<uint8_t>(Driver::initial));
    for (size_t d = 0; d < before.devices.size(); ++d) {
        if (kept.devices[d] < 0)
            continue;
        const twin::Device& from = before.devices[d];
        const twin::Device& to = now.devices[static_cast<size_t>(kept.devices[d])];
        for (uint32_t p = 0; p < from.info().properties.size(); ++p) {
            values[to.firstProperty + p] = snapshot.properties[from.firstProperty + p];
            drivers[to.firstProperty + p] = snapshot.drivers[from.firstProperty + p];
        }
    }
    snapshot.properties = std::move(values);
    snapshot.drivers = std::move(drivers);
}

}  // namespace

void carryOver(Snapshot& snapshot, const twin::Twin& before, const twin::Twin& now,
               const KeptThings& kept) {
    carryProperties(snapshot, before, now, kept);
    moveRows(snapshot.signals, kept.signals, signals::SignalNames(now).size());
    for (signals::SignalState& signal : snapshot.signals)
        signal.source = placeOf(kept.sources, signal.source);
    moveRows(snapshot.sources, kept.sources, now.live.size());
    moveRows(snapshot.deviceState, kept.devices, now.devices.size());
    if (!snapshot.alarms.empty())
        moveRows(snapshot.alarms, kept.alarms, now.alarms.size());

    std::erase_if(snapshot.bodies, [&](SnapshotBody& body) {
        // A part outlives the feeder that made it.
        const bool there = follow(body.device, kept.devices) || body.item >= 0;
        return !follow(body.item, kept.items) || !there;
    });
    std::erase_if(snapshot.residuals, [&](ResidualRow& row) {
        return !follow(row.equipment, kept.devices) || !follow(row.from, kept.devices) ||
               !follow(row.to, kept.devices) || !follow(row.signal, kept.signals);
    });
    std::erase_if(snapshot.flow.sinks,
                  [&](SnapshotFlow::Sink& sink) { return !follow(sink.device, kept.devices); });
    std::ranges::sort(snapshot.flow.sinks, {}, &SnapshotFlow::Sink::device);
    std::erase_if(snapshot.corrections, [&](Correction& correction) {
        const bool item = follow(correction.item, kept.items);
        const bool feeder = follow(correction.feeder, kept.devices);
        return !follow(correction.eye, kept.devices) || !item || !feeder;
    });
    std::erase_if(snapshot.estimates, [&](ParameterEstimate& estimate) {
        return !follow(estimate.equipment, kept.devices);
    });
    std::ranges::sort(snapshot.estimates, {}, &ParameterEstimate::equipment);
}

}  // namespace gemba::sim
