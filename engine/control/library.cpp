#include "engine/control/library.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

#include "engine/control/key_order.h"
#include "engine/control/sandbox.h"
#include "engine/core/log.h"

namespace gemba::control {

const char* const kTableLibrary = R"lua(
local lib, error, select = ...

function lib.insert(list, ...)
    local count = select("#", ...)
    if count == 1 then
        list[#list + 1] = (...)
        return
    end
    local at, value = ...
    local last = #list + 1
    if count ~= 2 or at < 1 or at > last or at // 1 ~= at then
        error("table.insert: position out of bounds", 2)
    end
    for i = last, at + 1, -1 do
        list[i] = list[i - 1]
    end
    list[at] = value
end

function lib.remove(list, at)
    local last = #list
    at = at or last
    if at ~= last and (at < 1 or at > last + 1 or at // 1 ~= at) then
        error("table.remove: position out of bounds", 2)
    end
    local value = list[at]
    for i = at, last - 1 do
        list[i] = list[i + 1]
    end
    list[at > last and at or last] = nil
    return value
end

-- Merges runs of doubling width from one list into the other.
function lib.sort(list, less)
    less = less or function(a, b) return a < b end
    local n, from, to, width = #list, list, {}, 1
    while width < n do
        for low = 1, n, 2 * width do
            local i, j = low, low + width
            if j > n + 1 then j = n + 1 end
            local middle, stop = j, low + 2 * width
            if stop > n + 1 then stop = n + 1 end
            for k = low, stop - 1 do
                if i < middle and (j >= stop or not less(from[j], from[i])) then
                    to[k] = from[i]
                    i = i + 1
                else
                    to[k] = from[j]
                    j = j + 1
                end
            end
        end
        from, to, width = to, from, 2 * width
    end
    if from ~= list then
        for k = 1, n do list[k] = from[k] end
    end
end
)lua";

namespace {

constexpr int kMaxPrinted = 100;   // lines: a script prints to be looked at, not to keep a log
constexpr size_t kEntryWork = 32;  // bytes that reading one table entry is charged as
constexpr size_t kLoopWork = 256;  // … and beginning a loop over a table, empty or not
constexpr lua_Unsigned kMaxResults = 256;  // of one call: what a call may copy at once

void charge(lua_State* lua, size_t bytes) {
    if (!contextOf(lua).memory.charge(bytes))
        luaL_error(lua, "more work in one call than a controller may do");
}

// Lua's own function, upvalue 1, called with all arguments.
int callOwn(lua_State* lua, int results) {
    lua_pushvalue(lua, lua_upvalueindex(1));
    lua_insert(lua, 1);
    lua_call(lua, lua_gettop(lua) - 1, results);
    return lua_gettop(lua);
}

// How many there are from first to last, both of them.
lua_Unsigned span(lua_Integer first, lua_Integer last) {
    return first > last ? 0
                        : static_cast<lua_Unsigned>(last) - static_cast<lua_Unsigned>(first) + 1;
}

// Argument 1 as a table; of a stand-in, the table behind it.
void openTable(lua_State* lua) {
    luaL_checktype(lua, 1, LUA_TTABLE);
    if (luaL_getmetafield(lua, 1, kBehind) != LUA_TNIL)
        lua_replace(lua, 1);
}

Key orderedKeyAt(lua_State* lua, int index) {
    const Key key = keyAt(lua, index);
    if (key.kind == KeyKind::other)
        luaL_error(lua, "a %s as a key has no order", luaL_typename(lua, index));
    return key;
}

// Upvalues: the table, its keys in order, how many were given.
int nextOrdered(lua_State* lua) {
    lua_Integer at = lua_tointeger(lua, lua_upvalueindex(3));
    for (;;) {
        ++at;
        if (lua_rawgeti(lua, lua_upvalueindex(2), at) == LUA_TNIL)
            return 1;
        lua_pushvalue(lua, -1);
        if (lua_rawget(lua, lua_upvalueindex(1)) != LUA_TNIL)
            break;
        lua_pop(lua, 2);  // removed since the loop began
    }
    lua_pushinteger(lua, at);
    lua_replace(lua, lua_upvalueindex(3));
    return 2;
}

// The argument as text without addresses, on top of the stack.
void pushText(lua_State* lua, int index) {
    switch (lua_type(lua, index)) {
        case LUA_TNIL:
        case LUA_TBOOLEAN:
        case LUA_TSTRING:
            luaL_tolstring(lua, index, nullptr);
            break;
        case LUA_TNUMBER:
            if (std::isnan(lua_tonumber(lua, index)))
                lua_pushstring(lua, "nan");  // its sign differs between processors
            else
                luaL_tolstring(lua, index, nullptr);
            break;
        default:
            lua_pushstring(lua, luaL_typename(lua, index));
            break;
    }
}

}  // namespace

int orderedPairs(lua_State* lua) {
    openTable(lua);
    lua_settop(lua, 1);
    charge(lua, kLoopWork + lua_rawlen(lua, 1) * kEntryWork);
    size_t count = 0;
    for (lua_pushnil(lua); lua_next(lua, 1) != 0; lua_pop(lua, 1))
        ++count;

    // Keys as plain data in a block that Lua owns, and the keys themselves beside them.
    auto* keys = static_cast<Key*>(lua_newuserdatauv(lua, count * sizeof(Key), 0));
    lua_createtable(lua, static_cast<int>(count), 0);
    size_t filled = 0;
    for (lua_pushnil(lua); lua_next(lua, 1) != 0; lua_pop(lua, 1)) {
        Key key = orderedKeyAt(lua, -2);
        key.at = static_cast<int>(filled) + 1;
        keys[filled++] = key;
        lua_pushvalue(lua, -2);
        lua_rawseti(lua, 3, key.at);
    }
    std::sort(keys, keys + count, before);

    lua_pushvalue(lua, 1);
    lua_createtable(lua, static_cast<int>(count), 0);
    for (size_t i = 0; i < count; ++i) {
        lua_rawgeti(lua, 3, keys[i].at);
        lua_rawseti(lua, -2, static_cast<lua_Integer>(i) + 1);
    }
    lua_pushinteger(lua, 0);
    lua_pushcclosure(lua, nextOrdered, 3);
    return 1;
}

int orderedNext(lua_State* lua) {
    openTable(lua);
    lua_settop(lua, 2);
    const bool first = lua_isnil(lua, 2);
    const Key from = first ? Key{} : orderedKeyAt(lua, 2);
    Key best;
    size_t count = 0;

    // The smallest key beyond; the best so far stands at 3.
    lua_pushnil(lua);
    for (lua_pushnil(lua); lua_next(lua, 1) != 0; lua_pop(lua, 1)) {
        ++count;
        const Key key = orderedKeyAt(lua, -2);
        if ((!first && !before(from, key)) || (best.kind != KeyKind::other && !before(key, best)))
            continue;
        best = key;
        lua_pushvalue(lua, -2);
        lua_replace(lua, 3);
    }
    charge(lua, kLoopWork + count * kEntryWork);
    if (best.kind == KeyKind::other)
        return 1;  // the nil at 3
    lua_pushvalue(lua, 3);
    lua_rawget(lua, 1);
    return 2;
}

int plainToString(lua_State* lua) {
    luaL_checkany(lua, 1);
    pushText(lua, 1);
    return 1;
}

int print(lua_State* lua) {
    SandboxContext& context = contextOf(lua);
    if (context.printed >= kMaxPrinted)
        return 0;
    ++context.printed;

    const int count = lua_gettop(lua);
    luaL_Buffer line;
    luaL_buffinit(lua, &line);
    luaL_addstring(&line, "controller: ");
    for (int i = 1; i <= count; ++i) {
        if (i > 1)
            luaL_addchar(&line, ' ');
        pushText(lua, i);
        luaL_addvalue(&line);
    }
    luaL_pushresult(&line);
    size_t size = 0;
    const char* text = lua_tolstring(lua, -1, &size);
    log::info({text, size});
    if (context.printed == kMaxPrinted)
        log::info("controller: prints no more");
    return 0;
}

int plainFind(lua_State* lua) {
    size_t size = 0;
    size_t whatSize = 0;
    const char* text = luaL_checklstring(lua, 1, &size);
    const char* what = luaL_checklstring(lua, 2, &whatSize);
    lua_Integer from = luaL_optinteger(lua, 3, 1);
    if (from < 0)
        from = std::max<lua_Integer>(from + static_cast<lua_Integer>(size) + 1, 1);
    if (from == 0)
        from = 1;
    if (from > static_cast<lua_Integer>(size) + 1) {
        lua_pushnil(lua);
        return 1;
    }
    charge(lua, size);

    const auto skip = static_cast<size_t>(from - 1);
    const void* found = memmem(text + skip, size - skip, what, whatSize);
    if (found == nullptr) {
        lua_pushnil(lua);
        return 1;
    }
    const auto at = static_cast<const char*>(found) - text;
    lua_pushinteger(lua, at + 1);
    lua_pushinteger(lua, at + static_cast<lua_Integer>(whatSize));
    return 2;
}

// Lua's own loops `count` times over nothing where text and separator are empty.
int boundedRepeat(lua_State* lua) {
    size_t size = 0;
    size_t separatorSize = 0;
    luaL_checklstring(lua, 1, &size);
    luaL_checkinteger(lua, 2);
    luaL_optlstring(lua, 3, "", &separatorSize);
    lua_settop(lua, 3);
    if (size == 0 && separatorSize == 0) {
        lua_pushstring(lua, "");
        return 1;
    }
    return callOwn(lua, 1);
}

int boundedFormat(lua_State* lua) {
    size_t size = 0;
    const char* format = luaL_checklstring(lua, 1, &size);
    for (size_t i = 0; i + 1 < size; ++i) {
        if (format[i] != '%')
            continue;
        ++i;
        while (i < size && std::strchr("-+ #0123456789.", format[i]) != nullptr && format[i] != 0)
            ++i;
        if (i < size && format[i] == 'p')
            return luaL_error(lua, "string.format: %%p shows an address");
    }

    // Nothing that prints differently elsewhere.
    const int count = lua_gettop(lua);
    for (int i = 2; i <= count; ++i) {
        const int type = lua_type(lua, i);
        if (type == LUA_TNUMBER && std::isnan(lua_tonumber(lua, i)))
            lua_pushnumber(lua, std::numeric_limits<lua_Number>::quiet_NaN());
        else if (type == LUA_TTABLE || type == LUA_TFUNCTION || type == LUA_TUSERDATA)
            lua_pushstring(lua, luaL_typename(lua, i));
        else
            continue;
        lua_replace(lua, i);
    }
    return callOwn(lua, 1);
}

int boundedConcat(lua_State* lua) {
    luaL_checktype(lua, 1, LUA_TTABLE);
    const lua_Integer first = luaL_optinteger(lua, 3, 1);
    const lua_Integer last =
        luaL_opt(lua, luaL_checkinteger, 4, static_cast<lua_Integer>(lua_rawlen(lua, 1)));
    const lua_Unsigned count = span(first, last);
    if (count > BoundedMemory::kPerCall / kEntryWork)
        return luaL_error(lua, "table.concat: too many values");
    charge(lua, static_cast<size_t>(count) * kEntryWork);
    return callOwn(lua, 1);
}

int boundedUnpack(lua_State* lua) {
    const lua_Integer first = luaL_optinteger(lua, 2, 1);
    const lua_Integer last =
        luaL_opt(lua, luaL_checkinteger, 3, static_cast<lua_Integer>(lua_rawlen(lua, 1)));
    const lua_Unsigned count = span(first, last);
    if (count > kMaxResults)
        return luaL_error(lua, "table.unpack: more than 256 values");
    charge(lua, static_cast<size_t>(count) * kEntryWork);
    return callOwn(lua, LUA_MULTRET);
}

int boundedByte(lua_State* lua) {
    size_t size = 0;
    luaL_checklstring(lua, 1, &size);
    const auto length = static_cast<lua_Integer>(size);
    const auto place = [length](lua_Integer at) { return at < 0 ? at + length + 1 : at; };
    const lua_Integer first = luaL_optinteger(lua, 2, 1);
    const lua_Integer last = luaL_optinteger(lua, 3, first);
    const lua_Integer from = std::max<lua_Integer>(place(first), 1);
    if (span(from, std::min(place(last), length)) > kMaxResults)
        return luaL_error(lua, "string.byte: more than 256 values");
    charge(lua, kLoopWork);
    return callOwn(lua, LUA_MULTRET);
}

int boundedToNumber(lua_State* lua) {
    if (lua_type(lua, 1) == LUA_TSTRING)
        charge(lua, lua_rawlen(lua, 1));
    return callOwn(lua, 1);
}

}  // namespace gemba::control
