#include "app/running_session.h"

namespace gemba::app {

Result<std::unique_ptr<RunningSession>> RunningSession::prepare(LoadedTwin loaded,
                                                                RecordingPlace record) {
    auto running = std::unique_ptr<RunningSession>(new RunningSession);
    running->m_loaded = std::move(loaded);
    const twin::Twin& twin = *running->m_loaded.twin;
    running->m_history = std::make_unique<signals::History>(signals::SignalNames(twin).size());

    auto simulation = makeSimulation(
        running->m_loaded, {.seed = twin.world.seed, .history = running->m_history.get()});
    if (!simulation)
        return tl::unexpected(simulation.error());
    // A model alone has no twin to come back to.
    running->m_intoFile = !record.file.empty();
    if (running->m_intoFile)
        running->m_recording = std::make_unique<Recording>(twin, record.file);
    else if (record.store && !twin.text.empty())
        running->m_recording = std::make_unique<Recording>(
            twin, record.running != nullptr ? std::move(record.running)
                                            : std::make_shared<ingest::RollingStore>(
                                                  *std::move(record.store), steadyUtcNow()));
    Recording* const recording = running->m_recording.get();
    if (recording != nullptr && recording->store() != nullptr)
        running->lookInto(*recording->store());
    running->m_session = std::make_unique<sim::Session>(
        std::move(*simulation),
        sim::SessionOptions{.sink = recording != nullptr ? &recording->recorder() : nullptr});
    if (!twin.live.empty()) {
        LiveLinks& links = running->m_links;
        if (auto opened = links.addSources(twin).and_then([&] { return links.open(); }); !opened)
            return tl::unexpected(opened.error());
        links.attachTo(*running->m_session);
        if (recording != nullptr)
            links.tapInto(recording->recorder());
        running->m_wire = std::make_unique<ingest::WireWatch>(twin);
    }
    return running;
}

// What was, and what may come of it.
void RunningSession::lookInto(ingest::RollingStore& store) {
    m_past = std::make_unique<SessionPast>(m_loaded, store);
    const auto look = std::make_shared<ingest::StoreLookBack>(store, *m_loaded.twin);
    m_futures = std::make_unique<Futures>(m_loaded, [this, look](UtcNs at, auto& history) {
        look->refresh();
        return storedWorld(*look, m_loaded, at, history);
    });
}

void RunningSession::takeOver(RunningSession& before) {
    const std::lock_guard lock(before.m_turns);
    before.m_simulation.request_stop();
    if (before.m_simulation.joinable())
        before.m_simulation.join();
    m_session->takeOver(*before.m_session);
    inherit(before);
}

void RunningSession::goOn() {
    const std::lock_guard lock(m_turns);
    if (!m_ended && !m_simulation.joinable())
        m_simulation = std::jthread([this](std::stop_token stop) { m_session->run(stop); });
}

void RunningSession::inherit(const RunningSession& before) {
    const signals::SignalNames ours(*m_loaded.twin), theirs(*before.m_loaded.twin);
    std::vector<int32_t> from(ours.size(), -1);
    for (uint32_t s = 0; s < ours.size(); ++s) {
        if (const auto at = theirs.find(ours.name(s)))
            from[s] = static_cast<int32_t>(*at);
    }
    m_history->inherit(*before.m_history, from);
}

void RunningSession::start() {
    if (m_recording != nullptr)
        m_recording->start();
    if (!m_loaded.twin->live.empty())
        m_links.start();
    if (m_past != nullptr)
        m_past->start();
    if (m_wire != nullptr)
        m_watching = std::jthread([this](std::stop_token stop) { m_wire->run(stop); });
    goOn();
}

bool RunningSession::post(const sim::Command& command) {
    if (m_past != nullptr && !m_past->player().status().live)
        return sim::obey(m_past->player(), command);
    return m_session->post(command);
}

RunningSession::~RunningSession() {
    stop();
}

// The simulation reads the sources' rings, so it ends first.
void RunningSession::stop() {
    m_watching.request_stop();
    if (m_watching.joinable())
        m_watching.join();
    m_futures.reset();
    if (m_past != nullptr)
        m_past->stop();
    {
        const std::lock_guard lock(m_turns);
        m_ended = true;
        m_simulation.request_stop();
        if (m_simulation.joinable())
            m_simulation.join();
    }
    m_links.stop();
    if (m_recording != nullptr)
        m_recording->stop();
}

}  // namespace gemba::app
