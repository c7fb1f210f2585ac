#include "engine/twin/unsaved.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cinttypes>
#include <csignal>
#include <cstdio>

#include "engine/core/hash.h"
#include "engine/twin/document.h"
#include "engine/twin/save.h"
#include "engine/twin/toml_text.h"

namespace gemba::twin {
namespace {

namespace fs = std::filesystem;

// The first line of a kept text says of what it is, and who keeps it.
constexpr std::string_view kMark = "# gemba keeps unsaved changes of ";
constexpr size_t kMaxStem = 60;  // of a name: a file system takes 255 bytes

std::string nameOf(const fs::path& file) {
    std::error_code error;
    const fs::path whole = fs::weakly_canonical(file, error);
    return (error ? file : whole).string();
}

std::string headOf(const fs::path& file) {
    return fmt::format("{}{}", kMark, tomlText(nameOf(file)));
}

bool runsElsewhere(int process) {
    return process > 0 && process != getpid() && kill(process, 0) == 0;
}

}  // namespace

uint64_t UnsavedTwins::textHash(std::string_view text) {
    StateHash hash;
    hash.raw(text.data(), text.size());
    hash.word(text.size());
    return hash.value();
}

fs::path UnsavedTwins::placeOf(const fs::path& file) const {
    return m_folder / fmt::format("{}-{:016x}.toml", file.stem().string().substr(0, kMaxStem),
                                  textHash(nameOf(file)));
}

Result<void> UnsavedTwins::keep(const fs::path& file, std::string_view text, uint64_t base) const {
    std::error_code error;
    fs::create_directories(m_folder, error);
    if (error)
        return fail({.doing = "keep unsaved changes",
                     .on = m_folder.string(),
                     .found = error.message(),
                     .expected = "a folder that can be written to"});
    fs::permissions(m_folder, fs::perms::owner_all, error);
    return writeTwinFile(placeOf(file), fmt::format("{}, base {:016x}, process {}\n{}",
                                                    headOf(file), base, getpid(), text));
}

std::optional<UnsavedTwins::Kept> UnsavedTwins::find(const fs::path& file) const {
    const fs::path place = placeOf(file);
    constexpr size_t kMaxHead = 16u << 10;
    std::string all;
    struct stat status {};
    if (readFile(place, kMaxFileBytes + kMaxHead, all) || stat(place.c_str(), &status) != 0)
        return {};
    const size_t end = all.find('\n');
    const std::string head = headOf(file);
    if (end == std::string::npos || all.compare(0, head.size(), head) != 0)
        return {};
    Kept kept;
    int process = 0;
    const std::string rest = all.substr(head.size(), end - head.size());
    if (std::sscanf(rest.c_str(), ", base %16" SCNx64 ", process %d", &kept.base, &process) != 2 ||
        runsElsewhere(process))
        return {};
    kept.text = all.substr(end + 1);
    kept.when = status.st_mtim.tv_sec * kNsPerSecond + status.st_mtim.tv_nsec;
    return kept;
}

void UnsavedTwins::forget(const fs::path& file) const {
    std::error_code error;
    fs::remove(placeOf(file), error);
}

}  // namespace gemba::twin
