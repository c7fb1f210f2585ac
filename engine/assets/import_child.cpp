#include <fcntl.h>
#include <fmt/format.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <exception>
#include <new>

#include "engine/assets/assimp_scene.h"
#include "engine/assets/bake_format.h"
#include "engine/assets/import_request.h"
#include "engine/assets/sandbox.h"
#include "engine/assets/text.h"

namespace gemba::assets {
namespace {

/// One line to the parent. A parent that went away is no reason to complain.
void say(char kind, const std::string& text) {
    const std::string line = fmt::format("{} {}\n", kind, text);
    (void)!::write(kStatusFd, line.data(), line.size());
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

Result<ImportRequest> readRequest() {
    Bytes bytes;
    std::array<std::byte, 4096> part;
    for (;;) {
        const ssize_t got = ::read(kRequestFd, part.data(), part.size());
        if (got < 0)
            return fail({.doing = "read the import request", .found = "no descriptor 3"});
        if (got == 0)
            return decodeRequest(bytes);
        bytes.insert(bytes.end(), part.begin(), part.begin() + got);
    }
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
    char* const arguments[] = {nullptr};
    if (::execve("/bin/true", arguments, arguments) != -1 || errno != EPERM)
        out += " exec";
    return out.empty() ? "sealed" : "leaks:" + out;
}

/// Returns for the faults that go on to import.
void suffer(ChildFault fault) {
    if (fault == ChildFault::crash)
        (void)::raise(SIGSEGV);
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

Result<void> serve(const ImportRequest& request) {
    const std::filesystem::path folder = std::filesystem::path(request.file).parent_path();
    std::vector<std::filesystem::path> roots(request.roots.begin(), request.roots.end());
    SandboxLimits limits{
        .memoryMiB = request.memoryMiB, .cpuSeconds = request.timeoutSeconds, .readable = roots};
    limits.readable.push_back(folder);
    if (auto shut = enterSandbox(limits); !shut)
        return shut;
    suffer(request.fault);

    FileAccess files(folder, std::move(roots));
    const auto progress = [last = -1.0](double fraction, std::string_view word) mutable {
        if (fraction - last < 0.01)  // a line per hundredth is enough
            return;
        last = fraction;
        say('P', fmt::format("{:.2f} {}", fraction, word));
    };
    auto scene = importScene(request, files, progress);
    if (!scene)
        return fail(scene.error());
    say('P', "0.95 writing");
    if (request.fault == ChildFault::garbage)
        scene->indices.front() = UINT32_MAX;  // a compromised child may write anything
    return writeBake(kBakeFd, *scene);
}

}  // namespace

int importChildMain() {
    // The child ends with its parent.
    (void)::prctl(PR_SET_PDEATHSIG, SIGKILL);
    try {
        const auto request = readRequest();
        if (!request)
            return failWith(request.error());
        const Result<void> served = serve(*request);
        if (!served)
            return failWith(served.error());
    } catch (const std::bad_alloc&) {
        return failWith({.doing = "import", .found = "std::bad_alloc"});
    } catch (const std::exception& error) {
        return failWith({.doing = "import", .found = error.what()});
    }
    // Everything is written: skip freeing a large scene piece by piece.
    ::_exit(kChildDone);
}

}  // namespace gemba::assets
