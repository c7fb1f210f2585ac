#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "engine/core/byte_ring.h"
#include "engine/sim/recording.h"
#include "engine/sim/track.h"
#include "engine/twin/twin.h"
#include "ingest/message_tap.h"
#include "ingest/recorder_topics.h"
#include "ingest/recording_format.h"
#include "ingest/snapshot_pool.h"

namespace gemba::ingest {

/// A file that a recording carries along.
struct RecordedFile {
    std::string name;  ///< path relative to the twin's folder
    std::string mediaType;
    Bytes content;
};

struct RecorderSettings {
    /// Where the next file goes; asked by run() when it begins one. Where it fails nothing is
    /// recorded until the next checkpoint, when it is asked again.
    std::function<Result<std::filesystem::path>()> nextPath;
    /// Called by run() about once a second while it writes; may be empty. Where it fails the file
    /// is completed, and the next one begins at a checkpoint.
    std::function<Result<void>()> tend;
    bool wireOnly = false;  ///< no session: messages alone, from the first one on, into one file
    /// A new file begins at the first checkpoint after so many bytes, or so long; 0: never.
    uint64_t segmentBytes = 0;
    int64_t segmentNs = 0;
    std::vector<RecordedFile> files;  ///< the twin's
    std::string program;              ///< "gemba 0.1.0"
    uint64_t twinHash = 0, mathsFingerprint = 0;
};

/// For people; any thread.
struct RecorderStatus {
    std::filesystem::path path;    ///< being written; empty: none yet
    uint64_t bytes = 0;            ///< of that file
    uint64_t messages = 0;         ///< taken in, from all sources
    uint64_t droppedMessages = 0;  ///< that found no room on their way
    uint64_t droppedTicks = 0;     ///< likewise, of the simulation's records
    uint64_t lost = 0;             ///< records that could not be written, of all files
    uint64_t files = 0;            ///< begun so far
    UtcNs durableUntil = 0;        ///< what came before is in the file
    std::string error;             ///< why nothing can be written now; empty: it can
    std::string lastError;         ///< why something was lost; stays
};

/// Writes a session into MCAP files: every message verbatim, and all that a replay needs to give
/// the same bits. Taps the sources (ingest thread), is the session's sink (simulation's thread) and
/// writes in run() (a worker of its own), so that neither of the two waits for a disk.
class Recorder final : public sim::TickSink, public MessageTap {
 public:
    /// `twin` must outlive the recorder.
    Recorder(const twin::Twin& twin, RecorderSettings settings);
    ~Recorder() override;

    // Ingest thread:
    void message(const TappedMessage& message) override;

    // Simulation's thread:
    void begin(const sim::SessionStart& start) override;
    void tick(const sim::TickRecord& record, bool mayWait) override;
    void checkpoint(Tick tick, UtcNs utc, std::span<const std::byte> state, bool mayWait) override;
    void simulated(uint32_t signal, UtcNs utc, const Value& value, bool mayWait) override;
    void found(const sim::Finding& finding, UtcNs utc, bool mayWait) override;
    void frame(const sim::Snapshot& snapshot, bool mayWait) override;

    /// The worker: writes until asked to stop and everything is written, then completes the file.
    void run(std::stop_token stop);

    [[nodiscard]] RecorderStatus status() const;

 private:
    class File;

    void pushRejected(const TappedMessage& message, std::string_view reason);
    bool pushMessage(std::initializer_list<std::span<const std::byte>> parts, bool mayWait);
    bool push(std::initializer_list<std::span<const std::byte>> parts, bool mayWait);
    [[nodiscard]] bool push(ByteRing& ring, std::initializer_list<std::span<const std::byte>> parts,
                            bool mayWait);
    bool drainTicks();
    bool drainMessages();
    void take(std::span<const std::byte> record);
    void takeCheckpoint(const recording::CheckpointHead& head, std::span<const std::byte> state);
    void takeMessage(std::span<const std::byte> record);
    void writeRejected(std::span<const std::byte> record);
    void writeMessage(std::span<const std::byte> record);
    void takeWaitingMessages();
    void takeFrame(sim::Snapshot* frame);
    void writeTicks();
    void openFile(const recording::CheckpointHead& head, std::span<const std::byte> state);
    void openWireFile();
    void closeFile();
    void repeatRecent(UtcNs from);
    void flush(UtcNs now);
    [[nodiscard]] Result<void> syncFile();
    void noteDrops(UtcNs now);
    void keep(std::span<const std::byte> record, UtcNs received);
    void say(const Result<void>& outcome);
    void publishStatus();

    const twin::Twin& m_twin;
    RecorderSettings m_settings;
    bool m_segments;  // one file follows the other
    signals::SignalNames m_names;

    // The two ways in.
    ByteRing m_messageRing, m_tickRing;
    std::atomic<uint64_t> m_messages{0}, m_droppedMessages{0}, m_droppedTicks{0};
    std::atomic<bool> m_ended{false};  // the worker has gone: nobody makes room any more
    Bytes m_scratch;                   // simulation's thread
    SnapshotPool m_frames;             // the simulation's ring has pointers to them
    RecorderTopics m_topics;           // ingest thread

    // The worker's own.
    std::unique_ptr<File> m_file;
    std::vector<RecordedTopic> m_known;  // topics by their numbers
    std::optional<sim::SessionStart> m_start;
    recording::TickBatch m_batch;
    sim::TrackWriter m_track;
    Bytes m_frameBytes;
    std::vector<uint8_t> m_markDue;  // by source: its next message's number is to be said
    std::vector<UtcNs> m_received;   // by source: of its last message
    UtcNs m_lastFlush = 0, m_lastSync = 0, m_fileOpened = 0;
    uint64_t m_notedMessages = 0, m_notedTicks = 0, m_notedLost = 0;
    bool m_awaitingFile = true;  // messages wait for the first checkpoint of a run
    bool m_failed = false;       // something could not be written since the last flush
    bool m_broken = false;       // this file lacks something: the next checkpoint begins another
    uint64_t m_lostBefore = 0;   // in files that are closed, and without any
    uint64_t m_files = 0;
    // The last seconds' messages: the next file begins with those that enter its ticks.
    Bytes m_recent, m_recentBefore;
    UtcNs m_recentSince = 0;
    int64_t m_recentNs = 0;

    mutable std::mutex m_statusMutex;
    RecorderStatus m_status;
};

}  // namespace gemba::ingest
