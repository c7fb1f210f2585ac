#pragma once

#include <cstdint>

/// Counts what one thread asks of the heap, where `gemba bench` wants to know. Whoever gives memory
/// calls noteAllocation(): the program's operator new, and FreeBlocks for Bullet and the script.
namespace gemba::measure {

enum class Heap : uint8_t { cpp, bullet, script };

struct AllocationCount {
    bool on = false;         ///< off by default; then it costs one test
    uint64_t taken[3] = {};  ///< by Heap
};

/// The calling thread's own.
[[nodiscard]] inline AllocationCount& allocationCount() noexcept {
    static thread_local constinit AllocationCount count;
    return count;
}

inline void noteAllocation(Heap heap) noexcept {
    AllocationCount& count = allocationCount();
    if (count.on)
        ++count.taken[static_cast<int>(heap)];
}

}  // namespace gemba::measure
