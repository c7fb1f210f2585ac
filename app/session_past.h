#pragma once

#include <memory>
#include <thread>

#include "app/composition.h"
#include "engine/sim/player.h"
#include "ingest/store/store_look_back.h"

namespace gemba::app {

/// A second world from the store of a running session: from the segment that holds the instant;
/// where that is the newest one, it grows meanwhile. `look` is used on the caller's thread, and
/// later by what is returned. Errors: the twin was another one then.
[[nodiscard]] Result<sim::ReplayedWorld> storedWorld(ingest::StoreLookBack& look,
                                                     const LoadedTwin& loaded, UtcNs at,
                                                     signals::History& history);

/// What a running session was: a player over the store that it records into, with the thread that
/// reads and replays. Sleeps while nobody looks back; the session knows nothing of it.
class SessionPast {
 public:
    /// All outlive it.
    SessionPast(const LoadedTwin& loaded, ingest::RollingStore& store);
    ~SessionPast() { stop(); }

    void start();
    void stop();
    [[nodiscard]] sim::Player& player() { return *m_player; }

 private:
    ingest::RollingStore& m_store;
    std::unique_ptr<sim::Player> m_player;
    std::jthread m_thread;
};

}  // namespace gemba::app
