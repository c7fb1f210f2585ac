#pragma once

#include <filesystem>
#include <memory>
#include <thread>
#include <vector>

#include "app/composition.h"
#include "app/futures.h"
#include "engine/sim/player.h"
#include "ingest/mcap/mcap_file.h"
#include "ingest/range_saver.h"

namespace gemba::app {

/// Whether a file is to be read as a recording: by its content, not its name.
[[nodiscard]] bool isRecordingFile(const std::filesystem::path& file);

/// A recording with the thread that reads and replays it: what the window shows of the past. It has
/// one owner at a time, as a RunningSession.
class RecordedSession {
 public:
    /// Opens the recording and the twin it was made of; nothing is connected. Blocks: the window
    /// calls it on a worker. Errors: no recording of a session, its twin is not to be had.
    [[nodiscard]] static Result<std::unique_ptr<RecordedSession>> open(
        const std::filesystem::path& file, const LoadProgress& progress, std::stop_token stop);
    ~RecordedSession();

    void start();
    void stop();

    [[nodiscard]] const LoadedTwin& loaded() const { return m_loaded; }
    [[nodiscard]] sim::Player& player() { return *m_player; }
    [[nodiscard]] sim::SavingService& savingService() { return *m_saver; }
    [[nodiscard]] sim::FutureService& futures() { return *m_futures; }
    /// What the file holds of each source.
    [[nodiscard]] std::vector<sim::LinkStatus> links() const { return m_links; }

 private:
    RecordedSession() = default;
    void countMessages(const ingest::mcap::McapFile& file);

    std::filesystem::path m_path;
    std::unique_ptr<ingest::mcap::McapFile> m_file;
    LoadedTwin m_loaded;
    std::vector<sim::LinkStatus> m_links;
    std::unique_ptr<sim::Player> m_player;
    std::unique_ptr<ingest::RangeSaver> m_saver;
    std::unique_ptr<Futures> m_futures;
    std::jthread m_thread, m_saving;
};

}  // namespace gemba::app
