// What residuals say, and which of it comes first: causes before what follows from them.
#include <algorithm>
#include <cmath>

#include "engine/analysis/residual_system.h"

namespace gemba::analysis {

using sim::World;

void ResidualSystem::describeStation(const Station& station, UtcNs since,
                                     sim::ResidualRow& row) const {
    row = {.equipment = station.equipment,
           .to = static_cast<int32_t>(station.device),
           .signal = station.signal};
    if (station.kind == Kind::eye && station.previous >= 0)
        row.from = static_cast<int32_t>(m_stations[static_cast<size_t>(station.previous)].device);
    if (station.kind == Kind::weight || station.kind == Kind::number)
        row.kind = sim::ResidualKind::value;
    else if (station.kind == Kind::state)
        row.kind = sim::ResidualKind::state;
    station.window.describe(station.tolerance, station.rare, since, row);
    // Parts that do not come through are held by what can hold them.
    if (station.stopper >= 0 && row.missing >= 2 && row.missing > std::max(row.late, row.early))
        row.equipment = static_cast<uint32_t>(station.stopper);
    describeHeld(station, row);
}

// Parts that stop coming stop coming everywhere behind, and a queue grows before: the cause is
// where the first part was lost, and among the eyes that lack the same part the one that lacks it
// first.
const ResidualSystem::Station* ResidualSystem::firstLoss() const {
    const Station* first = nullptr;
    for (const Station& station : m_stations) {
        if (station.kind != Kind::eye || station.missingFrom == 0)
            continue;
        const bool upstream = first != nullptr && station.missingFrom == first->missingFrom &&
                              stationOfDevice(station.device, Kind::eye) == first->previous;
        if (first == nullptr || station.missingFrom < first->missingFrom || upstream)
            first = &station;
    }
    return first;
}

// Where a queue stands, behind it; else by the parts that are missing. What holds them back is a
// stopper on that way, if there is one and more than one part is concerned.
ResidualSystem::Loss ResidualSystem::whereLost() const {
    for (const Station& station : m_stations) {
        if (holdsBefore(station) < 1.0)
            continue;
        const Station& before = m_stations[static_cast<size_t>(station.previous)];
        return {&station, station.stopper >= 0 ? station.holdsAt : before.at, before.darkSince};
    }
    const Station* const first = firstLoss();
    if (first == nullptr)
        return {};
    sim::ResidualRow row;
    first->window.describe(first->tolerance, first->rare, 0, row);
    const bool held = first->stopper >= 0 && row.missing >= 2;
    return {first, held ? first->holdsAt : first->at, first->missingSince - first->simTransit};
}

// What had no partner counts for as long as the last parts took, and at least a minute.
UtcNs ResidualSystem::remembered(const World& world) const {
    constexpr int64_t kShortest = 60 * kNsPerSecond;
    return world.utc - std::max<int64_t>(kShortest, 2 * window() * ResidualWindow::kSize);
}

// By how much the plant's eye is later than the model's, where that is known from the segments
// before and behind it; s. What makes parts late before the last eye may be anything.
double ResidualSystem::lateEye(const World& world, int32_t eye) const {
    const auto device = static_cast<uint32_t>(eye);
    const int32_t at = eye < 0 ? -1 : stationOfDevice(device, Kind::eye);
    const bool inside = at >= 0 && std::ranges::any_of(m_stations, [&](const Station& station) {
                            return station.kind == Kind::eye && station.previous == at;
                        });
    if (!inside)
        return 0.0;
    const double late = m_estimator.cause(sim::ParameterKind::delay, device);
    if (late == 0.0)
        return 0.0;
    return late - world.properties.value[world.propertyIndex(device, "delay")];
}

// Farther along the same path.
bool ResidualSystem::isBehind(const Station& station, int32_t path, double at) {
    return path >= 0 && station.path == path && station.at > at;
}

void ResidualSystem::describeRows(const World& world, std::vector<sim::ResidualRow>& out) const {
    constexpr double kCauseOverConsequence = 1.5;
    const UtcNs since = remembered(world);
    const Loss lost = whereLost();
    const Station* const loss = lost.station;
    const size_t begin = out.size();
    size_t first = begin;
    UtcNs firstParted = 0;
    for (const Station& station : m_stations) {
        if (station.kind == Kind::entry)
            continue;
        sim::ResidualRow row;
        describeStation(station, since, row);
        const auto mostly = [&](double seconds) {
            return std::abs(row.median - seconds) < 0.5 * std::abs(row.median);
        };
        // Late by its eye and not by its belt; and early after an eye that is late.
        if (row.kind == sim::ResidualKind::transit && mostly(lateEye(world, row.to)))
            row.equipment = static_cast<uint32_t>(row.to);
        if (row.kind == sim::ResidualKind::transit && mostly(-lateEye(world, row.from)))
            row.score /= kCauseOverConsequence;
        if (&station == loss)
            row.score *= kCauseOverConsequence;
        // A machine does nothing for parts that do not come, from about when the first did not.
        if (station.kind == Kind::state && row.extra == 0 && loss != nullptr &&
            isBehind(station, loss->path, lost.at) && station.parted >= lost.since)
            row.score = std::min(row.score, 0.5);
        // And what it does follows from what they weigh.
        for (const Station& scale : m_stations) {
            if (station.kind == Kind::state && scale.kind == Kind::weight && scale.parted != 0 &&
                scale.parted <= station.parted && isBehind(station, scale.path, scale.at))
                row.score = std::min(row.score, 1.0);
        }
        const UtcNs parted = row.score >= 1.0 ? station.parted : 0;
        if (parted != 0 || row.score < 1.0)  // else since it holds parts
            row.since = parted;
        if (parted != 0 && (firstParted == 0 || parted < firstParted)) {
            first = out.size();
            firstParted = parted;
        }
        out.push_back(row);
    }
    // What parted first is rather the cause of what parted later than the other way round; but
    // parts that stop coming are missed first where the queue has grown to.
    if (firstParted != 0 && (loss == nullptr || out[first].kind != sim::ResidualKind::transit))
        out[first].score *= kCauseOverConsequence;
}

void ResidualSystem::describe(const World& world, sim::Snapshot& out) const {
    describeRows(world, out.residuals);
    for (const sim::ResidualRow& row : out.residuals) {
        if (row.score >= 1.0 && out.deviceState[row.equipment] == 0)
            out.deviceState[row.equipment] = 2;
    }
    m_follower.describe(out);
    m_estimator.describe(out.estimates);
    std::stable_sort(out.residuals.begin(), out.residuals.end(),
                     [](const auto& a, const auto& b) { return a.score > b.score; });
}

}  // namespace gemba::analysis
