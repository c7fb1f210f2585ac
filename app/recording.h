#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <thread>

#include "app/composition.h"
#include "ingest/mcap/mcap_file.h"
#include "ingest/range_saver.h"
#include "ingest/recorder.h"
#include "ingest/replay_feed.h"
#include "ingest/store/session_store.h"

namespace gemba::app {

/// Hash of what a twin is: its text and its script's.
[[nodiscard]] uint64_t twinHash(const twin::Twin& twin);

/// The longest delay of its [[live]] sources, ns.
[[nodiscard]] int64_t longestDelay(const twin::Twin& twin);

/// Where a session is recorded: into one file, into the rolling store, or not at all.
struct RecordingPlace {
    std::filesystem::path file;                     ///< not empty: into this one
    std::optional<ingest::StoreSettings> store;     ///< else into the store
    std::shared_ptr<ingest::RollingStore> running;  ///< of the session before an edit: into that
};

/// A recorder and its threads: records from start() until stop() or its end.
class Recording {
 public:
    /// Into one file; a session that begins again, after a reset, into `NAME-2.mcap` beside it.
    /// `twin` outlives the recording. Carries along the twin, its script and its models as far as
    /// they lie below its folder.
    Recording(const twin::Twin& twin, const std::filesystem::path& file);
    /// Into the rolling store, whose files carry small models only; what is saved has all.
    Recording(const twin::Twin& twin, std::shared_ptr<ingest::RollingStore> store);
    ~Recording() { stop(); }

    [[nodiscard]] ingest::Recorder& recorder() { return *m_recorder; }
    [[nodiscard]] ingest::RecorderStatus status() const { return m_recorder->status(); }
    /// What the window sees of it; null where it goes into one file.
    [[nodiscard]] sim::RecordingService* service() { return m_service.get(); }
    [[nodiscard]] sim::SavingService* saving() { return m_saver.get(); }

    /// Null where it goes into one file.
    [[nodiscard]] const std::shared_ptr<ingest::RollingStore>& store() { return m_store; }

    void start();
    /// Writes what is on its way and completes the file. After the session and its links.
    void stop();

 private:
    std::shared_ptr<ingest::RollingStore> m_store;
    std::unique_ptr<ingest::Recorder> m_recorder;
    std::unique_ptr<ingest::SessionStore> m_service;
    std::unique_ptr<ingest::RangeSaver> m_saver;
    std::jthread m_thread;
    std::jthread m_saving;
};

/// The twin that a recording was made of: the one in its folder where that is still the same, else
/// the copy that the recording carries, unpacked into the cache. Its [[live]] sources are not to be
/// connected.
[[nodiscard]] Result<std::filesystem::path> recordedTwin(const ingest::mcap::McapFile& file,
                                                         const ingest::RecordingInfo& info);

/// A recording with the twin that it was made of.
struct OpenedRecording {
    ingest::mcap::McapFile file;
    ingest::RecordingInfo info;
    LoadedTwin loaded;
};

/// Blocks. Errors: no recording of a session, or its twin is not to be had.
[[nodiscard]] Result<OpenedRecording> openRecording(const std::filesystem::path& path,
                                                    const LoadProgress& progress,
                                                    std::stop_token stop);

}  // namespace gemba::app
