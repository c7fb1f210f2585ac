#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "engine/core/result.h"
#include "engine/core/time.h"

namespace gemba::ingest {

/// $XDG_STATE_HOME/gemba/recordings or ~/.local/state/gemba/recordings.
[[nodiscard]] std::filesystem::path defaultStoreFolder();

struct StoreSettings {
    std::filesystem::path folder = defaultStoreFolder();  ///< holds one folder for each session
    /// Bytes of all sessions together, marked ranges apart. 0: the smaller of 20 GB and a tenth of
    /// what the disk has free or the store holds.
    uint64_t quota = 0;
    uint64_t keepFree = 1'000'000'000;  ///< bytes that the disk keeps free
    uint64_t segmentBytes = uint64_t{64} << 20;
    int64_t segmentNs = 300 * kNsPerSecond;
    /// Bytes free on the disk of a folder; empty: the system is asked.
    std::function<Result<uint64_t>(const std::filesystem::path&)> freeBytes;
};

/// A range that is kept whatever the quota says.
struct StoreMark {
    UtcNs from = 0, to = 0;
    std::string note;
    std::vector<std::string> segments;  ///< names in the session's folder
};

/// A file of a session.
struct StoredSegment {
    std::filesystem::path file;
    UtcNs since = 0;  ///< when it was begun
};

struct StoreStatus {
    std::filesystem::path folder;  ///< of this session; empty: there is none yet
    uint64_t bytes = 0;            ///< of this session's files
    UtcNs since = 0;               ///< how far back they reach; 0: there is none
};

/// The rolling store of recordings: `folder`/<session's start>/<number>.mcap. One object for each
/// sitting, which holds a lock on its folder; over an edit of the twin one session's recorder goes
/// on where another's ends, and for a moment both write; the oldest files of all sessions that do
/// not run, and of this one, make room for new ones. Marked ranges are kept, and said in
/// `marks.json` beside the files. Nothing but such files is ever deleted.
///
/// Any thread.
class RollingStore {
 public:
    /// Touches nothing yet.
    RollingStore(StoreSettings settings, UtcNs start);
    ~RollingStore();
    RollingStore(const RollingStore&) = delete;
    RollingStore& operator=(const RollingStore&) = delete;

    /// Where a recorder's next file goes; the one that it got before is complete. Makes the folder,
    /// and room. Errors: no permission; the disk is full of what may not be deleted.
    [[nodiscard]] Result<std::filesystem::path> nextPath(const void* recorder = nullptr);
    /// A recorder has completed its last file.
    void finished(const void* recorder);
    /// To be called about once a second: keeps to the quota while a file grows. Fails where the
    /// disk has less left than it is to keep free, whatever is deleted.
    [[nodiscard]] Result<void> tend();

    /// Replaces the session's marks: the files that hold their ranges are kept; `segments` is
    /// filled in here. By one thread at a time; waits for the disk. Errors, which leave the marks
    /// as they were: nothing is recorded in one of the ranges; no permission.
    [[nodiscard]] Result<void> setMarks(std::vector<StoreMark> marks);
    /// By time.
    [[nodiscard]] std::vector<StoreMark> marks() const;

    /// How far back the session's files reach; 0: there is none yet.
    [[nodiscard]] UtcNs since() const;
    /// The session's files, oldest first.
    [[nodiscard]] std::vector<StoredSegment> segments() const;
    [[nodiscard]] StoreStatus status() const;
    [[nodiscard]] const StoreSettings& settings() const { return m_settings; }

 private:
    struct Found;

    [[nodiscard]] Result<void> enterFolder();
    [[nodiscard]] Result<uint64_t> freeBytes() const;
    [[nodiscard]] std::vector<Found> find() const;
    void findIn(const std::filesystem::path& session, std::vector<Found>& out) const;
    [[nodiscard]] Result<void> makeRoom(uint64_t needed);
    [[nodiscard]] bool remove(const Found& file);
    void forget(const std::filesystem::path& file);

    StoreSettings m_settings;
    UtcNs m_start;
    uint64_t m_quota = 0;
    int m_lock = -1;
    uint64_t m_number = 0;
    int m_tended = 0;
    std::mutex m_writing;  // one recorder at a time enters the folder and makes room

    mutable std::mutex m_mutex;
    std::filesystem::path m_folder;
    std::vector<StoredSegment> m_segments;
    std::vector<StoreMark> m_marks;
    std::map<const void*, std::filesystem::path> m_written;  // what each recorder writes now
};

/// Reads `marks.json` of a session's folder. No file: no marks. Errors: it cannot be understood.
[[nodiscard]] Result<std::vector<StoreMark>> readMarks(const std::filesystem::path& session);

}  // namespace gemba::ingest
