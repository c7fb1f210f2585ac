#include "app/recorded_session.h"

#include <array>
#include <fstream>

#include "app/bookmarks.h"
#include "app/recording.h"
#include "app/replayed_world.h"
#include "ingest/look_back.h"
#include "ingest/replay_feed.h"

namespace gemba::app {

bool isRecordingFile(const std::filesystem::path& file) {
    std::array<char, ingest::mcap::kMagic.size()> head{};
    std::ifstream in(file, std::ios::binary);
    in.read(head.data(), head.size());
    return in && std::string_view(head.data(), head.size()) == ingest::mcap::kMagic;
}

Result<std::unique_ptr<RecordedSession>> RecordedSession::open(const std::filesystem::path& file,
                                                               const LoadProgress& progress,
                                                               std::stop_token stop) {
    auto opened = openRecording(file, progress, stop);
    if (!opened)
        return tl::unexpected(opened.error());
    std::unique_ptr<RecordedSession> out(new RecordedSession);
    out->m_path = file;
    out->m_loaded = std::move(opened->loaded);
    const twin::Twin& twin = *out->m_loaded.twin;
    out->m_file = std::make_unique<ingest::mcap::McapFile>(std::move(opened->file));
    out->countMessages(*out->m_file);
    auto past = ingest::RecordedLookBack::open(*out->m_file, twin);
    if (!past)
        return tl::unexpected(past.error());
    const auto makeWorld = [session = out.get()](UtcNs at, signals::History& into) {
        return replayedWorld(*session->m_file, session->m_loaded, at, into);
    };
    out->m_player = std::make_unique<sim::Player>(
        std::move(*past), signals::SignalNames(twin).size(),
        sim::PlayerSettings{.stepHz = twin.world.stepHz, .makeWorld = makeWorld});
    out->m_futures = std::make_unique<Futures>(out->m_loaded, makeWorld);
    out->m_player->keepBookmarks(readBookmarks(*out->m_file, file),
                                 [file](const auto& marks) { return writeBookmarks(file, marks); });
    out->m_saver = std::make_unique<ingest::RangeSaver>([session = out.get()] {
        return ingest::RangeRequest{.segments = {session->m_path},
                                    .delayNs = longestDelay(*session->m_loaded.twin),
                                    .bookmarks = session->m_player->bookmarks()};
    });
    return out;
}

RecordedSession::~RecordedSession() {
    stop();
}

void RecordedSession::start() {
    m_thread = std::jthread([this](std::stop_token stop) { m_player->run(stop); });
    m_saving = std::jthread([this](std::stop_token stop) { m_saver->run(stop); });
}

void RecordedSession::stop() {
    for (std::jthread* thread : {&m_saving, &m_thread}) {
        thread->request_stop();
        if (thread->joinable())
            thread->join();
    }
}

void RecordedSession::countMessages(const ingest::mcap::McapFile& file) {
    const ingest::mcap::Contents& contents = file.contents();
    for (const twin::LiveSource& live : m_loaded.twin->live) {
        sim::LinkStatus link{.id = live.id, .connected = true, .recorded = true};
        for (const auto& [id, channel] : contents.channels) {
            const auto said = channel.metadata.find(std::string(ingest::recording::kSourceKey));
            const auto count = contents.statistics.channelMessages.find(id);
            if (said != channel.metadata.end() && said->second == live.id &&
                count != contents.statistics.channelMessages.end())
                link.messages += count->second;
        }
        m_links.push_back(std::move(link));
    }
}

}  // namespace gemba::app
