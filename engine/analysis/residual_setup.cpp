// What is compared, and how it hangs together: the stations of ResidualSystem.
#include "engine/analysis/residual_system.h"

#include <algorithm>
#include <cmath>

#include "engine/twin/catalogue.h"
#include "engine/twin/path_graph.h"

namespace gemba::analysis {

ResidualSystem::ResidualSystem(const twin::Twin& twin, signals::History* history)
    : m_follower(twin), m_history(history) {
    const signals::SignalNames names(twin);
    for (uint32_t signal = 0; signal < names.size(); ++signal) {
        for (const uint32_t binding : names.bindings(signal))
            addStation(twin, signal, twin.bindings[binding]);
    }
    linkEyes(twin);
    prepareEstimates(twin);
    m_outcomes.reserve(64);
    m_tracks.reserve(twin.world.maxItems);
    // Before the first message nothing was heard.
    m_blindFrom.push_back(kAlways);
    m_blindUntil.push_back(-kAlways);
    m_blindSource.push_back(kAnySource);
}

void ResidualSystem::addStation(const twin::Twin& twin, uint32_t signal,
                                const twin::Binding& binding) {
    const twin::PropertyInfo& property = twin.info(binding.target);
    const twin::Device& device = twin.devices[binding.target.device];
    Station station{.signal = signal,
                    .device = binding.target.device,
                    .equipment = binding.target.device,
                    .property = twin.propertyIndex(binding.target),
                    .scale = binding.scale,
                    .offset = binding.offset,
                    .tolerance = binding.toleranceTime};

    if (binding.role == twin::Role::drive && property.event) {
        station.kind = Kind::entry;
        station.feeder = static_cast<int32_t>(station.device);
        station.device = entryOf(twin, station.device);
    } else if (binding.role != twin::Role::compare) {
        return;
    } else if (device.is("photo_eye")) {
        station.kind = Kind::eye;
        station.makes = feederBySignalOf(twin, station.device) >= 0;
        station.correct = binding.correct && !station.makes;
        station.gain = binding.gain;
    } else if (device.is("scale") && property.name == "last_weight") {
        station.kind = Kind::weight;
    } else if (property.type == ValueType::boolean) {
        station.kind = Kind::state;
        station.rare = true;
    } else {
        station.kind = Kind::number;
    }
    if (station.kind == Kind::weight || station.kind == Kind::number)
        station.tolerance = (binding.toleranceValue > 0.0 ? binding.toleranceValue : 0.05) /
                            std::abs(binding.scale);  // the deltas are on the wire's scale
    m_stations.push_back(std::move(station));
}

// Where along its path, and what tells whether the belt runs there.
void ResidualSystem::place(const twin::Twin& twin, Station& station) {
    const AlongPath at = alongPath(twin, station.device);
    station.path = at.path;
    station.at = at.at;
    station.correct = station.correct && at.path >= 0;  // else there is nowhere to move a part to
    if (at.path < 0)
        return;
    const auto belt = static_cast<uint32_t>(twin.devices[station.device].on);
    station.ring = twin::isOnRing(twin.devices, belt);
    const auto property = [&](const char* name) {
        return twin.devices[belt].firstProperty +
               *twin::findProperty(twin.devices[belt].info(), name);
    };
    station.beltRuns = property("actual_speed");
    station.beltShould = property("speed");
}

// A feeder that makes parts where it stands itself, no eye being there.
int32_t ResidualSystem::entryBefore(const Station& station) const {
    int32_t last = -1;
    for (size_t i = 0; i < m_stations.size(); ++i) {
        const Station& entry = m_stations[i];
        if (entry.kind != Kind::entry || entry.path != station.path || station.path < 0 ||
            entry.at >= station.at)
            continue;
        if (last < 0 || entry.at > m_stations[static_cast<size_t>(last)].at)
            last = static_cast<int32_t>(i);
    }
    return last;
}

void ResidualSystem::linkEyes(const twin::Twin& twin) {
    const auto stationOf = [&](uint32_t device) {
        const int32_t entry = stationOfDevice(device, Kind::entry);
        return entry >= 0 ? entry : stationOfDevice(device, Kind::eye);
    };
    for (Station& station : m_stations)
        place(twin, station);
    for (Station& station : m_stations) {
        station.alone = std::ranges::count_if(m_stations, [&](const Station& other) {
                            return other.kind == Kind::eye && other.path == station.path;
                        }) == 1;
        if (station.kind == Kind::eye) {
            // The next eye upstream that is compared or drives.
            int32_t sensor = pathSensorOf(twin, station.device);
            while (sensor >= 0 && station.previous < 0) {
                sensor = twin.pathSensors[static_cast<size_t>(sensor)].previous;
                if (sensor >= 0)
                    station.previous =
                        stationOf(twin.pathSensors[static_cast<size_t>(sensor)].device);
            }
            if (station.previous < 0)
                station.previous = entryBefore(station);
            if (station.previous >= 0) {
                const uint32_t from = m_stations[static_cast<size_t>(station.previous)].device;
                station.equipment = beltOfSegment(twin, from, station.device);
                station.stopper = stopperBetween(twin, from, station.device);
                if (station.stopper >= 0)
                    station.holdsAt = alongPath(twin, static_cast<uint32_t>(station.stopper)).at;
            }
        } else if (station.kind == Kind::weight || station.kind == Kind::state) {
            const int32_t eye = eyeUpstream(twin, station.device);
            station.previous = eye < 0 ? -1 : stationOf(static_cast<uint32_t>(eye));
        }
    }
}

}  // namespace gemba::analysis
