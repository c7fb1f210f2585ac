#include "app/recorded_session.h"

#include <fmt/format.h>

#include <array>
#include <fstream>

#include "app/bookmarks.h"
#include "app/recording.h"
#include "engine/core/maths_fingerprint.h"
#include "ingest/look_back.h"
#include "ingest/replay_feed.h"

namespace gemba::app {
namespace {}  // namespace

bool isRecordingFile(const std::filesystem::path& file) {
    std::array<char, ingest::mcap::kMagic.size()> head{};
    std::ifstream in(file, std::ios::binary);
    in.read(head.data(), head.size());
    return in && std::string_view(head.data(), head.size()) == ingest::mcap::kMagic;
}

Result<std::unique_ptr<RecordedSession>> RecordedSession::open(const std::filesystem::path& file,
                                                               const LoadProgress& progress,
                                                               std::stop_token stop) {
    const auto reading = [&](double share) {
        progress(share, file.filename().string());
        return !stop.stop_requested();
    };
    auto opened = ingest::mcap::McapFile::open(file, reading);
    if (!opened)
        return tl::unexpected(opened.error());
    const auto info = ingest::readRecordingInfo(*opened);
    if (!info)
        return tl::unexpected(info.error());
    const auto twinFile = recordedTwin(*opened, *info);
    if (!twinFile)
        return tl::unexpected(twinFile.error());

    std::unique_ptr<RecordedSession> out(new RecordedSession);
    out->m_path = file;
    out->m_loaded = loadTwin(*twinFile, progress, stop);
    if (out->m_loaded.twin == nullptr)
        return fail({.doing = "open the twin of a recording",
                     .on = twinFile->string(),
                     .found = out->m_loaded.problems.empty()
                                  ? std::string("nothing")
                                  : out->m_loaded.problems.front().message(*twinFile)});
    const twin::Twin& twin = *out->m_loaded.twin;
    out->m_file = std::make_unique<ingest::mcap::McapFile>(std::move(*opened));
    out->countMessages(*out->m_file);
    auto past = ingest::RecordedLookBack::open({*out->m_file}, twin);
    if (!past)
        return tl::unexpected(past.error());
    out->m_player = std::make_unique<sim::Player>(
        std::move(*past), signals::SignalNames(twin).size(),
        sim::PlayerSettings{.stepHz = twin.world.stepHz,
                            .makeWorld = [session = out.get()](UtcNs at, signals::History& into) {
                                return session->makeWorld(at, into);
                            }});
    out->m_player->keepBookmarks(readBookmarks(file),
                                 [file](const auto& marks) { return writeBookmarks(file, marks); });
    return out;
}

RecordedSession::~RecordedSession() {
    stop();
}

void RecordedSession::start() {
    m_thread = std::jthread([this](std::stop_token stop) { m_player->run(stop); });
}

void RecordedSession::stop() {
    m_thread.request_stop();
    if (m_thread.joinable())
        m_thread.join();
}

bool RecordedSession::post(const sim::Command& command) {
    using enum sim::CommandType;
    switch (command.type) {
        case pause:
        case resume:
            m_player->play(command.type == resume);
            return true;
        case step:
            m_player->step(command.count);
            return true;
        case reset:
            m_player->seek(m_player->status().range.from);
            return true;
        case setRate:
            m_player->setRate(command.value);
            return true;
        default:
            return false;
    }
}

// Physics that would not be that of the recording is not shown as such.
Result<sim::ReplayedWorld> RecordedSession::makeWorld(UtcNs at, signals::History& history) const {
    auto feed = ingest::ReplayFeed::open(*m_file, *m_loaded.twin);
    if (!feed)
        return tl::unexpected(feed.error());
    if ((*feed)->info().mathsFingerprint != mathsFingerprint())
        return fail({.doing = "rebuild the physics",
                     .found = "a recording made with other elementary functions",
                     .expected = "this program's: the recorded track is shown instead"});
    auto from = (*feed)->seekUtc(at);
    if (!from)
        return tl::unexpected(from.error());
    auto simulation =
        makeSimulation(m_loaded, {.seed = (*feed)->start().seed, .history = &history});
    if (!simulation)
        return tl::unexpected(simulation.error());
    (*simulation)->world().following = (*feed)->start().following;
    if (from->tick > 0) {
        if (auto ready = (*simulation)->load(from->state); !ready)
            return tl::unexpected(ready.error());
    }
    return sim::ReplayedWorld{std::move(*feed), std::move(*simulation), from->utc};
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
