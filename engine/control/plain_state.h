#pragma once

#include <cstdint>
#include <lua.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/control/key_order.h"

namespace gemba::control {

/// A script's state as words that are equal exactly where the states are: the entries of each table
/// in the order of their keys.
class PlainState {
 public:
    static constexpr size_t kMaxWords = 8192;  // 64 KiB
    static constexpr int kMaxDepth = 16;

    /// Writes the value on top of the stack to `out`, which is emptied first; the stack stays as it
    /// is. Returns nothing, or what is not plain data and where. Raises no Lua error.
    [[nodiscard]] std::optional<std::string> encode(lua_State* lua, std::vector<uint64_t>& out);

    /// Pushes the value of `words`. Raises a Lua error where they are damaged: call it protected.
    static void decode(lua_State* lua, std::span<const uint64_t> words);

 private:
    [[nodiscard]] bool value(int depth);
    [[nodiscard]] bool table(int depth);
    [[nodiscard]] bool text();
    [[nodiscard]] bool sharesTables();
    bool fail(std::string what);

    lua_State* m_lua = nullptr;
    std::vector<uint64_t>* m_out = nullptr;
    std::vector<const void*> m_tables;  // met so far
    std::vector<Key> m_keys;            // of the tables under way, outer ones first
    std::string m_where;                // path to the problem, built on the way back
    std::string m_problem;
};

}  // namespace gemba::control
