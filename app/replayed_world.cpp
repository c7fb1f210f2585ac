#include "app/replayed_world.h"

#include "engine/core/maths_fingerprint.h"
#include "ingest/replay_feed.h"

namespace gemba::app {

Result<sim::ReplayedWorld> replayedWorld(const ingest::mcap::McapFile& file,
                                         const LoadedTwin& loaded, UtcNs at,
                                         signals::History& history,
                                         std::function<Result<ingest::mcap::McapFile>()> grown) {
    auto feed = ingest::ReplayFeed::open(file, *loaded.twin);
    if (!feed)
        return tl::unexpected(feed.error());
    if ((*feed)->info().mathsFingerprint != mathsFingerprint())
        return fail({.doing = "rebuild the physics",
                     .found = "a recording made with other elementary functions",
                     .expected = "this program's: the recorded track is shown instead"});
    auto from = (*feed)->seekUtc(at);
    if (!from)
        return tl::unexpected(from.error());
    auto simulation = makeSimulation(loaded, {.seed = (*feed)->start().seed, .history = &history});
    if (!simulation)
        return tl::unexpected(simulation.error());
    (*simulation)->world().following = (*feed)->start().following;
    if (!ingest::beginsAlike((*feed)->info(), **simulation))
        return fail({.doing = "rebuild the physics",
                     .found = "a recording of another program, " + (*feed)->info().program,
                     .expected = "this program's: the recorded track is shown instead"});
    if (from->tick > 0) {
        if (auto ready = (*simulation)->load(from->state); !ready)
            return tl::unexpected(ready.error());
    }
    sim::ReplayedWorld out{std::move(*feed), std::move(*simulation), from->utc, {}};
    if (grown) {
        auto* const reading = static_cast<ingest::ReplayFeed*>(out.feed.get());
        out.readOn = [reading, grown = std::move(grown)]() -> Result<void> {
            const auto more = grown();
            if (!more)
                return tl::unexpected(more.error());
            return reading->readOn(*more);
        };
    }
    return out;
}

}  // namespace gemba::app
