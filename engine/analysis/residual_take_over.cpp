// Over an edit parts under way stay the twins of real ones.
#include <algorithm>

#include "engine/analysis/residual_system.h"

namespace gemba::analysis {

// With what they and the plant still owe each other at the sensors that are there still. What was
// concluded from the parts before was said of another model: windows and estimates begin anew.
void ResidualSystem::takeOver(const sim::System& before, const sim::KeptThings& kept) {
    const auto* const theirs = dynamic_cast<const ResidualSystem*>(&before);
    if (theirs == nullptr)
        return;
    std::vector<int32_t> places;
    for (const Station& was : theirs->m_stations)
        places.push_back(takeStation(was, kept));
    const auto placeOf = [&](const auto& is) {
        const auto at = std::ranges::find_if(theirs->m_stations, is) - theirs->m_stations.begin();
        return at < static_cast<std::ptrdiff_t>(places.size()) ? places[static_cast<size_t>(at)]
                                                               : -1;
    };
    for (Track part : theirs->m_tracks) {
        const auto stands = [&](double at, bool scale) {
            return placeOf([&, at, scale](const Station& was) {
                return was.path == part.path && was.at == at && (was.kind == Kind::weight) == scale;
            });
        };
        const int32_t reached = stands(part.reached, false);
        const int32_t weighed = stands(part.weighed, true);
        if (part.station >= 0)
            part.station = places[static_cast<size_t>(part.station)];
        part.path = reached < 0 ? -1 : m_stations[static_cast<size_t>(reached)].path;
        part.reached = reached < 0 ? -1.0 : m_stations[static_cast<size_t>(reached)].at;
        part.weighed = weighed < 0 ? -1.0 : m_stations[static_cast<size_t>(weighed)].at;
        addTrack(part);
    }

    m_entryTimes = theirs->m_entryTimes;
    m_refused = theirs->m_refused;
    m_start = theirs->m_start;
    m_lastUtc = theirs->m_lastUtc;
    m_started = theirs->m_started;
    m_blindSource.clear();
    m_blindFrom.clear();
    m_blindUntil.clear();
    for (size_t i = 0; i < theirs->m_blindSource.size(); ++i) {
        const uint32_t source = theirs->m_blindSource[i];
        if (source != kAnySource && kept.sources[source] < 0)
            continue;
        m_blindSource.push_back(source == kAnySource ? source
                                                     : static_cast<uint32_t>(kept.sources[source]));
        m_blindFrom.push_back(theirs->m_blindFrom[i]);
        m_blindUntil.push_back(theirs->m_blindUntil[i]);
    }
}

// Where it stands now, with what is under way there; -1: it is compared no more.
int32_t ResidualSystem::takeStation(const Station& was, const sim::KeptThings& kept) {
    const int32_t device = kept.devices[was.device];
    const int32_t signal = kept.signals[was.signal];
    const auto same = std::ranges::find_if(m_stations, [&](const Station& station) {
        return station.kind == was.kind && static_cast<int32_t>(station.device) == device &&
               static_cast<int32_t>(station.signal) == signal;
    });
    if (device < 0 || signal < 0 || same == m_stations.end())
        return -1;
    same->matcher = was.matcher;
    same->release = was.release;
    same->paired = was.paired;
    same->level = was.level;
    same->lastOffset = was.lastOffset;
    same->entryTransit = was.entryTransit;
    same->simTransit = was.simTransit;
    same->afterSkip = was.afterSkip;
    same->darkSince = was.darkSince;
    same->seen = was.seen;
    same->heard = was.heard;
    same->passing = was.passing;
    return static_cast<int32_t>(same - m_stations.begin());
}

}  // namespace gemba::analysis
