#pragma once

#include <cstddef>
#include <cstdint>
#include <lua.hpp>

namespace gemba::control {

enum class KeyKind : uint8_t { number, text, boolean, other };

/// A table's key as plain data, so that keys are sorted without calling Lua. The text belongs to
/// Lua and lives as long as the table keeps the key.
struct Key {
    KeyKind kind = KeyKind::other;
    bool isInteger = false;
    lua_Integer integer = 0;  ///< also 0 and 1 of a boolean
    lua_Number real = 0.0;    ///< also of an integer
    const char* text = nullptr;
    size_t size = 0;
    int at = 0;  ///< the caller's own
};

/// The key at a stack index. Raises nothing, takes no memory.
[[nodiscard]] Key keyAt(lua_State* lua, int index);

/// The one order of keys: numbers by value, then strings by bytes, then false and true.
[[nodiscard]] bool before(const Key& a, const Key& b);

}  // namespace gemba::control
