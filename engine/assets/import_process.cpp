#include "engine/assets/import_process.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fstream>
#include <string_view>
#include <vector>

namespace gemba::assets {
namespace {

Error processError(std::string found) {
    return {.doing = "import the model", .on = {}, .found = std::move(found)};
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

void addDescriptors(SpawnOptions& options, int line) {
    auto* actions = &options.actions;
    ::posix_spawn_file_actions_addopen(actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_addopen(actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
#ifndef GEMBA_SANITIZED  // their reports are wanted
    ::posix_spawn_file_actions_addopen(actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
#endif
    ::posix_spawn_file_actions_adddup2(actions, line, kParentFd);
    ::posix_spawn_file_actions_addclosefrom_np(actions, kParentFd + 1);
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

/// One byte and two descriptors. Never a signal: the other end may have died.
bool send(int line, int request, int bake) {
    const int descriptors[] = {request, bake};
    char byte = 'J';
    iovec part{&byte, 1};
    alignas(cmsghdr) char control[CMSG_SPACE(sizeof descriptors)] = {};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control;
    message.msg_controllen = sizeof control;
    cmsghdr* head = CMSG_FIRSTHDR(&message);
    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(sizeof descriptors);
    std::memcpy(CMSG_DATA(head), descriptors, sizeof descriptors);
    ssize_t sent = 0;
    do
        sent = ::sendmsg(line, &message, MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
    return sent == 1;
}

}  // namespace

Result<ImportProcess> ImportProcess::start(const std::filesystem::path& executable) {
    int ends[2] = {-1, -1};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return fail(processError(std::strerror(errno)));
    UniqueFd ours(ends[0]);
    const UniqueFd theirs(ends[1]);
    // Above the number that the child gets: copied onto itself it would close with the start.
    const UniqueFd aside(::fcntl(theirs.get(), F_DUPFD_CLOEXEC, kParentFd + 1));
    if (!aside.valid())
        return fail(processError("no free file descriptors"));

    SpawnOptions options;
    addDescriptors(options, aside.get());
    resetSignals(options);
    std::string program = executable.string();
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
        return fail(processError(
            fmt::format("the importer cannot be started ({}: {})", program, std::strerror(code))));
    return ImportProcess(pid, std::move(ours));
}

ImportProcess::ImportProcess(ImportProcess&& other) noexcept
    : m_pid(std::exchange(other.m_pid, -1)), m_line(std::move(other.m_line)) {}

ImportProcess::~ImportProcess() {
    if (m_pid > 0) {
        kill();
        (void)wait(true);
    }
}

Result<void> ImportProcess::give(const ImportRequest& request, int bakeFd) const {
    const UniqueFd file = requestFile(request);
    if (!file.valid())
        return fail(processError("no free file descriptors"));
    if (!send(m_line.get(), file.get(), bakeFd))
        return fail(processError("the importer has ended before its work"));
    return {};
}

void ImportProcess::kill() const {
    if (m_pid > 0)
        (void)::kill(m_pid, SIGKILL);
}

std::optional<int> ImportProcess::wait(bool block) {
    if (m_pid <= 0)
        return 0;
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

uint64_t ImportProcess::residentMiB() const {
    std::ifstream file(fmt::format("/proc/{}/statm", m_pid));
    uint64_t total = 0, resident = 0, shared = 0;
    file >> total >> resident >> shared;
    // Mapped input files are shared pages; they come and go as the kernel likes.
    const auto page = static_cast<uint64_t>(::sysconf(_SC_PAGESIZE));
    return (resident - std::min(resident, shared)) * page >> 20;
}

}  // namespace gemba::assets
