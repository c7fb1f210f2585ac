#include "engine/twin/save.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <system_error>

#include "engine/twin/document.h"

namespace gemba::twin {
namespace {

namespace fs = std::filesystem;

constexpr mode_t kRights = 0666;  // of a new file, as far as the user's mask allows

tl::unexpected<Error> refuse(const fs::path& file, std::string found, std::string expected = {}) {
    return fail({.doing = "write the twin file",
                 .on = file.filename().string(),
                 .found = std::move(found),
                 .expected = std::move(expected)});
}

std::string reasonOf(int error) {
    return std::generic_category().message(error);
}

/// The process's mask, without changing it for a moment: other threads make files too.
mode_t usersMask() {
    constexpr mode_t kUsual = 022;
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.rfind("Umask:", 0) == 0)
            return static_cast<mode_t>(std::strtoul(line.c_str() + 6, nullptr, 8));
    }
    return kUsual;
}

/// What a file that is written anew may be done with: as the one before, or as any new one.
mode_t rightsOf(const fs::path& file) {
    std::error_code error;
    const auto status = fs::status(file, error);
    if (fs::exists(status))
        return static_cast<mode_t>(status.permissions()) & 07777u;
    return kRights & ~usersMask();
}

bool writeAll(int fd, std::string_view text) {
    while (!text.empty()) {
        const ssize_t n = write(fd, text.data(), text.size());
        if (n <= 0)
            return false;
        text.remove_prefix(static_cast<size_t>(n));
    }
    return true;
}

}  // namespace

// Beside it, and then in its place: who reads meanwhile sees one or the other.
Result<void> writeTwinFile(const fs::path& named, std::string_view text) {
    std::error_code error;
    const fs::path file = fs::weakly_canonical(named, error);
    if (error)
        return refuse(named, error.message());
    if (fs::exists(file) && access(file.c_str(), W_OK) != 0)
        return refuse(file, "a file that may not be written to", "one that may");
    const mode_t rights = rightsOf(file);
    std::string beside = file.string() + ".XXXXXX";
    const int fd = mkostemp(beside.data(), O_CLOEXEC);
    if (fd < 0)
        return refuse(file, reasonOf(errno), "a folder that can be written to");
    const bool written = fchmod(fd, rights) == 0 && writeAll(fd, text) && fsync(fd) == 0;
    int reason = written ? 0 : errno;
    close(fd);
    if (written && std::rename(beside.c_str(), file.c_str()) == 0)
        return {};
    reason = written ? errno : reason;
    unlink(beside.c_str());
    return refuse(file, reasonOf(reason));
}

Result<void> replaceTwinFile(const fs::path& named, std::string_view known, std::string_view text) {
    std::string now;
    if (const auto problem = readFile(named, kMaxFileBytes, now))
        return refuse(named, problem->found, problem->expected);
    if (now != known)
        return refuse(named, "another text than the one that is open",
                      "the twin opened again first");
    return writeTwinFile(named, text);
}

}  // namespace gemba::twin
