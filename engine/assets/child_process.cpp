#include "engine/assets/child_process.h"

#include <fmt/format.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <optional>

#include "engine/assets/import_process.h"
#include "engine/assets/unique_fd.h"
#include "engine/core/text.h"

namespace gemba::assets {
namespace {

using Clock = std::chrono::steady_clock;

Error childError(const ImportRequest& request, std::string found, std::string expected = {}) {
    return {.doing = "import the model",
            .on = request.file,
            .found = std::move(found),
            .expected = std::move(expected)};
}

/// Takes the child's lines apart. They come from a process that may be anybody by now.
class StatusReader {
 public:
    explicit StatusReader(const Progress& progress) : m_progress(progress) {}

    /// False at the end of what the child says.
    bool readFrom(int fd) {
        std::array<char, 4096> part;
        const ssize_t got = ::read(fd, part.data(), part.size());
        if (got < 0)
            return errno == EINTR || errno == EAGAIN;
        for (const char c : std::string_view(part.data(), static_cast<size_t>(got))) {
            if (c == '\n')
                endLine();
            else if (m_line.size() < 2048)
                m_line += c;
        }
        return got > 0;
    }

    [[nodiscard]] const std::string& error() const { return m_error; }

 private:
    void endLine() {
        const std::string line = std::exchange(m_line, {});
        if (line.starts_with("E ")) {
            m_error = cleanText(std::string_view(line).substr(2), 1024);
            return;
        }
        const size_t blank = line.find(' ', 2);
        double fraction = 0.0;
        if (!line.starts_with("P ") || blank == std::string::npos ||
            std::from_chars(line.data() + 2, line.data() + blank, fraction).ec != std::errc{})
            return;
        // A child that went mad must not drown whoever listens.
        if (++m_told > kFirstLines + (Clock::now() - m_begin) / kLinePeriod)
            return;
        if (m_progress && fraction >= 0.0 && fraction <= 1.0)
            m_progress(fraction, cleanText(std::string_view(line).substr(blank + 1), 64));
    }

    static constexpr int64_t kFirstLines = 20;
    static constexpr auto kLinePeriod = std::chrono::milliseconds(10);

    const Progress& m_progress;
    std::string m_line, m_error;
    Clock::time_point m_begin = Clock::now();
    int64_t m_told = 0;
};

/// Turns a stop request into something that poll() sees.
class StopSignal {
 public:
    explicit StopSignal(std::stop_token stop)
        : m_fd(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
          m_callback(std::move(stop), [fd = m_fd.get()] {
              const uint64_t one = 1;
              (void)!::write(fd, &one, sizeof one);
          }) {}

    [[nodiscard]] int fd() const { return m_fd.get(); }

 private:
    UniqueFd m_fd;
    std::stop_callback<std::function<void()>> m_callback;
};

enum class End { itself, stopped, tooSlow, tooLarge };

/// Listens until the child has ended or has to be ended.
End attend(ImportProcess& child, const ChildJob& job, StatusReader& reader,
           const StopSignal& stopped, int& status) {
    const auto deadline = Clock::now() + std::chrono::seconds(job.request.timeoutSeconds);
    auto nextLook = Clock::now();
    bool speaks = true;
    for (;;) {
        std::array<pollfd, 2> waits{pollfd{stopped.fd(), POLLIN, 0},
                                    pollfd{speaks ? child.statusFd() : -1, POLLIN, 0}};
        // Its last word said, the child is as good as gone: look often. Else watch it grow.
        const timespec patience{0, speaks ? 50'000'000 : 200'000};
        (void)::ppoll(waits.data(), waits.size(), &patience, nullptr);
        if (waits[0].revents != 0)
            return End::stopped;
        if (waits[1].revents != 0)
            speaks = reader.readFrom(child.statusFd());
        if (!speaks) {
            if (const auto ended = child.wait(false)) {
                status = *ended;
                return End::itself;
            }
        }
        if (Clock::now() > deadline)
            return End::tooSlow;
        if (Clock::now() < nextLook)
            continue;
        if (child.residentMiB() > job.request.memoryMiB)
            return End::tooLarge;
        nextLook = Clock::now() + std::chrono::milliseconds(20);
    }
}

Error memoryError(const ImportRequest& request) {
    return childError(
        request, fmt::format("the importer ran out of its {} MiB of memory", request.memoryMiB),
        "a smaller model or a higher limit");
}

/// What a person should read of an exit status.
Result<void> judge(const ChildJob& job, int status, const std::string& said) {
    if (WIFEXITED(status) && WEXITSTATUS(status) == kChildDone)
        return {};
    if (said.find("bad_alloc") != std::string::npos)
        return fail(memoryError(job.request));
    if (WIFEXITED(status) && WEXITSTATUS(status) == kChildFailed && !said.empty())
        return fail(childError(job.request, said));
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
        return fail(childError(job.request,
                               fmt::format("the importer took more than {} s of processor time",
                                           job.request.timeoutSeconds)));
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)
        return fail(childError(job.request, "the importer was killed, as when memory runs out"));
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGBUS)
        return fail(childError(job.request,
                               "the importer crashed (Bus error), as when a file is cut short "
                               "while it is read"));
    if (WIFSIGNALED(status))
        return fail(childError(
            job.request, fmt::format("the importer crashed ({})", ::strsignal(WTERMSIG(status)))));
    return fail(childError(
        job.request, fmt::format("the importer crashed (exit code {})", WEXITSTATUS(status))));
}

/// The child that waits, or a new one, at work.
Result<ImportProcess> begin(const ChildJob& job) {
    const auto named = [&](Error error) {
        error.on = job.request.file;
        return fail(std::move(error));
    };
    if (job.standby != nullptr) {
        // One that died while it waited costs nothing but the time that it would have saved.
        auto waiting = job.standby->take();
        if (waiting && waiting->give(job.request, job.bakeFd))
            return std::move(*waiting);
    }
    auto started = ImportProcess::start(job.executable);
    if (!started)
        return named(started.error());
    if (auto given = started->give(job.request, job.bakeFd); !given)
        return named(given.error());
    return started;
}

}  // namespace

Result<void> runImportChild(const ChildJob& job, const Progress& progress, std::stop_token stop) {
    auto child = begin(job);
    if (!child)
        return fail(child.error());
    StatusReader reader(progress);
    const StopSignal stopped(std::move(stop));
    int status = 0;
    switch (attend(*child, job, reader, stopped, status)) {
        case End::itself:
            return judge(job, status, reader.error());
        case End::stopped:
            return fail(childError(job.request, "cancelled"));
        case End::tooSlow:
            return fail(
                childError(job.request, fmt::format("the importer did not finish within {} s",
                                                    job.request.timeoutSeconds)));
        case End::tooLarge:
            break;
    }
    return fail(memoryError(job.request));
}

}  // namespace gemba::assets
