#pragma once

#include <lua.hpp>

/// The sandbox's own versions of Lua's functions, for what Lua leaves open (order, addresses,
/// pivots by the clock) or unbounded. All raise Lua errors, so none keeps an object with a
/// destructor.
namespace gemba::control {

int orderedPairs(lua_State* lua);
int orderedNext(lua_State* lua);  ///< next(table [, key]): the following key in order
int plainToString(lua_State* lua);
int print(lua_State* lua);            ///< to the log, 100 lines in all
int plainFind(lua_State* lua);        ///< string.find(text, what [, from]): no patterns
int boundedRepeat(lua_State* lua);    ///< upvalue 1: Lua's own string.rep
int boundedFormat(lua_State* lua);    ///< upvalue 1: Lua's own string.format
int boundedConcat(lua_State* lua);    ///< upvalue 1: Lua's own table.concat
int boundedUnpack(lua_State* lua);    ///< upvalue 1: Lua's own table.unpack; 256 values at most
int boundedByte(lua_State* lua);      ///< upvalue 1: Lua's own string.byte; 256 values at most
int boundedToNumber(lua_State* lua);  ///< upvalue 1: Lua's own tonumber

/// table.insert, remove and sort (stable), in Lua, so that the instruction limit sees their loops.
/// A chunk called with the table to fill, error and select.
extern const char* const kTableLibrary;

/// Field of a stand-in's metatable that holds the table behind it.
constexpr const char* kBehind = "behind";

}  // namespace gemba::control
