#include "app/session_past.h"

#include "app/recording.h"
#include "app/replayed_world.h"
#include "ingest/replay_feed.h"

namespace gemba::app {

SessionPast::SessionPast(const LoadedTwin& loaded, ingest::RollingStore& store) : m_store(store) {
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
}

// Bookmarks are the store's marks: what they name is never deleted. Those that were set before an
// edit are there already.
void SessionPast::start() {
    std::vector<sim::TimeMark> marks;
    for (const ingest::StoreMark& mark : m_store.marks())
        marks.push_back({mark.from, mark.to, sim::MarkKind::bookmark, mark.note});
    m_player->keepBookmarks(std::move(marks),
                            [&store = m_store](const std::vector<sim::TimeMark>& now) {
                                std::vector<ingest::StoreMark> kept;
                                for (const sim::TimeMark& mark : now)
                                    kept.push_back({mark.from, mark.to, mark.text, {}});
                                return store.setMarks(std::move(kept));
                            });
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
    const auto info = ingest::readRecordingInfo(*file);
    if (info && info->twinHash != twinHash(*loaded.twin))
        return fail({.doing = "rebuild the physics",
                     .found = "the twin was edited since",
                     .expected = "an instant after the edit: the recorded track is shown instead"});
    return replayedWorld(*file, loaded, at, history, [&look, at] { return look.fileAt(at); });
}

}  // namespace gemba::app
