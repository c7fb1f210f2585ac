#include "engine/assets/sandbox.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>

#include "engine/assets/unique_fd.h"

namespace gemba::assets {
namespace {

Error sandboxError(const char* what, int code) {
    return {.doing = "shut the importer in",
            .on = what,
            .found = std::strerror(code),
            .expected = "a kernel that allows seccomp filters"};
}

void limit(decltype(RLIMIT_CPU) what, rlim_t soft, rlim_t hard) {
    const rlimit bound{soft, hard};
    (void)::setrlimit(what, &bound);  // lower limits always succeed
}
void limit(decltype(RLIMIT_CPU) what, rlim_t value) {
    limit(what, value, value);
}

void setLimits(const SandboxLimits& limits) {
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, limits.memoryMiB << 20);  // a bake stood in memory before
    limit(RLIMIT_NOFILE, 256);
#ifndef GEMBA_SANITIZED
    // A sanitizer maps terabytes and runs many times slower: there the parent watches alone.
    limit(RLIMIT_AS, limits.memoryMiB << 20);
    const auto seconds = static_cast<rlim_t>(limits.cpuSeconds) + 1;
    limit(RLIMIT_CPU, seconds, seconds + 1);  // SIGXCPU first: it tells what happened
#endif
}

/// The file system shrinks to the readable folders, where the kernel can do it (5.13 and later).
/// The second lock on the door: FileAccess is the first, and seccomp cannot see paths.
void restrictPaths(const std::vector<std::filesystem::path>& readable) {
#ifdef GEMBA_SANITIZED
    (void)readable;  // their reports read /proc
#else
    constexpr uint64_t kRead = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
    landlock_ruleset_attr rules{};
    rules.handled_access_fs = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;  // all of version 1
    const UniqueFd set(
        static_cast<int>(::syscall(SYS_landlock_create_ruleset, &rules, sizeof rules, 0)));
    if (!set.valid())
        return;
    for (const std::filesystem::path& folder : readable) {
        const UniqueFd fd(::open(folder.c_str(), O_PATH | O_CLOEXEC));
        landlock_path_beneath_attr rule{};
        rule.allowed_access = kRead;
        rule.parent_fd = fd.get();
        if (fd.valid())
            (void)::syscall(SYS_landlock_add_rule, set.get(), LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    }
    (void)::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    (void)::syscall(SYS_landlock_restrict_self, set.get(), 0);
#endif
}

// What parsing files and writing to an open descriptor takes. Everything else is refused with
// EPERM rather than by a signal, so that a library that asks in vain may go on.
constexpr std::array kAllowed{
    SCMP_SYS(read),
    SCMP_SYS(pread64),
    SCMP_SYS(readv),
    SCMP_SYS(write),
    SCMP_SYS(pwrite64),
    SCMP_SYS(writev),
    SCMP_SYS(lseek),
    SCMP_SYS(close),
    SCMP_SYS(fstat),
    SCMP_SYS(stat),
    SCMP_SYS(lstat),
    SCMP_SYS(newfstatat),
    SCMP_SYS(statx),
    SCMP_SYS(access),
    SCMP_SYS(faccessat),
    SCMP_SYS(faccessat2),
    SCMP_SYS(readlink),
    SCMP_SYS(readlinkat),
    SCMP_SYS(getcwd),
    SCMP_SYS(getdents64),
    SCMP_SYS(ftruncate),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(madvise),
    SCMP_SYS(brk),
    SCMP_SYS(futex),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(getrandom),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(clock_getres),
    SCMP_SYS(nanosleep),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(getppid),
    SCMP_SYS(sched_yield),
    SCMP_SYS(sysinfo),
    SCMP_SYS(uname),
    SCMP_SYS(getrlimit),
    SCMP_SYS(getrusage),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(set_robust_list),
    SCMP_SYS(poll),
#ifdef GEMBA_SANITIZED
    // The runtime probes memory through a pipe and reads its own maps.
    SCMP_SYS(pipe),
    SCMP_SYS(pipe2),
    SCMP_SYS(personality),
#endif
};

/// Calls that depend on what is asked.
int addConditions(scmp_filter_ctx filter) {
    // Opening for reading only; nothing is created, and no executable memory is made.
    constexpr uint64_t kChanging = O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND;
    int failed = 0;
    failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(open), 1,
                               SCMP_A1(SCMP_CMP_MASKED_EQ, kChanging, O_RDONLY));
    failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1,
                               SCMP_A2(SCMP_CMP_MASKED_EQ, kChanging, O_RDONLY));
    failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1,
                               SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
    failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
                               SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));

    // Limits may be read, descriptors looked at, and abort() may signal this process.
    failed |=
        seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 1, SCMP_A2(SCMP_CMP_EQ, 0));
    failed |=
        seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1, SCMP_A1(SCMP_CMP_EQ, F_GETFL));
    failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
                               SCMP_A0(SCMP_CMP_EQ, static_cast<scmp_datum_t>(::getpid())));
    return failed;
}

Result<void> filterCalls() {
    const std::unique_ptr<void, decltype(&seccomp_release)> filter(
        seccomp_init(SCMP_ACT_ERRNO(EPERM)), seccomp_release);
    if (!filter)
        return fail(sandboxError("seccomp", ENOMEM));
    int failed = addConditions(filter.get());
    for (const int call : kAllowed)
        failed |= seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 0);
    if (failed != 0)
        return fail(sandboxError("the list of system calls", EINVAL));
    if (const int code = seccomp_load(filter.get()); code != 0)
        return fail(sandboxError("seccomp", -code));
    return {};
}

}  // namespace

Result<void> enterSandbox(const SandboxLimits& limits) {
    setLimits(limits);
    restrictPaths(limits.readable);
    return filterCalls();
}

}  // namespace gemba::assets
