#include "engine/control/sandbox.h"

#include <cstring>
#include <span>

#include "engine/control/library.h"

namespace gemba::control {
namespace {

// What is taken from Lua as it is: nothing that reads clocks, files, addresses or other functions'
// insides, nothing that catches errors, nothing that loops beyond the instruction count.
constexpr const char* kBase[] = {"assert", "error", "ipairs", "select", "type"};
constexpr const char* kMath[] = {"abs", "acos",       "asin", "atan", "ceil", "cos", "deg",
                                 "exp", "floor",      "fmod", "huge", "log",  "max", "maxinteger",
                                 "min", "mininteger", "modf", "pi",   "rad",  "sin", "sqrt",
                                 "tan", "tointeger",  "type", "ult"};
constexpr const char* kString[] = {"char", "len", "lower", "reverse", "sub", "upper"};

// Copies fields of the table on top into the one below it.
void copyFields(lua_State* lua, std::span<const char* const> names) {
    for (const char* name : names) {
        lua_getfield(lua, -1, name);
        lua_setfield(lua, -3, name);
    }
}

// Puts `function`, with the library's own as its upvalue, into the table below the library.
void wrapField(lua_State* lua, const char* name, lua_CFunction function) {
    lua_getfield(lua, -1, name);
    lua_pushcclosure(lua, function, 1);
    lua_setfield(lua, -3, name);
}

void setFunction(lua_State* lua, const char* name, lua_CFunction function) {
    lua_pushcfunction(lua, function);
    lua_setfield(lua, -2, name);
}

// Pushes an empty table and the library itself.
void beginLibrary(lua_State* lua, const char* name, lua_CFunction open) {
    lua_newtable(lua);
    luaL_requiref(lua, name, open, 0);
}

// Upvalue 1: what to say.
int refuseWrite(lua_State* lua) {
    const char* key = lua_type(lua, 2) == LUA_TSTRING ? lua_tostring(lua, 2) : "this";
    return luaL_error(lua, "%s cannot be set: %s", key, lua_tostring(lua, lua_upvalueindex(1)));
}

void addString(lua_State* lua) {
    beginLibrary(lua, "string", luaopen_string);
    copyFields(lua, kString);
    wrapField(lua, "byte", boundedByte);
    wrapField(lua, "rep", boundedRepeat);
    wrapField(lua, "format", boundedFormat);
    lua_pop(lua, 1);
    setFunction(lua, "find", plainFind);

    // Methods of strings, and nothing else: "10" + 1 is an error.
    lua_pushstring(lua, "");
    lua_newtable(lua);
    lua_pushvalue(lua, -3);
    lua_setfield(lua, -2, "__index");
    lua_setmetatable(lua, -2);
    lua_pop(lua, 1);
    freeze(lua, "the library is fixed");
    lua_setfield(lua, -2, "string");
}

void addTable(lua_State* lua) {
    beginLibrary(lua, "table", luaopen_table);
    wrapField(lua, "concat", boundedConcat);
    wrapField(lua, "unpack", boundedUnpack);
    lua_pop(lua, 1);

    // The rest is written in Lua.
    if (luaL_loadbufferx(lua, kTableLibrary, std::strlen(kTableLibrary), "=table", "t") != LUA_OK)
        lua_error(lua);
    lua_pushvalue(lua, -2);
    lua_getfield(lua, -4, "error");
    lua_getfield(lua, -5, "select");
    lua_call(lua, 3, 0);
    freeze(lua, "the library is fixed");
    lua_setfield(lua, -2, "table");
}

// Upvalue 1: the globals. Definitions while the script loads, nothing afterwards.
int setGlobal(lua_State* lua) {
    if (!contextOf(lua).loading) {
        const char* key = lua_type(lua, 2) == LUA_TSTRING ? lua_tostring(lua, 2) : "?";
        return luaL_error(lua, "global '%s' is set in a step: only what is in state persists", key);
    }
    lua_rawset(lua, lua_upvalueindex(1));
    return 0;
}

}  // namespace

SandboxContext& contextOf(lua_State* lua) {
    SandboxContext* context = nullptr;
    std::memcpy(&context, lua_getextraspace(lua), sizeof context);
    return *context;
}

void freeze(lua_State* lua, const char* message) {
    lua_newtable(lua);
    lua_newtable(lua);
    lua_pushvalue(lua, -3);
    lua_setfield(lua, -2, "__index");
    lua_pushvalue(lua, -3);
    lua_setfield(lua, -2, kBehind);
    lua_pushstring(lua, message);
    lua_pushcclosure(lua, refuseWrite, 1);
    lua_setfield(lua, -2, "__newindex");
    lua_setmetatable(lua, -2);
    lua_remove(lua, -2);
}

void openSandbox(lua_State* lua) {
    // The globals.
    beginLibrary(lua, "_G", luaopen_base);
    copyFields(lua, kBase);
    wrapField(lua, "tonumber", boundedToNumber);
    lua_pop(lua, 1);
    setFunction(lua, "pairs", orderedPairs);
    setFunction(lua, "next", orderedNext);
    setFunction(lua, "tostring", plainToString);
    setFunction(lua, "print", print);
    setFunction(lua, "move", move);
    setFunction(lua, "stop", stop);
    beginLibrary(lua, "math", luaopen_math);
    copyFields(lua, kMath);
    lua_pop(lua, 1);
    freeze(lua, "the library is fixed");
    lua_setfield(lua, -2, "math");
    addString(lua);
    addTable(lua);

    // The environment before them: always empty, so that it sees every write.
    lua_newtable(lua);
    lua_newtable(lua);
    lua_pushvalue(lua, -3);
    lua_setfield(lua, -2, "__index");
    lua_pushvalue(lua, -3);
    lua_pushcclosure(lua, setGlobal, 1);
    lua_setfield(lua, -2, "__newindex");
    lua_setmetatable(lua, -2);
    lua_insert(lua, -2);
}

}  // namespace gemba::control
