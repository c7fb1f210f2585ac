#include "app/running_session.h"

namespace gemba::app {

Result<std::unique_ptr<RunningSession>> RunningSession::prepare(LoadedTwin loaded,
                                                                bool keepInputs) {
    auto running = std::unique_ptr<RunningSession>(new RunningSession);
    running->m_loaded = std::move(loaded);
    const twin::Twin& twin = *running->m_loaded.twin;
    running->m_history = std::make_unique<signals::History>(signals::SignalNames(twin).size());

    auto simulation = makeSimulation(
        running->m_loaded, {.seed = twin.world.seed, .history = running->m_history.get()});
    if (!simulation)
        return tl::unexpected(simulation.error());
    running->m_session = std::make_unique<sim::Session>(
        std::move(*simulation), sim::SessionOptions{.keepInputs = keepInputs});
    if (!twin.live.empty()) {
        if (auto opened = running->m_links.openSources(twin); !opened)
            return tl::unexpected(opened.error());
        running->m_links.attachTo(*running->m_session);
    }
    return running;
}

void RunningSession::start() {
    if (!m_loaded.twin->live.empty())
        m_links.start();
    m_simulation = std::jthread([this](std::stop_token stop) { m_session->run(stop); });
}

RunningSession::~RunningSession() {
    stop();
}

// The simulation reads the sources' rings, so it ends first.
void RunningSession::stop() {
    m_simulation.request_stop();
    if (m_simulation.joinable())
        m_simulation.join();
    m_links.stop();
}

}  // namespace gemba::app
