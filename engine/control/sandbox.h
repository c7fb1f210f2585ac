#pragma once

#include <chrono>
#include <lua.hpp>

#include "engine/control/bounded_memory.h"
#include "engine/control/motions.h"

namespace gemba::control {

/// What the sandbox's own functions know of their script; its address stands in lua_getextraspace.
struct SandboxContext {
    BoundedMemory memory;
    const char* name = "";  ///< of the script, as its chunk is called
    bool loading = true;    ///< globals may be defined
    int printed = 0;        ///< lines, over the script's life
    MotionCalls* motions = nullptr;

    // Of the call under way.
    int instructionsLeft = 0;
    std::chrono::steady_clock::time_point deadline;
};

[[nodiscard]] SandboxContext& contextOf(lua_State* lua);

/// Pushes two tables: the environment that a script is given, and behind it the globals that it
/// defines (and may no longer once `loading` is false). Call it protected: it takes memory.
void openSandbox(lua_State* lua);

/// Replaces the table on top by a stand-in that reads it and refuses writes with `message`.
void freeze(lua_State* lua, const char* message);

}  // namespace gemba::control
