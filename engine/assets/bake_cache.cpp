#include "engine/assets/bake_cache.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>

#include "engine/assets/content_hash.h"
#include "engine/core/bytes.h"
#include "engine/core/log.h"

namespace gemba::assets {
namespace fs = std::filesystem;

namespace {

constexpr std::string_view kDraftPrefix = ".draft-";
constexpr std::string_view kBakeExtension = ".bake", kLevelsExtension = ".levels";
constexpr std::chrono::hours kBakeLifetime(24 * 60);

/// Drafts that a killed process left behind, and bakes that nobody has opened for long: every
/// change of a model leaves one.
void sweep(const fs::path& folder) {
    std::error_code error;
    const auto now = fs::file_time_type::clock::now();
    // Step by step: the loop's own increment throws.
    fs::directory_iterator at(folder, error);
    for (; !error && at != fs::directory_iterator(); at.increment(error)) {
        const fs::directory_entry& entry = *at;
        std::error_code ignored;
        const bool isDraft = entry.path().filename().string().starts_with(kDraftPrefix);
        const bool isBake = entry.path().extension() == kBakeExtension ||
                            entry.path().extension() == kLevelsExtension;
        const auto lifetime = isDraft ? std::chrono::hours(24) : kBakeLifetime;
        const auto written = entry.last_write_time(ignored);
        if ((isDraft || isBake) && !ignored && written < now - lifetime)
            fs::remove(entry.path(), ignored);
    }
}

/// What another user put into a folder that both can write to is not ours, and may be cut short
/// while we read it.
bool isOwn(const fs::path& path) {
    struct stat info {};
    return ::lstat(path.c_str(), &info) == 0 && S_ISREG(info.st_mode) && info.st_uid == ::geteuid();
}

}  // namespace

fs::path BakeCache::place(const ImportJob& job, uint64_t content) const {
    // Whatever changes the outcome, except the limits.
    Bytes key;
    ByteWriter out(key);
    out.put(kBakeVersion);
    out.put(content);
    out.put(job.file.filename().string());
    out.put(job.settings.unitM);
    out.put(job.settings.up);
    for (const fs::path& root : job.roots)
        out.put(root.lexically_relative(job.file.parent_path()).string());
    return m_folder / fmt::format("{:016x}{}", contentHash(key), kBakeExtension);
}

std::optional<OpenedBake> BakeCache::find(const fs::path& place, const ImportJob& job,
                                          uint64_t content) const {
    if (!isOwn(place))
        return std::nullopt;
    auto file = MappedFile::open(place);
    if (!file)
        return std::nullopt;
    auto bake = openBake(std::move(*file), place.string());
    if (!bake) {
        // Made anew below; worth a line, because a disk may be failing.
        log::info(bake.error().message());
        return std::nullopt;
    }

    // The same question to every file gives the same answer as then.
    FileAccess files(job.file.parent_path(), job.roots, FileUse::hash);
    files.know(job.file.filename().string(), content);
    const bool unchanged =
        std::all_of(bake->dependencies.begin(), bake->dependencies.end(),
                    [&](const Dependency& then) { return files.ask(then.path) == then; });
    if (!unchanged)
        return std::nullopt;
    std::error_code ignored;
    fs::last_write_time(place, fs::file_time_type::clock::now(), ignored);  // in use: not swept
    return std::move(*bake);
}

Result<BakeCache::Draft> BakeCache::newDraft() const {
    std::error_code error;
    fs::create_directories(m_folder, error);
    sweep(m_folder);
    std::string path = (m_folder / fmt::format("{}XXXXXX", kDraftPrefix)).string();
    UniqueFd named(::mkostemp(path.data(), O_CLOEXEC));
    if (named.valid())
        return Draft{std::move(named), path};

    log::info(fmt::format("models are not kept: cannot write to {}: {}", m_folder.string(),
                          std::strerror(errno)));
    UniqueFd unnamed(::memfd_create("imported model", MFD_CLOEXEC));
    if (!unnamed.valid())
        return fail({.doing = "make room for the imported model", .found = std::strerror(errno)});
    return Draft{std::move(unnamed), {}};
}

void BakeCache::publish(const Draft& draft, const fs::path& place) const {
    if (draft.path.empty())
        return;
    std::error_code error;
    fs::rename(draft.path, place, error);
    if (error) {
        log::info(fmt::format("the imported model is not kept: {}", error.message()));
        discard(draft);
    }
}

void BakeCache::discard(const Draft& draft) const {
    std::error_code error;
    if (!draft.path.empty())
        fs::remove(draft.path, error);
}

}  // namespace gemba::assets
