#include <fcntl.h>
#include <fmt/format.h>
#include <malloc.h>
#include <poll.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <limits>
#include <new>

#include "engine/assets/assimp_scene.h"
#include "engine/assets/bake_format.h"
#include "engine/assets/import_request.h"
#include "engine/assets/robot_code.h"
#include "engine/assets/robot_urdf.h"
#include "engine/assets/sandbox.h"
#include "engine/core/text.h"

namespace gemba::assets {
namespace {

using Clock = std::chrono::steady_clock;

/// As often as an eye sees; each line wakes the parent.
constexpr auto kProgressPeriod = std::chrono::milliseconds(20);

/// One line to the parent. A parent that went away is no reason to complain.
void say(char kind, const std::string& text) {
    const std::string line = fmt::format("{} {}\n", kind, text);
    (void)!::write(kParentFd, line.data(), line.size());
}

int failWith(const Error& error) {
    std::string text = error.found.empty() ? error.message() : error.found;
    if (!error.on.empty())
        text += ": " + error.on;
    if (!error.expected.empty())
        text += fmt::format(", expected {}", error.expected);
    say('E', cleanText(text, 1024));
    return kChildFailed;
}

struct Job {
    ImportRequest request;
    int bakeFd = -1;
};

/// Waits for the job. A parent that ended instead needs no word.
Result<Job> awaitJob() {
    int descriptors[] = {-1, -1};
    char byte = 0;
    iovec part{&byte, 1};
    alignas(cmsghdr) char control[CMSG_SPACE(sizeof descriptors)];
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control;
    message.msg_controllen = sizeof control;
    ssize_t got = 0;
    do
        got = ::recvmsg(kParentFd, &message, 0);
    while (got < 0 && errno == EINTR);
    const cmsghdr* head = got == 1 ? CMSG_FIRSTHDR(&message) : nullptr;
    if (head == nullptr || head->cmsg_type != SCM_RIGHTS ||
        head->cmsg_len != CMSG_LEN(sizeof descriptors))
        return fail({.doing = "read the import request", .found = "no request"});
    std::memcpy(descriptors, CMSG_DATA(head), sizeof descriptors);

    Bytes bytes;
    std::array<std::byte, 4096> piece;
    for (;;) {
        const ssize_t read = ::read(descriptors[0], piece.data(), piece.size());
        if (read < 0)
            return fail({.doing = "read the import request", .found = "an unreadable one"});
        if (read == 0)
            break;
        bytes.insert(bytes.end(), piece.begin(), piece.begin() + read);
    }
    ::close(descriptors[0]);
    auto request = decodeRequest(bytes);
    if (!request)
        return fail(request.error());
    return Job{std::move(*request), descriptors[1]};
}

/// Eats memory as a broken reader would, page by page.
void allocateForever() {
    std::vector<std::vector<char>> hoard;
    for (;;)
        hoard.emplace_back(size_t{16} << 20, 'x');
}

/// Whether the sandbox let anything through that it must not. For the unit tests.
std::string leaks() {
    std::string out;
    if (::open("/tmp/gemba_sandbox_leak", O_WRONLY | O_CREAT, 0600) >= 0)
        out += " write";
    if (::socket(AF_INET, SOCK_STREAM, 0) >= 0)
        out += " network";
    if (::fork() >= 0)
        out += " fork";
    // Calls that make threads, files, names, executable memory, or reach other processes.
    const auto isAllowed = [](long result) { return result != -1 || errno != EPERM; };
    const auto probe = [&](const char* what, long result) {
        if (isAllowed(result))
            out += std::string(" ") + what;
    };
    const auto* here = "/tmp/gemba_sandbox_leak";
    const pid_t parent = ::getppid();
    probe("thread", ::syscall(SYS_clone, CLONE_VM | CLONE_FS | CLONE_SIGHAND | CLONE_THREAD, 0));
    probe("clone3", ::syscall(SYS_clone3, nullptr, 0));
    probe("create", ::open(here, O_RDONLY | O_CREAT, 0600));
    probe("truncate", ::open("/proc/self/comm", O_RDONLY | O_TRUNC));
    probe("openat2", ::syscall(SYS_openat2, AT_FDCWD, here, nullptr, 0));
    probe("uring", ::syscall(SYS_io_uring_setup, 1, nullptr));
    probe("unlink", ::unlink(here));
    probe("rename", ::rename(here, "/tmp/gemba_sandbox_leak2"));
    probe("symlink", ::symlink("/", here));
    probe("mkdir", ::mkdir(here, 0700));
    probe("chmod", ::chmod(here, 0600));
    probe("unix socket", ::socket(AF_UNIX, SOCK_DGRAM, 0));
    probe("memfd", ::syscall(SYS_memfd_create, "leak", 0));
    probe("kill", ::kill(parent, 0));
    probe("signal", ::syscall(SYS_tgkill, parent, parent, 0));
    probe("ptrace", ::syscall(SYS_ptrace, 16, parent, 0, 0));
    probe("read memory", ::syscall(SYS_process_vm_readv, parent, nullptr, 0, nullptr, 0, 0));
    probe("descriptor", ::syscall(SYS_pidfd_open, parent, 0));
    probe("limits", ::syscall(SYS_prlimit64, 0, RLIMIT_AS, &out, nullptr));
    probe("prctl", ::prctl(PR_SET_DUMPABLE, 1));
    void* page = ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    probe("executable page", ::mprotect(page, 4096, PROT_READ | PROT_EXEC));
    if (::mmap(nullptr, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) !=
        MAP_FAILED)
        out += " executable memory";
    char* const arguments[] = {nullptr};
    if (::execve("/bin/true", arguments, arguments) != -1 || errno != EPERM)
        out += " exec";
    if (!out.empty())
        return "leaks:" + out;
    return ::open("/etc/passwd", O_RDONLY) < 0 ? "sealed" : "sealed, but reads";
}

/// Returns for the faults that go on to import.
void suffer(ChildFault fault) {
    if (fault == ChildFault::crash) {
        (void)::signal(SIGSEGV, SIG_DFL);  // a sanitizer's handler would print a report
        (void)::raise(SIGSEGV);
    }
    if (fault == ChildFault::hang) {
        for (;;)
            ::usleep(100'000);
    }
    if (fault == ChildFault::allocate)
        allocateForever();
    if (fault == ChildFault::leaveSilently)
        ::_exit(kChildDone);
    if (fault == ChildFault::openOutside)
        ::_exit(failWith({.doing = "test", .found = leaks()}));
}

/// All of it, or nothing.
bool writeAll(int fd, std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(fd, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes = bytes.subspan(static_cast<size_t>(written));
    }
    return true;
}

Error serveRobot(const Job& job, FileAccess& files) {
    const std::filesystem::path file(job.request.file);
    const MappedFile* const mapped = files.open(file.filename().string());
    if (mapped == nullptr)
        return {.doing = "read the robot", .found = "the file cannot be read"};
    const std::span<const std::byte> bytes = mapped->bytes();
    if (bytes.size() > kMostDescription)
        return {.doing = "read the robot",
                .found = fmt::format("a file of {} bytes", bytes.size()),
                .expected = fmt::format("a description of at most {}", kMostDescription)};
    const auto robot =
        readUrdf(std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
    if (!robot)
        return robot.error();
    Bytes out = encodeRobot(*robot);
    if (job.request.fault == ChildFault::garbage)
        out.resize(out.size() / 2);  // a compromised child may write anything
    if (!writeAll(job.bakeFd, out))
        return {.doing = "write the robot", .found = std::strerror(errno)};
    ::_exit(kChildDone);
}

/// Ends the process where all goes well.
Error serve(const Job& job) {
    const ImportRequest& request = job.request;
    const std::filesystem::path folder = std::filesystem::path(request.file).parent_path();
    std::vector<std::filesystem::path> roots(request.roots.begin(), request.roots.end());
    SandboxLimits limits{
        .memoryMiB = request.memoryMiB, .cpuSeconds = request.timeoutSeconds, .readable = roots};
    limits.readable.push_back(folder);
    if (auto shut = enterSandbox(limits); !shut)
        return shut.error();
    suffer(request.fault);

    FileAccess files(folder, std::move(roots), FileUse::map);
    if (request.kind == ImportKind::robot)
        return serveRobot(job, files);
    const ChildProgress progress = [last = Clock::time_point{}](double fraction,
                                                                std::string_view word) mutable {
        const auto now = Clock::now();
        if (now - last < kProgressPeriod)
            return;
        last = now;
        say('P', fmt::format("{:.2f} {}", fraction, word));
    };
    SceneReader reader(request, files, progress);
    auto scene = reader.read();
    if (!scene)
        return scene.error();
    say('P', "0.95 writing");
    if (request.fault == ChildFault::garbage)
        scene->indices.front() = UINT32_MAX;  // a compromised child may write anything
    if (auto written = writeBake(job.bakeFd, *scene); !written)
        return written.error();
    ::_exit(kChildDone);  // spares freeing a large scene piece by piece
}

#ifndef GEMBA_SANITIZED
/// Pages of the heap that are there before they are asked for.
void fillHeap(size_t bytes) {
    const uintptr_t page = static_cast<uintptr_t>(::sysconf(_SC_PAGESIZE));
    void* const first = std::malloc(bytes);
    const uintptr_t begin = (reinterpret_cast<uintptr_t>(first) + page - 1) / page * page;
    if (first != nullptr)  // a kernel before 5.14 refuses, and no harm done
        (void)::madvise(reinterpret_cast<void*>(begin), bytes - page, MADV_POPULATE_WRITE);
    std::free(first);
}

bool jobIsThere() {
    pollfd line{kParentFd, POLLIN, 0};
    return ::poll(&line, 1, 0) != 0;
}
#endif

/// The heap of a reader only grows, and meets each of its pages for the first time: asking the
/// kernel for large pieces and giving none back saves most page faults, and what a small model
/// takes comes in one call. (A heap's first pages are too few for the huge pages that the parent
/// asks for: alone they were 1000 faults, each ten times as dear as a page filled in advance.)
void prepareHeap() {
#ifndef GEMBA_SANITIZED
    ::mallopt(M_TOP_PAD, 16 << 20);
    ::mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
    ::mallopt(M_MMAP_THRESHOLD, 32 << 20);
    constexpr size_t kSmallModel = size_t{4} << 20, kMiddlingModel = size_t{20} << 20;
    fillHeap(kSmallModel);
    if (!jobIsThere())  // one that stands by has the time
        fillHeap(kMiddlingModel);
#endif
}

}  // namespace

int importChildMain() {
    (void)::prctl(PR_SET_PDEATHSIG, SIGKILL);  // the child ends with its parent
    prepareHeap();
    say('R', "ready");
    try {
        const auto job = awaitJob();
        if (!job)
            return failWith(job.error());
        return failWith(serve(*job));
    } catch (const std::bad_alloc&) {
        return failWith({.doing = "import", .found = "std::bad_alloc"});
    } catch (const std::exception& error) {
        return failWith({.doing = "import", .found = error.what()});
    }
}

}  // namespace gemba::assets
