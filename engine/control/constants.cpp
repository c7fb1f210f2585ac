#include "engine/control/constants.h"

#include <algorithm>
#include <bit>

namespace gemba::control {
namespace {

constexpr int kMaxDepth = 64;

}  // namespace

uint64_t Constants::fingerprint(lua_State* lua) {
    m_lua = lua;
    m_hash = {};
    m_values = 0;
    m_tooMany = false;
    m_met.assign(std::max<size_t>(m_met.size(), 256), nullptr);
    m_metCount = 0;
    const int top = lua_gettop(lua);
    value(0);
    lua_settop(lua, top);
    return m_hash.value();
}

bool Constants::firstMeeting(const void* object) {
    // Room for twice as many as are in: a longer table is filled anew.
    if (2 * (m_metCount + 1) > m_met.size()) {
        std::vector<const void*> old(2 * m_met.size(), nullptr);
        old.swap(m_met);
        m_metCount = 0;
        for (const void* known : old) {
            if (known != nullptr)
                (void)firstMeeting(known);
        }
    }
    const size_t mask = m_met.size() - 1;
    size_t at = (std::bit_cast<uintptr_t>(object) * 0x9E3779B97F4A7C15u >> 32) & mask;
    while (m_met[at] != nullptr && m_met[at] != object)
        at = (at + 1) & mask;
    if (m_met[at] == object)
        return false;
    m_met[at] = object;
    ++m_metCount;
    return true;
}

void Constants::value(int depth) {
    if (++m_values > kMaxValues || depth > kMaxDepth || lua_checkstack(m_lua, 8) == 0) {
        m_tooMany = true;
        return;
    }
    const int type = lua_type(m_lua, -1);
    m_hash.word(static_cast<uint64_t>(type));
    switch (type) {
        case LUA_TBOOLEAN:
            m_hash.word(static_cast<uint64_t>(lua_toboolean(m_lua, -1)));
            break;
        case LUA_TNUMBER:
            m_hash.word(lua_isinteger(m_lua, -1) != 0
                            ? static_cast<uint64_t>(lua_tointeger(m_lua, -1))
                            : std::bit_cast<uint64_t>(lua_tonumber(m_lua, -1)));
            break;
        case LUA_TSTRING: {
            size_t size = 0;
            const char* text = lua_tolstring(m_lua, -1, &size);
            m_hash.raw(text, size);
            break;
        }
        case LUA_TTABLE:
        case LUA_TFUNCTION: {
            const void* object = lua_topointer(m_lua, -1);
            m_hash.word(std::bit_cast<uintptr_t>(object));
            if (!firstMeeting(object))
                break;
            if (type == LUA_TTABLE)
                tableEntries(depth);
            else
                upvalues(depth);  // an iterator of pairs() keeps its place in one
            break;
        }
        default:
            break;
    }
}

// In Lua's own order, which is the same while nothing changes.
void Constants::tableEntries(int depth) {
    if (lua_getmetatable(m_lua, -1) != 0) {  // one of ours, which cannot be written
        lua_pop(m_lua, 1);
        return;
    }
    const int self = lua_gettop(m_lua);
    lua_pushnil(m_lua);
    while (!m_tooMany && lua_next(m_lua, self) != 0) {
        value(depth + 1);
        lua_pop(m_lua, 1);
        lua_pushvalue(m_lua, -1);
        value(depth + 1);
        lua_pop(m_lua, 1);
    }
    lua_settop(m_lua, self);
}

// A variable that several functions see is looked at once.
void Constants::upvalues(int depth) {
    for (int i = 1; !m_tooMany; ++i) {
        const void* variable = lua_upvalueid(m_lua, -1, i);
        if (variable == nullptr)
            return;
        if (!firstMeeting(variable))
            continue;
        lua_getupvalue(m_lua, -1, i);
        value(depth + 1);
        lua_pop(m_lua, 1);
    }
}

}  // namespace gemba::control
