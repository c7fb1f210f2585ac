#include "tests/unit/render/allocation_counter.h"

#include <cstdlib>
#include <new>

namespace {
constinit thread_local uint64_t g_allocations = 0;
}

void* operator new(size_t size) {
    ++g_allocations;
    if (void* memory = std::malloc(size))
        return memory;
    throw std::bad_alloc();
}
void* operator new(size_t size, const std::nothrow_t&) noexcept {
    ++g_allocations;
    return std::malloc(size);
}
void operator delete(void* memory) noexcept {
    std::free(memory);
}
void operator delete(void* memory, size_t) noexcept {
    std::free(memory);
}

namespace gemba::render::test {

uint64_t allocations() {
    return g_allocations;
}

}  // namespace gemba::render::test
