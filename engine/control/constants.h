#pragma once

#include <cstdint>
#include <lua.hpp>
#include <vector>

#include "engine/core/hash.h"

namespace gemba::control {

/// Fingerprint of all that a script defined and that must not change in a step: its globals, the
/// variables that its functions see, and the tables among these. By identity of functions and
/// tables, so it compares within one process only.
class Constants {
 public:
    static constexpr size_t kMaxValues = 10'000;  // more would be slow to check at each call

    /// Of the globals table on top of the stack, which stays there. Raises no Lua error.
    [[nodiscard]] uint64_t fingerprint(lua_State* lua);
    /// The last fingerprint met more than kMaxValues values or too deep tables and is worth
    /// nothing.
    [[nodiscard]] bool tooMany() const { return m_tooMany; }

 private:
    void value(int depth);
    void tableEntries(int depth);
    void upvalues(int depth);
    [[nodiscard]] bool firstMeeting(const void* object);

    lua_State* m_lua = nullptr;
    StateHash m_hash;
    size_t m_values = 0;
    bool m_tooMany = false;
    std::vector<const void*> m_met;  // open addressing, a power of two
    size_t m_metCount = 0;
};

}  // namespace gemba::control
