#include "app/commands/shot.h"

#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <climits>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <future>

#include "app/composition.h"
#include "app/files.h"
#include "app/lone_model.h"
#include "engine/sim/session.h"

namespace gemba::app {
namespace {

/// A process that draws one picture meets nearly all of its memory for the first time, most of all
/// where a processor draws: in large pages, kept for what comes next, nine of ten faults are
/// spared.
void prepareHeap() {
#ifndef GEMBA_SANITIZED
    constexpr size_t kRoom = size_t{1} << 30;
    ::mallopt(M_ARENA_MAX, 1);
    ::mallopt(M_MMAP_MAX, 0);
    ::mallopt(M_TRIM_THRESHOLD, INT_MAX);
    void* const first = std::malloc(kRoom);
    if (first == nullptr)
        return;
    const auto page = static_cast<uintptr_t>(::sysconf(_SC_PAGESIZE));
    const uintptr_t begin = (reinterpret_cast<uintptr_t>(first) + page - 1) / page * page;
    (void)::madvise(reinterpret_cast<void*>(begin), kRoom - page, MADV_HUGEPAGE);
    std::free(first);
#endif
}

Result<sim::Snapshot> snapshotOf(const ShotOptions& options, const LoadedTwin& loaded) {
    sim::Snapshot snapshot;
    if (!options.snapshot.empty()) {
        const auto bytes = readFile(options.snapshot);
        if (!bytes)
            return tl::unexpected(bytes.error());
        if (auto decoded = sim::decode(*bytes, snapshot); !decoded)
            return tl::unexpected(decoded.error());
        if (auto fits = sim::checkSnapshot(snapshot, *loaded.twin); !fits)
            return tl::unexpected(fits.error());
        return snapshot;
    }
    auto simulation = makeSimulation(loaded, {.seed = loaded.twin->world.seed});
    if (!simulation)
        return tl::unexpected(simulation.error());
    sim::Session session(std::move(*simulation), {.rate = 0.0});
    session.run({}, std::llround(options.time * loaded.twin->world.stepHz));
    snapshot.wantsContacts = std::ranges::count(options.picture.shown, "contacts") > 0;
    session.snapshot(snapshot);
    return snapshot;
}

}  // namespace

int runShot(const ShotOptions& options) {
    prepareHeap();
    if (auto writable = checkWritable(options.picture.output); !writable)
        return reportError(writable.error());

    // The renderer starts while the models are read.
    auto loading = std::async(std::launch::async, [&] {
        return isTwinFile(options.file) ? loadTwin(options.file) : loadLoneModel(options.file);
    });
    const auto renderer = startRenderer(options.picture);
    const LoadedTwin loaded = loading.get();
    if (loaded.twin == nullptr && !loaded.problems.empty())
        return reportProblems(options.file, loaded.problems);
    if (loaded.twin == nullptr) {
        std::fprintf(stderr, "gemba: %s\n", loaded.failedModels.front().c_str());
        return kExitBadData;
    }
    const auto snapshot = snapshotOf(options, loaded);
    if (!snapshot)
        return reportError(snapshot.error());
    if (!renderer)
        return reportError(renderer.error());
    if (auto taken = takePicture(**renderer, loaded, *snapshot, options.picture); !taken)
        return reportError(taken.error());
    return kExitDone;
}

}  // namespace gemba::app
