#include "engine/assets/child_process.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <optional>

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

/// The request as a file without a name, ready to be read from its start.
UniqueFd requestFile(const ImportRequest& request) {
    UniqueFd fd(::memfd_create("import request", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    const Bytes bytes = encodeRequest(request);
    if (!fd.valid() ||
        ::write(fd.get(), bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size()))
        return UniqueFd();
    // Only to be read: what the child wrote into it would count against none of its limits.
    if (::fcntl(fd.get(), F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL) !=
        0)
        return UniqueFd();
    ::lseek(fd.get(), 0, SEEK_SET);
    return fd;
}

/// Copies of descriptors above those that the child gets, so that none overwrites another.
UniqueFd aside(int fd) {
    return UniqueFd(::fcntl(fd, F_DUPFD_CLOEXEC, 16));
}

/// posix_spawn's two option objects, freed with the scope.
struct SpawnOptions {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;

    SpawnOptions() {
        ::posix_spawn_file_actions_init(&actions);
        ::posix_spawnattr_init(&attributes);
    }
    SpawnOptions(const SpawnOptions&) = delete;
    SpawnOptions& operator=(const SpawnOptions&) = delete;
    ~SpawnOptions() {
        ::posix_spawn_file_actions_destroy(&actions);
        ::posix_spawnattr_destroy(&attributes);
    }
};

void addDescriptors(SpawnOptions& options, int request, int bake, int status) {
    constexpr int kFirstFree = kStatusFd + 1;
    auto* actions = &options.actions;
    ::posix_spawn_file_actions_addopen(actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_addopen(actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
#ifndef GEMBA_SANITIZED  // their reports are wanted
    ::posix_spawn_file_actions_addopen(actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
#endif
    ::posix_spawn_file_actions_adddup2(actions, request, kRequestFd);
    ::posix_spawn_file_actions_adddup2(actions, bake, kBakeFd);
    ::posix_spawn_file_actions_adddup2(actions, status, kStatusFd);
    ::posix_spawn_file_actions_addclosefrom_np(actions, kFirstFree);
}

/// Signals as a fresh program has them, whatever this thread blocks or ignores.
void resetSignals(SpawnOptions& options) {
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    ::posix_spawnattr_setsigmask(&options.attributes, &none);
    ::posix_spawnattr_setsigdefault(&options.attributes, &all);
    ::posix_spawnattr_setflags(&options.attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
}

/// Our environment, and the wish that the child's heap come in huge pages: a reader fills fresh
/// memory once, and a third of its time would go into page faults.
std::vector<std::string> childEnvironment() {
    constexpr std::string_view kName = "GLIBC_TUNABLES=";
    std::string tunables(kName);
    std::vector<std::string> out;
    for (char** at = environ; *at != nullptr; ++at) {
        if (std::string_view(*at).starts_with(kName))
            tunables = std::string(*at) + ":";
        else
            out.emplace_back(*at);
    }
    out.push_back(tunables + "glibc.malloc.hugetlb=1");
    return out;
}

/// The running child; killed and reaped at the latest when this goes out of scope.
class Child {
 public:
    [[nodiscard]] static Result<Child> start(const ChildJob& job) {
        int ends[2] = {-1, -1};
        if (::pipe2(ends, O_CLOEXEC) != 0)
            return fail(childError(job.request, std::strerror(errno)));
        UniqueFd listening(ends[0]);
        const UniqueFd speaking(ends[1]);
        const UniqueFd request = requestFile(job.request);
        const UniqueFd from[] = {aside(request.get()), aside(job.bakeFd), aside(speaking.get())};
        if (!from[0].valid() || !from[1].valid() || !from[2].valid())
            return fail(childError(job.request, "no free file descriptors"));

        SpawnOptions options;
        addDescriptors(options, from[0].get(), from[1].get(), from[2].get());
        resetSignals(options);
        std::string program = job.executable.string();
        char* const arguments[] = {program.data(), nullptr};
        std::vector<std::string> variables = childEnvironment();
        std::vector<char*> environment;
        for (std::string& variable : variables)
            environment.push_back(variable.data());
        environment.push_back(nullptr);
        pid_t pid = -1;
        const int code = ::posix_spawn(&pid, program.c_str(), &options.actions, &options.attributes,
                                       arguments, environment.data());
        if (code != 0)
            return fail(
                childError(job.request, fmt::format("the importer cannot be started ({}: {})",
                                                    program, std::strerror(code))));
        return Child(pid, std::move(listening));
    }

    Child(Child&& other) noexcept
        : m_pid(std::exchange(other.m_pid, -1)), m_status(std::move(other.m_status)) {}
    Child& operator=(Child&&) = delete;
    ~Child() {
        if (m_pid > 0) {
            kill();
            (void)wait(true);
        }
    }

    [[nodiscard]] int statusFd() const { return m_status.get(); }
    void kill() const { (void)::kill(m_pid, SIGKILL); }

    /// The exit status as of waitpid, once the child has ended.
    std::optional<int> wait(bool block) {
        int status = 0;
        pid_t got = 0;
        do
            got = ::waitpid(m_pid, &status, block ? 0 : WNOHANG);
        while (got < 0 && errno == EINTR);
        if (got == 0)
            return std::nullopt;
        m_pid = -1;
        return got < 0 ? 0 : status;  // reaped by somebody else: its bake decides
    }

    [[nodiscard]] uint64_t residentMiB() const {
        std::ifstream file(fmt::format("/proc/{}/statm", m_pid));
        uint64_t total = 0, resident = 0, shared = 0;
        file >> total >> resident >> shared;
        // Mapped input files are shared pages; they come and go as the kernel likes.
        const auto page = static_cast<uint64_t>(::sysconf(_SC_PAGESIZE));
        return (resident - std::min(resident, shared)) * page >> 20;
    }

 private:
    Child(pid_t pid, UniqueFd status) : m_pid(pid), m_status(std::move(status)) {}

    pid_t m_pid = -1;
    UniqueFd m_status;
};

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
        if (m_progress && fraction >= 0.0 && fraction <= 1.0)
            m_progress(fraction, cleanText(std::string_view(line).substr(blank + 1), 64));
    }

    const Progress& m_progress;
    std::string m_line, m_error;
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
End attend(Child& child, const ChildJob& job, StatusReader& reader, const StopSignal& stopped,
           int& status) {
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

}  // namespace

Result<void> runImportChild(const ChildJob& job, const Progress& progress, std::stop_token stop) {
    auto child = Child::start(job);
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
