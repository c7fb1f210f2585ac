#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>

#include "engine/assets/import_request.h"
#include "engine/assets/unique_fd.h"

namespace gemba::assets {

/// A running `gemba-import`: started, linked, and waiting for its one job. Killed and reaped at the
/// latest when this goes out of scope, and when the thread that started it ends. One thread at a
/// time.
class ImportProcess {
 public:
    /// Errors: the program cannot be started, no free descriptors.
    [[nodiscard]] static Result<ImportProcess> start(const std::filesystem::path& executable);

    ImportProcess(ImportProcess&& other) noexcept;
    ImportProcess& operator=(ImportProcess&&) = delete;
    ~ImportProcess();

    /// Hands over the job and the file that the bake goes into, which stays the caller's. At most
    /// once. Errors: it has ended.
    [[nodiscard]] Result<void> give(const ImportRequest& request, int bakeFd) const;

    /// Where its lines come from, see kParentFd.
    [[nodiscard]] int statusFd() const { return m_line.get(); }
    void kill() const;
    /// The exit status as of waitpid, once it has ended; told once.
    std::optional<int> wait(bool block);
    /// Its own memory, without the files that it maps.
    [[nodiscard]] uint64_t residentMiB() const;

 private:
    ImportProcess(pid_t pid, UniqueFd line) : m_pid(pid), m_line(std::move(line)) {}

    pid_t m_pid = -1;
    UniqueFd m_line;
};

}  // namespace gemba::assets
