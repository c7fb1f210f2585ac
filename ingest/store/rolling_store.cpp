#include "ingest/store/rolling_store.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <set>

#include "ingest/iso_time.h"
#include "ingest/store/store_marks.h"

namespace gemba::ingest {
namespace {

namespace fs = std::filesystem;

constexpr uint64_t kMostQuota = 20'000'000'000;
constexpr uint64_t kShareOfFree = 10;  // a tenth
constexpr int kScanEvery = 10;         // calls of tend() between looks at the whole store
constexpr int kMostNames = 100;        // sessions that begin in one second
constexpr const char* kLock = "lock";

tl::unexpected<Error> refuse(const fs::path& on, std::string found, std::string expected = "") {
    return fail({.doing = "record into the store",
                 .on = on.string(),
                 .found = std::move(found),
                 .expected = std::move(expected)});
}

// "2026-11-23T14-03-05Z": sorts by time, and is a name on every file system.
std::string folderName(UtcNs start) {
    std::string text = isoTime(start, 0);
    std::replace(text.begin(), text.end(), ':', '-');
    return text;
}

bool isSegment(const fs::path& file) {
    const std::string stem = file.stem().string();
    return file.extension() == ".mcap" && !stem.empty() &&
           stem.find_first_not_of("0123456789") == std::string::npos;
}

// A lock on a session's folder for as long as it is open; -1: another has it, or there is none.
int lockFolder(const fs::path& session, int flags) {
    const int lock = ::open((session / kLock).c_str(), O_RDWR | O_CLOEXEC | flags, 0644);
    if (lock >= 0 && ::flock(lock, LOCK_EX | LOCK_NB) != 0) {
        ::close(lock);
        return -1;
    }
    return lock;
}

std::string gigabytes(uint64_t bytes) {
    return fmt::format("{:.1f} GB", static_cast<double>(bytes) * 1e-9);
}

}  // namespace

/// A file of any session.
struct RollingStore::Found {
    fs::path file;
    uint64_t bytes = 0;
    fs::file_time_type written;
    bool own = false, marked = false;
    bool kept = false;  // marked, or being written
};

fs::path defaultStoreFolder() {
    const char* state = std::getenv("XDG_STATE_HOME");
    if (state != nullptr && fs::path(state).is_absolute())
        return fs::path(state) / "gemba" / "recordings";
    const char* home = std::getenv("HOME");
    return fs::path(home != nullptr ? home : "/tmp") / ".local/state/gemba/recordings";
}

RollingStore::RollingStore(StoreSettings settings, UtcNs start)
    : m_settings(std::move(settings)), m_start(start) {}

RollingStore::~RollingStore() {
    if (m_lock >= 0)
        ::close(m_lock);
}

// Once; and again where somebody took it away.
Result<void> RollingStore::enterFolder() {
    std::error_code error;
    if (m_lock >= 0 && fs::exists(m_folder / kLock, error))
        return {};
    if (m_lock >= 0)
        ::close(std::exchange(m_lock, -1));
    fs::create_directories(m_settings.folder, error);
    if (error)
        return refuse(m_settings.folder, error.message(), "a folder that can be written to");
    for (int i = 1; i <= kMostNames; ++i) {
        fs::path folder = m_settings.folder / folderName(m_start);
        if (i > 1)
            folder += fmt::format("-{}", i);
        const bool made = fs::create_directory(folder, error);
        if (error)
            return refuse(folder, error.message(), "a folder that can be written to");
        // One that stands there is another session's.
        if (!made)
            continue;
        fs::permissions(folder, fs::perms::owner_all, error);
        m_lock = lockFolder(folder, O_CREAT);
        if (m_lock < 0)
            return refuse(folder, std::strerror(errno), "a folder that can be written to");
        const std::lock_guard guard(m_mutex);
        m_folder = folder;
        m_segments.clear();
        m_marks.clear();
        return {};
    }
    return refuse(m_settings.folder, "no free name", "");
}

Result<uint64_t> RollingStore::freeBytes() const {
    if (m_settings.freeBytes)
        return m_settings.freeBytes(m_settings.folder);
    std::error_code error;
    const fs::space_info space = fs::space(m_settings.folder, error);
    if (error)
        return refuse(m_settings.folder, error.message());
    return space.available;
}

Result<fs::path> RollingStore::nextPath(const void* recorder) {
    const std::lock_guard writing(m_writing);
    if (auto entered = enterFolder(); !entered)
        return tl::unexpected(entered.error());
    if (auto room = makeRoom(m_settings.segmentBytes); !room)
        return tl::unexpected(room.error());
    const std::lock_guard guard(m_mutex);
    m_segments.push_back({m_folder / fmt::format("{:06}.mcap", ++m_number), steadyUtcNow()});
    return m_written[recorder] = m_segments.back().file;
}

void RollingStore::finished(const void* recorder) {
    const std::lock_guard guard(m_mutex);
    m_written.erase(recorder);
}

Result<void> RollingStore::tend() {
    const std::lock_guard writing(m_writing);
    const auto available = freeBytes();
    if (!available)
        return tl::unexpected(available.error());
    if (*available >= m_settings.keepFree && ++m_tended % kScanEvery != 0)
        return {};
    return makeRoom(0);
}

std::vector<RollingStore::Found> RollingStore::find() const {
    std::vector<Found> out;
    std::error_code error;
    for (fs::directory_iterator at(m_settings.folder, error), end; !error && at != end;
         at.increment(error)) {
        if (at->symlink_status(error).type() == fs::file_type::directory)
            findIn(at->path(), out);
        error.clear();
    }
    std::sort(out.begin(), out.end(), [](const Found& a, const Found& b) {
        return std::tie(a.written, a.file) < std::tie(b.written, b.file);
    });
    return out;
}

void RollingStore::findIn(const fs::path& session, std::vector<Found>& out) const {
    // Marks that cannot be understood may mean anything: all is kept.
    const auto marks = readMarks(session);
    const auto marked = [&](const std::string& name) {
        return !marks || std::any_of(marks->begin(), marks->end(), [&](const StoreMark& mark) {
            return std::find(mark.segments.begin(), mark.segments.end(), name) !=
                   mark.segments.end();
        });
    };
    const bool own = session == m_folder;
    std::set<fs::path> written;
    if (own) {
        const std::lock_guard guard(m_mutex);
        for (const auto& [recorder, file] : m_written)
            written.insert(file);
    }
    std::error_code error;
    for (fs::directory_iterator at(session, error), end; !error && at != end; at.increment(error)) {
        const fs::path& file = at->path();
        if (!isSegment(file) || at->symlink_status(error).type() != fs::file_type::regular)
            continue;
        Found found{.file = file, .own = own};
        found.bytes = fs::file_size(file, error);
        found.written = fs::last_write_time(file, error);
        found.marked = marked(file.filename().string());
        found.kept = found.marked || written.contains(file);
        if (!error)
            out.push_back(std::move(found));
        error.clear();
    }
}

// Marked ranges do not count: they would leave no room for what is new.
Result<void> RollingStore::makeRoom(uint64_t needed) {
    const std::vector<Found> files = find();
    auto available = freeBytes();
    if (!available)
        return tl::unexpected(available.error());
    uint64_t held = 0;
    for (const Found& file : files)
        held += file.marked ? 0 : file.bytes;
    if (m_quota == 0)
        m_quota = m_settings.quota != 0 ? m_settings.quota
                                        : std::min(kMostQuota, (*available + held) / kShareOfFree);

    // The oldest first, until both limits hold.
    for (const Found& file : files) {
        if (held + needed <= m_quota && *available >= m_settings.keepFree + needed)
            break;
        if (file.kept || !remove(file))
            continue;
        held -= file.bytes;
        available = freeBytes();
        if (!available)
            return tl::unexpected(available.error());
    }
    if (*available < m_settings.keepFree)
        return refuse(m_settings.folder, gigabytes(*available) + " free on its disk",
                      fmt::format("at least {}: make room on that disk, and recording goes on",
                                  gigabytes(m_settings.keepFree)));
    return {};
}

// Of another session only while that does not run.
bool RollingStore::remove(const Found& file) {
    const fs::path session = file.file.parent_path();
    const int lock = file.own ? -1 : lockFolder(session, O_CREAT);
    if (!file.own && lock < 0)
        return false;
    std::error_code error;
    const bool removed = fs::remove(file.file, error) && !error;
    if (removed && file.own)
        forget(file.file);
    if (lock < 0)
        return removed;

    // The last one takes the folder along, where nothing else is in it.
    bool empty = true;
    for (fs::directory_iterator at(session, error), end; !error && at != end; at.increment(error))
        empty = empty && (at->path().filename() == kLock || at->path().filename() == kMarksFile);
    if (empty && !error) {
        fs::remove(session / kMarksFile, error);
        fs::remove(session / kLock, error);
        fs::remove(session, error);
    }
    ::close(lock);
    return removed;
}

void RollingStore::forget(const fs::path& file) {
    const std::lock_guard guard(m_mutex);
    std::erase_if(m_segments, [&](const StoredSegment& segment) { return segment.file == file; });
}

// Nobody who asks for the status waits for the disk.
Result<void> RollingStore::setMarks(std::vector<StoreMark> marks) {
    const std::vector<StoredSegment> files = segments();
    for (StoreMark& mark : marks) {
        mark.segments.clear();
        for (size_t i = 0; i < files.size(); ++i) {
            const bool endsBefore = i + 1 < files.size() && files[i + 1].since <= mark.from;
            if (!endsBefore && files[i].since <= mark.to)
                mark.segments.push_back(files[i].file.filename().string());
        }
        if (mark.segments.empty())
            return fail({.doing = "keep a range of the recording",
                         .on = m_settings.folder.string(),
                         .found = "nothing recorded in it",
                         .expected = ""});
    }
    fs::path folder;
    {
        const std::lock_guard guard(m_mutex);
        folder = m_folder;
    }
    if (auto written = writeMarks(folder, marks); !written)
        return written;
    const std::lock_guard guard(m_mutex);
    m_marks = std::move(marks);
    return {};
}

std::vector<StoreMark> RollingStore::marks() const {
    const std::lock_guard guard(m_mutex);
    return m_marks;
}

UtcNs RollingStore::since() const {
    const std::lock_guard guard(m_mutex);
    return m_segments.empty() ? 0 : m_segments.front().since;
}

std::vector<StoredSegment> RollingStore::segments() const {
    const std::lock_guard guard(m_mutex);
    return m_segments;
}

StoreStatus RollingStore::status() const {
    std::vector<StoredSegment> files;
    StoreStatus out;
    {
        const std::lock_guard guard(m_mutex);
        out.folder = m_folder;
        files = m_segments;
    }
    for (const StoredSegment& segment : files) {
        std::error_code error;
        const uintmax_t bytes = fs::file_size(segment.file, error);
        if (error)
            continue;  // it was never begun, or is gone
        out.bytes += bytes;
        if (out.since == 0)
            out.since = segment.since;
    }
    return out;
}

}  // namespace gemba::ingest
