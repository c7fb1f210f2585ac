#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <thread>

#include "app/composition.h"
#include "ingest/mcap/mcap_file.h"
#include "ingest/recorder.h"
#include "ingest/replay_feed.h"

namespace gemba::app {

/// Hash of what a twin is: its text and its script's.
[[nodiscard]] uint64_t twinHash(const twin::Twin& twin);

/// A recorder and its thread: records from start() until stop() or its end.
class Recording {
 public:
    /// Into one file. `twin` outlives the recording. Carries along the twin, its script and its
    /// models as far as they lie below its folder.
    Recording(const twin::Twin& twin, const std::filesystem::path& file);
    ~Recording() { stop(); }

    [[nodiscard]] ingest::Recorder& recorder() { return *m_recorder; }
    [[nodiscard]] ingest::RecorderStatus status() const { return m_recorder->status(); }

    void start();
    /// Writes what is on its way and completes the file. After the session and its links.
    void stop();

 private:
    std::unique_ptr<ingest::Recorder> m_recorder;
    std::jthread m_thread;
};

/// The twin that a recording was made of: the one in its folder where that is still the same, else
/// the copy that the recording carries, unpacked into the cache. Its [[live]] sources are not to be
/// connected.
[[nodiscard]] Result<std::filesystem::path> recordedTwin(const ingest::mcap::McapFile& file,
                                                         const ingest::RecordingInfo& info);

}  // namespace gemba::app
