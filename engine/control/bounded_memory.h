#pragma once

#include <cstddef>

#include "engine/core/free_blocks.h"

struct lua_State;

namespace gemba::control {

/// The memory of one script. Refuses to go beyond a total, one block's and one string's size, and
/// what one call may take in all, returned or not: this also bounds the time of Lua's own C
/// functions, which no instruction count sees.
class BoundedMemory {
 public:
    static constexpr size_t kTotal = 16u << 20;
    static constexpr size_t kBlock = 4u << 20;
    static constexpr size_t kString = 64u << 10;
    static constexpr size_t kPerCall = 64u << 20;

    BoundedMemory() = default;
    BoundedMemory(const BoundedMemory&) = delete;
    BoundedMemory& operator=(const BoundedMemory&) = delete;

    /// A lua_Alloc; `self` is the BoundedMemory.
    static void* allocate(void* self, void* block, size_t oldSize, size_t newSize);

    /// Names the script that runs, so that a refusal knows its line.
    void watch(lua_State* lua) { m_lua = lua; }

    void beginCall();
    /// Counts work that takes no memory as if it had. False: the call has had its share.
    [[nodiscard]] bool charge(size_t bytes);

    [[nodiscard]] const char* refusal() const { return m_refusal; }  ///< why, or null
    [[nodiscard]] int refusedLine() const { return m_refusedLine; }  ///< 0: not known

 private:
    [[nodiscard]] const char* reasonAgainst(bool isString, size_t oldSize, size_t newSize) const;
    void refuse(const char* reason);
    [[nodiscard]] void* resize(void* block, size_t oldSize, size_t newSize);

#ifdef GEMBA_SANITIZED  // which want to see each block
    FreeBlocks<16, 1, measure::Heap::script> m_blocks;
#else
    FreeBlocks<16, 64, measure::Heap::script> m_blocks;  // up to 1 KiB: a step's tables and texts
#endif
    lua_State* m_lua = nullptr;
    size_t m_used = 0;
    size_t m_taken = 0;  // in this call
    const char* m_refusal = nullptr;
    int m_refusedLine = 0;
};

}  // namespace gemba::control
