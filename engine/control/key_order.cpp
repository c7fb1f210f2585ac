#include "engine/control/key_order.h"

#include <algorithm>
#include <cstring>

namespace gemba::control {

Key keyAt(lua_State* lua, int index) {
    Key key;
    switch (lua_type(lua, index)) {
        case LUA_TNUMBER:
            key.kind = KeyKind::number;
            key.isInteger = lua_isinteger(lua, index) != 0;
            key.integer = key.isInteger ? lua_tointeger(lua, index) : 0;
            key.real = lua_tonumber(lua, index);
            break;
        case LUA_TSTRING:
            key.kind = KeyKind::text;
            key.text = lua_tolstring(lua, index, &key.size);
            break;
        case LUA_TBOOLEAN:
            key.kind = KeyKind::boolean;
            key.integer = lua_toboolean(lua, index);
            break;
        default:
            break;
    }
    return key;
}

bool before(const Key& a, const Key& b) {
    if (a.kind != b.kind)
        return a.kind < b.kind;
    if (a.kind == KeyKind::text) {
        const int order = std::memcmp(a.text, b.text, std::min(a.size, b.size));
        return order != 0 ? order < 0 : a.size < b.size;
    }
    // Lua keeps whole floats as integers, so an integer never equals a float key; where it looks
    // so, rounding to 2^63 made it.
    if (a.kind == KeyKind::number && a.isInteger != b.isInteger && a.real == b.real)
        return a.isInteger;
    if (a.kind == KeyKind::number && !(a.isInteger && b.isInteger))
        return a.real < b.real;
    return a.integer < b.integer;
}

}  // namespace gemba::control
