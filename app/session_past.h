#pragma once

#include <memory>
#include <thread>

#include "app/composition.h"
#include "engine/sim/player.h"
#include "ingest/store/store_look_back.h"

namespace gemba::app {

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
    [[nodiscard]] Result<sim::ReplayedWorld> makeWorld(UtcNs at, signals::History& history);

    const LoadedTwin& m_loaded;
    ingest::StoreLookBack* m_past;  // the player's; used on its thread alone
    std::unique_ptr<sim::Player> m_player;
    std::jthread m_thread;
};

}  // namespace gemba::app
