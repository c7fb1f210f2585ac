#pragma once

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "app/composition.h"
#include "app/live_links.h"
#include "engine/sim/session.h"

namespace gemba::app {

/// A session with its threads: what the window shows. Simulates from start() until it is destroyed;
/// then its threads have ended. It has one owner at a time; another thread may become it.
class RunningSession {
 public:
    /// Builds physics, script and sockets, and starts nothing. Takes as long as the twin is large:
    /// the window calls it on a worker. Errors: a script that does not load, an endpoint that
    /// cannot be.
    [[nodiscard]] static Result<std::unique_ptr<RunningSession>> prepare(LoadedTwin loaded,
                                                                         bool keepInputs = false);
    ~RunningSession();

    /// Starts simulating, and following the twin's live sources if it has any. Once.
    void start();

    /// Ends simulation and links; the session can then be looked at by any thread.
    void stop();

    [[nodiscard]] const LoadedTwin& loaded() const { return m_loaded; }
    [[nodiscard]] sim::Session& session() { return *m_session; }
    [[nodiscard]] const signals::History& history() const { return *m_history; }
    [[nodiscard]] std::vector<sim::LinkStatus> links() const { return m_links.status(); }

 private:
    RunningSession() = default;

    LoadedTwin m_loaded;
    std::unique_ptr<signals::History> m_history;
    LiveLinks m_links;
    std::unique_ptr<sim::Session> m_session;
    std::jthread m_simulation;
};

}  // namespace gemba::app
