#include <fcntl.h>
#include <unistd.h>

#include <cstdio>

#include "engine/assets/importer.h"

/// The sandboxed importer. Started by `gemba` alone: it works on descriptors that it was given, and
/// knows nothing of Qt and Vulkan, so that it is there at once.
int main() {
    constexpr int kFirstGiven = 3;
    if (::fcntl(kFirstGiven, F_GETFD) < 0) {
        std::fputs("gemba-import reads models for gemba: see gemba import --help\n", stderr);
        return 2;
    }
    // No exit handlers: a shut-in process frees nothing better than the kernel does, and a leak
    // checker could not start its thread.
    ::_exit(gemba::assets::importChildMain());
}
