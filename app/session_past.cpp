#include "app/session_past.h"

#include "app/replayed_world.h"

namespace gemba::app {

SessionPast::SessionPast(const LoadedTwin& loaded, ingest::RollingStore& store) {
    const twin::Twin& twin = *loaded.twin;
    auto past = std::make_unique<ingest::StoreLookBack>(store, twin);
    ingest::StoreLookBack& look = *past;  // the player's: used on its thread alone
    sim::PlayerSettings settings;
    settings.stepHz = twin.world.stepHz;
    settings.makeWorld = [&look, &loaded](UtcNs at, signals::History& into) {
        return storedWorld(look, loaded, at, into);
    };
    settings.reach = [&store] {
        const UtcNs since = store.since(), now = steadyUtcNow();
        return sim::TimeRange{since != 0 ? since : now, now};
    };
    m_player = std::make_unique<sim::Player>(std::move(past), signals::SignalNames(twin).size(),
                                             std::move(settings));
    // Bookmarks are the store's marks: what they name is never deleted.
    m_player->keepBookmarks({}, [&store](const std::vector<sim::TimeMark>& marks) {
        std::vector<ingest::StoreMark> kept;
        for (const sim::TimeMark& mark : marks)
            kept.push_back({mark.from, mark.to, mark.text, {}});
        return store.setMarks(std::move(kept));
    });
}

void SessionPast::start() {
    m_thread = std::jthread([this](std::stop_token stop) { m_player->run(stop); });
}

void SessionPast::stop() {
    m_thread.request_stop();
    if (m_thread.joinable())
        m_thread.join();
}

Result<sim::ReplayedWorld> storedWorld(ingest::StoreLookBack& look, const LoadedTwin& loaded,
                                       UtcNs at, signals::History& history) {
    const auto file = look.fileAt(at);
    if (!file)
        return tl::unexpected(file.error());
    return replayedWorld(*file, loaded, at, history, [&look, at] { return look.fileAt(at); });
}

}  // namespace gemba::app
