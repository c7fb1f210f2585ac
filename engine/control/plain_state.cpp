#include "engine/control/plain_state.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

namespace gemba::control {
namespace {

// The low byte of a word says what follows; the rest holds a count of bytes or entries.
enum Tag : uint64_t { kNil, kFalse, kTrue, kInteger, kReal, kText, kTable };
constexpr int kTagBits = 8;

constexpr const char* kTooLarge = "where the state grows beyond 64 KiB";

uint64_t head(Tag tag, size_t count) {
    return static_cast<uint64_t>(tag) | (static_cast<uint64_t>(count) << kTagBits);
}

std::string pathOf(const Key& key) {
    if (key.kind == KeyKind::text)
        return "." + std::string(key.text, std::min<size_t>(key.size, 40));
    if (key.kind == KeyKind::number)
        return "[" + (key.isInteger ? std::to_string(key.integer) : std::to_string(key.real)) + "]";
    return key.integer != 0 ? "[true]" : "[false]";
}

/// Reads words; past their end or on nonsense it raises a Lua error.
struct WordReader {
    lua_State* lua;
    std::span<const uint64_t> words;
    size_t at = 0;

    uint64_t next() {
        if (at >= words.size())
            luaL_error(lua, "the saved state ends too early");
        return words[at++];
    }

    void pushText(size_t size) {
        const size_t count = (size + 7) / 8;
        if (size > PlainState::kMaxWords * 8 || count > words.size() - at)
            luaL_error(lua, "the saved state ends within a text");
        lua_pushlstring(lua, reinterpret_cast<const char*>(words.data() + at), size);
        at += count;
    }

    void pushTable(size_t count, int depth) {
        if (depth >= PlainState::kMaxDepth || count > words.size() - at)
            luaL_error(lua, "the saved state holds an impossible table");
        luaL_checkstack(lua, 4, "state");
        lua_newtable(lua);
        for (size_t i = 0; i < count; ++i) {
            pushValue(depth + 1);
            const bool bad =
                lua_isnil(lua, -1) || lua_istable(lua, -1) ||
                (lua_type(lua, -1) == LUA_TNUMBER && std::isnan(lua_tonumber(lua, -1)));
            if (bad)
                luaL_error(lua, "the saved state holds an impossible key");
            pushValue(depth + 1);
            lua_rawset(lua, -3);
        }
    }

    void pushValue(int depth) {
        const uint64_t word = next();
        const size_t count = word >> kTagBits;
        switch (word & ((1u << kTagBits) - 1)) {
            case kNil:
                return lua_pushnil(lua);
            case kFalse:
                return lua_pushboolean(lua, 0);
            case kTrue:
                return lua_pushboolean(lua, 1);
            case kInteger:
                return lua_pushinteger(lua, static_cast<lua_Integer>(next()));
            case kReal:
                return lua_pushnumber(lua, std::bit_cast<double>(next()));
            case kText:
                return pushText(count);
            case kTable:
                return pushTable(count, depth);
            default:
                luaL_error(lua, "the saved state holds an unknown kind of value");
        }
    }
};

}  // namespace

std::optional<std::string> PlainState::encode(lua_State* lua, std::vector<uint64_t>& out) {
    m_lua = lua;
    m_out = &out;
    out.clear();
    m_tables.clear();
    m_keys.clear();
    m_where.clear();
    m_problem.clear();

    const int top = lua_gettop(lua);
    const bool plain = value(0) && !sharesTables();
    lua_settop(lua, top);
    if (plain)
        return std::nullopt;
    return "state" + m_where + " is " + m_problem;
}

bool PlainState::fail(std::string what) {
    m_problem = std::move(what);
    return false;
}

bool PlainState::value(int depth) {
    if (m_out->size() >= kMaxWords)
        return fail(kTooLarge);
    switch (lua_type(m_lua, -1)) {
        case LUA_TNIL:
            m_out->push_back(kNil);
            return true;
        case LUA_TBOOLEAN:
            m_out->push_back(lua_toboolean(m_lua, -1) != 0 ? kTrue : kFalse);
            return true;
        case LUA_TNUMBER:
            if (lua_isinteger(m_lua, -1) != 0) {
                m_out->push_back(kInteger);
                m_out->push_back(static_cast<uint64_t>(lua_tointeger(m_lua, -1)));
            } else {
                const double real = lua_tonumber(m_lua, -1);
                m_out->push_back(kReal);
                m_out->push_back(std::bit_cast<uint64_t>(
                    std::isnan(real) ? std::numeric_limits<double>::quiet_NaN() : real));
            }
            return true;
        case LUA_TSTRING:
            return text();
        case LUA_TTABLE:
            return table(depth);
        default:
            return fail(std::string("a ") + luaL_typename(m_lua, -1) + ", not plain data");
    }
}

bool PlainState::text() {
    size_t size = 0;
    const char* bytes = lua_tolstring(m_lua, -1, &size);
    if (m_out->size() + (size + 7) / 8 >= kMaxWords)
        return fail(kTooLarge);
    m_out->push_back(head(kText, size));
    const size_t at = m_out->size();
    m_out->resize(at + (size + 7) / 8, 0);
    if (size > 0)
        std::memcpy(m_out->data() + at, bytes, size);
    return true;
}

bool PlainState::table(int depth) {
    if (depth >= kMaxDepth)
        return fail("deeper than 16 tables");
    if (lua_getmetatable(m_lua, -1) != 0)
        return fail("a table of the controller's own, not plain data");
    m_tables.push_back(lua_topointer(m_lua, -1));

    // Its keys go to the stack, and as plain data into the list that is sorted.
    const int self = lua_gettop(m_lua);
    const size_t base = m_keys.size();
    lua_pushnil(m_lua);
    while (lua_next(m_lua, self) != 0) {
        lua_pop(m_lua, 1);
        Key key = keyAt(m_lua, -1);
        if (key.kind == KeyKind::other)
            return fail(std::string("a table with a ") + luaL_typename(m_lua, -1) + " as a key");
        key.at = lua_gettop(m_lua);
        m_keys.push_back(key);
        if (m_keys.size() > kMaxWords || lua_checkstack(m_lua, 8) == 0)
            return fail(kTooLarge);
        lua_pushvalue(m_lua, -1);
    }
    std::sort(m_keys.begin() + static_cast<std::ptrdiff_t>(base), m_keys.end(), before);

    // By index: tables within add to the list and take away again.
    const size_t end = m_keys.size();
    m_out->push_back(head(kTable, end - base));
    for (size_t i = base; i < end; ++i) {
        lua_pushvalue(m_lua, m_keys[i].at);
        bool plain = value(depth + 1);
        if (plain) {
            lua_rawget(m_lua, self);
            plain = value(depth + 1);
        }
        if (!plain) {
            m_where.insert(0, pathOf(m_keys[i]));
            return false;
        }
        lua_pop(m_lua, 1);
    }
    m_keys.resize(base);
    lua_settop(m_lua, self);
    return true;
}

// After a restore, one table in two places would be two: then the runs would part.
bool PlainState::sharesTables() {
    std::sort(m_tables.begin(), m_tables.end());
    if (std::adjacent_find(m_tables.begin(), m_tables.end()) == m_tables.end())
        return false;
    m_problem = "a table that holds one table in two places";
    return true;
}

void PlainState::decode(lua_State* lua, std::span<const uint64_t> words) {
    WordReader reader{.lua = lua, .words = words};
    reader.pushValue(0);
    if (reader.at != words.size())
        luaL_error(lua, "the saved state holds more than one value");
}

}  // namespace gemba::control
