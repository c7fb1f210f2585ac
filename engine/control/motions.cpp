#include "engine/control/motions.h"

#include <cmath>
#include <cstring>

#include "engine/control/sandbox.h"

namespace gemba::control {
namespace {

using sim::Motion;
using sim::MotionGoal;

constexpr size_t kMostRequests = 16, kMostMotions = 2 * sim::kMostMotions;  // of one step()
constexpr lua_Integer kJoints = 6;

// None of these keeps an object with a destructor: a Lua error jumps over it.

MotionCalls& callsOf(lua_State* lua) {
    return *contextOf(lua).motions;
}

sim::MotionRequest& addRequest(lua_State* lua, const char* function) {
    SandboxContext& context = contextOf(lua);
    if (context.loading)
        luaL_error(lua, "%s: robots move in step() alone", function);
    const char* const name = luaL_checkstring(lua, 1);
    MotionCalls& calls = callsOf(lua);
    for (const MotionCalls::Robot& robot : calls.robots) {
        if (robot.name != name)
            continue;
        if (calls.requests.size() >= kMostRequests)
            luaL_error(lua, "%s: more than %d calls in one step", function,
                       static_cast<int>(kMostRequests));
        calls.requests.push_back(
            {.device = robot.device, .first = static_cast<uint32_t>(calls.motions.size())});
        return calls.requests.back();
    }
    luaL_error(lua, "%s: no robot is named '%s'", function, name);
    return calls.requests.back();  // not reached
}

/// The number on top of the stack, within bounds; taken off.
double number(lua_State* lua, int motion, const char* what, double least, double most) {
    const double value = lua_tonumber(lua, -1);
    if (lua_type(lua, -1) != LUA_TNUMBER || !(value >= least && value <= most))
        luaL_error(lua, "move: motion %d: %s is no number from %f to %f", motion, what, least,
                   most);
    lua_pop(lua, 1);
    return value;
}

/// A list of so many numbers, on top of the stack.
void numbers(lua_State* lua, int motion, const char* what, lua_Integer least, double* out) {
    if (!lua_istable(lua, -1))
        luaL_error(lua, "move: motion %d: %s is no table", motion, what);
    const auto length = static_cast<lua_Integer>(lua_rawlen(lua, -1));
    if (length < least || length > kJoints)
        luaL_error(lua, "move: motion %d: %s has %d numbers, not %d", motion, what,
                   static_cast<int>(length), static_cast<int>(kJoints));
    for (lua_Integer i = 1; i <= length; ++i) {
        lua_rawgeti(lua, -1, i);
        out[i - 1] = number(lua, motion, what, -sim::kLargestMotion, sim::kLargestMotion);
    }
}

void setPose(lua_State* lua, int index, Motion& motion) {
    double v[kJoints] = {};
    numbers(lua, index, "pose", kJoints, v);
    motion.goal = motion.goal == MotionGoal::line ? MotionGoal::line : MotionGoal::pose;
    motion.baseFromTool.position = {v[0], v[1], v[2]};
    motion.baseFromTool.rotation = quatFromRpy({v[3], v[4], v[5]});
}

bool truth(lua_State* lua, int index, const char* what) {
    if (!lua_isboolean(lua, -1))
        luaL_error(lua, "move: motion %d: %s is neither true nor false", index, what);
    return lua_toboolean(lua, -1) != 0;
}

void setKey(lua_State* lua, int index, const char* key, Motion& motion) {
    constexpr double kLongest = 3600.0, kSlowest = 1e-3, kFastest = 10.0;  // s, 1 or m/s
    lua_pushvalue(lua, -1);
    if (std::strcmp(key, "joints") == 0) {
        motion.goal = MotionGoal::joints;
        numbers(lua, index, key, 1, motion.joints.data());
        lua_pop(lua, 1);
    } else if (std::strcmp(key, "pose") == 0) {
        setPose(lua, index, motion);
        lua_pop(lua, 1);
    } else if (std::strcmp(key, "linear") == 0) {
        (void)truth(lua, index, key);  // read before
        lua_pop(lua, 1);
    } else if (std::strcmp(key, "vacuum") == 0) {
        motion.vacuum = truth(lua, index, key) ? 1 : 0;
        lua_pop(lua, 1);
    } else if (std::strcmp(key, "speed") == 0) {
        motion.speed = number(lua, index, key, kSlowest, kFastest);
    } else if (std::strcmp(key, "wait") == 0) {
        motion.wait = number(lua, index, key, 0.0, kLongest);
    } else {
        luaL_error(lua,
                   "move: motion %d: '%s' is none of joints, pose, linear, speed, vacuum, wait",
                   index, key);
    }
}

/// The motion in the table on top of the stack.
Motion readMotion(lua_State* lua, int index) {
    constexpr double kLineSpeed = 0.25;  // m/s
    if (!lua_istable(lua, -1))
        luaL_error(lua, "move: motion %d is no table", index);
    Motion motion;
    lua_getfield(lua, -1, "linear");
    const bool line = lua_toboolean(lua, -1) != 0;
    lua_getfield(lua, -2, "joints");
    lua_getfield(lua, -3, "pose");
    const bool joints = !lua_isnil(lua, -2), pose = !lua_isnil(lua, -1);
    lua_pop(lua, 3);
    if ((joints && pose) || (line && !pose))
        luaL_error(lua, "move: motion %d: expected joints, or pose, which may be linear", index);
    if (line) {
        motion.goal = MotionGoal::line;
        motion.speed = kLineSpeed;
    }
    for (lua_pushnil(lua); lua_next(lua, -2) != 0; lua_pop(lua, 1)) {
        if (lua_type(lua, -2) != LUA_TSTRING)
            luaL_error(lua, "move: motion %d: a key that is no text", index);
        setKey(lua, index, lua_tostring(lua, -2), motion);
    }
    if (!line && motion.speed > 1.0)
        luaL_error(lua, "move: motion %d: speed is a share of the joints' speeds, at most 1",
                   index);
    return motion;
}

}  // namespace

void MotionCalls::reserve() {
    requests.reserve(kMostRequests);
    motions.reserve(kMostMotions);
}

void MotionCalls::clear() {
    requests.clear();
    motions.clear();
}

int move(lua_State* lua) {
    luaL_checktype(lua, 2, LUA_TTABLE);
    lua_settop(lua, 2);
    sim::MotionRequest& request = addRequest(lua, "move");
    MotionCalls& calls = callsOf(lua);
    const auto count = static_cast<lua_Integer>(lua_rawlen(lua, 2));
    if (count > static_cast<lua_Integer>(sim::kMostMotions) ||
        calls.motions.size() + static_cast<size_t>(count) > kMostMotions)
        return luaL_error(lua, "move: %d motions, more than %d", static_cast<int>(count),
                          static_cast<int>(sim::kMostMotions));
    for (lua_Integer i = 1; i <= count; ++i) {
        lua_rawgeti(lua, 2, i);
        calls.motions.push_back(readMotion(lua, static_cast<int>(i)));
        lua_pop(lua, 1);
        ++request.count;
    }
    return 0;
}

int stop(lua_State* lua) {
    addRequest(lua, "stop").stop = true;
    return 0;
}

}  // namespace gemba::control
