#include "engine/control/bounded_memory.h"

#include <algorithm>
#include <cstring>
#include <lua.hpp>

namespace gemba::control {
namespace {

// Line of the innermost Lua function. Reads only: may be called while Lua asks for memory.
int runningLine(lua_State* lua) {
    lua_Debug about{};
    for (int level = 0; lua_getstack(lua, level, &about) != 0; ++level) {
        if (lua_getinfo(lua, "l", &about) != 0 && about.currentline > 0)
            return about.currentline;
    }
    return 0;
}

}  // namespace

void* BoundedMemory::allocate(void* self, void* block, size_t oldSize, size_t newSize) {
    auto& memory = *static_cast<BoundedMemory*>(self);
    // For a new block the old size says what kind of object it will be.
    const bool isString = block == nullptr && oldSize == LUA_TSTRING;
    if (block == nullptr)
        oldSize = 0;

    if (newSize == 0) {
        if (block != nullptr)
            memory.m_blocks.give(block);
        memory.m_used -= oldSize;
        return nullptr;
    }
    if (newSize > oldSize) {
        if (const char* reason = memory.reasonAgainst(isString, oldSize, newSize)) {
            memory.refuse(reason);
            return nullptr;
        }
        memory.m_taken += newSize - oldSize;
    }
    void* moved = memory.resize(block, oldSize, newSize);
    if (moved == nullptr)
        return newSize <= oldSize ? block : nullptr;  // Lua counts on shrinking
    memory.m_used += newSize - oldSize;
    return moved;
}

// Null, and the old block as it was, when there is no memory.
void* BoundedMemory::resize(void* block, size_t oldSize, size_t newSize) {
    void* moved = m_blocks.take(newSize);
    if (moved != nullptr && block != nullptr) {
        std::memcpy(moved, block, std::min(oldSize, newSize));
        m_blocks.give(block);
    }
    return moved;
}

const char* BoundedMemory::reasonAgainst(bool isString, size_t oldSize, size_t newSize) const {
    if (isString && newSize > kString)
        return "a string longer than 64 KiB";
    if (newSize > kBlock)
        return "a table or string buffer larger than 4 MiB";
    if (m_used + newSize - oldSize > kTotal)
        return "more than 16 MiB of memory";
    if (m_taken + newSize - oldSize > kPerCall)
        return "more than 64 MiB of memory taken in one call";
    return nullptr;
}

void BoundedMemory::refuse(const char* reason) {
    m_refusal = reason;
    m_refusedLine = m_lua != nullptr ? runningLine(m_lua) : 0;
}

void BoundedMemory::beginCall() {
    m_taken = 0;
    m_refusal = nullptr;
    m_refusedLine = 0;
}

bool BoundedMemory::charge(size_t bytes) {
    if (bytes > kPerCall - m_taken)
        return false;
    m_taken += bytes;
    return true;
}

}  // namespace gemba::control
