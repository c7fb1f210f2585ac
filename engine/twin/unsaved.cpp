#include "engine/twin/unsaved.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cinttypes>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "engine/core/hash.h"
#include "engine/twin/document.h"
#include "engine/twin/save.h"
#include "engine/twin/toml_text.h"

namespace gemba::twin {
namespace {

namespace fs = std::filesystem;

// The first line of a kept text says of what it is, and who keeps it.
constexpr std::string_view kMark = "# gemba keeps unsaved changes of ";
constexpr int kMostPrograms = 8;  // that edit one file at once
constexpr size_t kMaxStem = 60;   // of a name: a file system takes 255 bytes

std::string nameOf(const fs::path& file) {
    std::error_code error;
    const fs::path whole = fs::weakly_canonical(file, error);
    return (error ? file : whole).string();
}

std::string headOf(const fs::path& file) {
    return fmt::format("{}{}", kMark, tomlText(nameOf(file)));
}

/// When a process began, in the kernel's ticks; 0: there is none. A number alone is given again.
uint64_t startOf(int process) {
    constexpr int kStartField = 20;  // counted behind the name, which may hold anything
    std::ifstream stat(fmt::format("/proc/{}/stat", process));
    std::string text;
    std::getline(stat, text);
    std::istringstream fields(text.substr(std::min(text.rfind(')') + 1, text.size())));
    std::string field;
    for (int i = 0; i < kStartField && fields >> field; ++i) {
    }
    return std::strtoull(field.c_str(), nullptr, 10);
}

/// What the first line of a kept text says; nothing where it is none of this file.
struct Head {
    uint64_t base = 0;
    int process = 0;
    uint64_t start = 0;

    [[nodiscard]] bool ours() const { return process == getpid(); }
    [[nodiscard]] bool runs() const { return start != 0 && startOf(process) == start; }
};

std::optional<Head> headIn(const std::string& line, const fs::path& file) {
    const std::string begin = headOf(file);
    Head head;
    if (line.compare(0, begin.size(), begin) != 0 ||
        std::sscanf(line.c_str() + begin.size(), ", base %16" SCNx64 ", process %d %" SCNu64,
                    &head.base, &head.process, &head.start) != 3)
        return {};
    return head;
}

std::optional<Head> headAt(const fs::path& place, const fs::path& file) {
    std::ifstream in(place);
    std::string line;
    return std::getline(in, line) ? headIn(line, file) : std::nullopt;
}

}  // namespace

uint64_t UnsavedTwins::textHash(std::string_view text) {
    StateHash hash;
    hash.raw(text.data(), text.size());
    hash.word(text.size());
    return hash.value();
}

// Of several programs that edit one file each has a place of its own.
fs::path UnsavedTwins::placeOf(const fs::path& file, int n) const {
    const std::string name = file.stem().string().substr(0, kMaxStem);
    const std::string number = n == 0 ? "" : fmt::format("-{}", n);
    return m_folder / fmt::format("{}-{:016x}{}.toml", name, textHash(nameOf(file)), number);
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
    int n = 0;
    for (; n + 1 < kMostPrograms; ++n) {
        const auto head = headAt(placeOf(file, n), file);
        if (!head || head->ours() || !head->runs())
            break;
    }
    return writeTwinFile(placeOf(file, n),
                         fmt::format("{}, base {:016x}, process {} {}\n{}", headOf(file), base,
                                     getpid(), startOf(getpid()), text));
}

std::optional<UnsavedTwins::Kept> UnsavedTwins::find(const fs::path& file) const {
    for (int n = 0; n < kMostPrograms; ++n) {
        const fs::path place = placeOf(file, n);
        constexpr size_t kMaxHead = 16u << 10;
        std::string all;
        struct stat status {};
        if (readFile(place, kMaxFileBytes + kMaxHead, all) || stat(place.c_str(), &status) != 0)
            continue;
        const size_t end = all.find('\n');
        const auto head =
            end == std::string::npos ? std::nullopt : headIn(all.substr(0, end), file);
        if (!head || (head->runs() && !head->ours()))
            continue;
        return Kept{.text = all.substr(end + 1),
                    .base = head->base,
                    .when = status.st_mtim.tv_sec * kNsPerSecond + status.st_mtim.tv_nsec};
    }
    return {};
}

void UnsavedTwins::forget(const fs::path& file) const {
    for (int n = 0; n < kMostPrograms; ++n) {
        const auto head = headAt(placeOf(file, n), file);
        if (!head || (head->runs() && !head->ours()))
            continue;
        std::error_code error;
        fs::remove(placeOf(file, n), error);
    }
}

}  // namespace gemba::twin
