#include "app/replay_input.h"

#include "ingest/csv_messages.h"

namespace gemba::app {

Result<ReplayInput> ReplayInput::open(const ReplayRequest& request, const twin::Twin& twin) {
    const auto file = ingest::openMessages(request.file);
    if (!file)
        return tl::unexpected(file.error());
    ReplayInput out;
    if (ingest::isSessionRecording(*file)) {
        if (request.epoch != 0 || request.fromFirstSample)
            return fail({.doing = "replay from another epoch",
                         .on = request.file.string(),
                         .found = "a recorded session, which says when it began",
                         .expected = "no --epoch, or a file of messages alone"});
        auto opened = ingest::ReplayFeed::open(*file, twin, request.tap);
        if (!opened)
            return tl::unexpected(opened.error());
        out.m_session = std::move(*opened);
        return out;
    }
    ingest::MessageFeedSettings settings{.seed = request.seed.value_or(twin.world.seed),
                                         .fromFirstSample = request.fromFirstSample,
                                         .tap = request.tap};
    if (request.epoch != 0)
        settings.epoch = request.epoch;
    auto opened = ingest::MessageFeed::open(*file, twin, settings);
    if (!opened)
        return tl::unexpected(opened.error());
    out.m_messages = std::move(*opened);
    return out;
}

sim::InputFeed& ReplayInput::feed() {
    if (m_session != nullptr)
        return *m_session;
    return *m_messages;
}

// From the recording's first checkpoint, or from nothing where it began with the session.
Result<void> ReplayInput::begin(sim::Simulation& simulation) {
    if (m_session == nullptr)
        return {};
    const auto from = m_session->seek(0);
    if (!from)
        return tl::unexpected(from.error());
    return from->tick > 0 ? simulation.load(from->state) : Result<void>{};
}

void ReplayInput::finish() {
    if (m_session != nullptr)
        m_session->finish();
}

std::vector<sim::LinkStatus> ReplayInput::status() const {
    return m_messages != nullptr ? m_messages->status() : std::vector<sim::LinkStatus>();
}

}  // namespace gemba::app
