#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "app/composition.h"
#include "app/futures.h"
#include "app/live_links.h"
#include "app/recording.h"
#include "app/session_past.h"
#include "engine/sim/session.h"
#include "ingest/wire_watch.h"

namespace gemba::app {

/// A session with its threads: what the window shows. Simulates from start() until it is destroyed;
/// then its threads have ended. It has one owner at a time; another thread may become it.
class RunningSession {
 public:
    /// Builds physics, script, sockets and, where it has a place, the recording; starts nothing.
    /// Takes as long as the twin is large: the window calls it on a worker. Errors: a script that
    /// does not load, an endpoint that cannot be.
    [[nodiscard]] static Result<std::unique_ptr<RunningSession>> prepare(
        LoadedTwin loaded, RecordingPlace record = {});
    ~RunningSession();

    /// Starts simulating, and following the twin's live sources if it has any. Once.
    void start();

    /// Ends simulation and links; the session can then be looked at by any thread.
    void stop();

    [[nodiscard]] const LoadedTwin& loaded() const { return m_loaded; }
    [[nodiscard]] sim::Session& session() { return *m_session; }
    [[nodiscard]] const signals::History& history() const { return *m_history; }
    /// Before start(): goes on where another session is, of the twin before an edit, and with what
    /// its signals of the same names were. That one's simulation stands still then. Any thread,
    /// while the other is shown.
    void takeOver(RunningSession& before);
    /// Takes the simulation up again that stood still for another's sake. Any thread.
    void goOn();
    /// What the window posts: to the session, or to the cursor while one looks back. False:
    /// refused.
    [[nodiscard]] bool post(const sim::Command& command);
    /// What the session was; null where it is not recorded into the store.
    [[nodiscard]] sim::Player* past() { return m_past != nullptr ? &m_past->player() : nullptr; }
    /// What the window sees of the recording in the store; null where there is none.
    [[nodiscard]] sim::RecordingService* recordingService() {
        return m_recording != nullptr ? m_recording->service() : nullptr;
    }
    [[nodiscard]] sim::SavingService* savingService() {
        return m_recording != nullptr ? m_recording->saving() : nullptr;
    }
    /// What may come of it; null likewise.
    [[nodiscard]] sim::FutureService* futures() { return m_futures.get(); }
    /// What comes over its sources; null where it has none.
    [[nodiscard]] sim::WireService* wire() { return m_wire.get(); }
    /// Where it records into; null where that is no store.
    [[nodiscard]] std::shared_ptr<ingest::RollingStore> store() {
        return m_recording != nullptr ? m_recording->store() : nullptr;
    }
    /// Recorded into a file that was named.
    [[nodiscard]] bool recordsIntoFile() const { return m_intoFile; }
    [[nodiscard]] std::vector<sim::LinkStatus> links() const { return m_links.status(); }

 private:
    RunningSession() = default;
    void lookInto(ingest::RollingStore& store);
    void inherit(const RunningSession& before);

    LoadedTwin m_loaded;
    std::unique_ptr<signals::History> m_history;
    std::unique_ptr<Recording> m_recording;
    std::unique_ptr<SessionPast> m_past;
    std::unique_ptr<Futures> m_futures;  // of what the store holds
    bool m_intoFile = false;
    LiveLinks m_links;
    std::unique_ptr<sim::Session> m_session;
    std::mutex m_turns;  // who starts and ends m_simulation
    bool m_ended = false;
    std::jthread m_simulation;
    std::unique_ptr<ingest::WireWatch> m_wire;
    std::jthread m_watching;
};

}  // namespace gemba::app
