#include "physics/recycler.h"

#include <LinearMath/btAlignedAllocator.h>

#include "engine/core/free_blocks.h"

namespace gemba::physics {
namespace {

// Up to 64 KiB: bodies, proxies, nodes of trees, and the solver's rows, which each checkpoint's new
// world grows anew. Zeroed, as Bullet's own: what it leaves unset must not differ from run to run.
thread_local FreeBlocks<64, 1024, measure::Heap::bullet, true> g_blocks;

}  // namespace

void installRecycler() {
#ifndef GEMBA_SANITIZED
    static const bool installed = [] {
        btAlignedAllocSetCustom([](size_t bytes) { return g_blocks.take(bytes); },
                                [](void* block) { g_blocks.give(block); });
        return true;
    }();
    (void)installed;
#endif
}

}  // namespace gemba::physics
