#include "engine/control/script.h"

#include <fmt/format.h>
#include <locale.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <string_view>

namespace gemba::control {
namespace {

// Places in the registry, beyond Lua's own.
enum Place : lua_Integer {
    kGlobals = 16,
    kEnvironment,
    kStep,
    kState,
    kInputNames,   // 1, 2, 3 … -> name
    kInputValues,  // name -> value
    kInputs,       // what the script sees of them
    kOutputPorts,  // name -> index
};

void push(lua_State* lua, Place place) {
    lua_rawgeti(lua, LUA_REGISTRYINDEX, place);
}

void pop(lua_State* lua, Place place) {
    lua_rawseti(lua, LUA_REGISTRYINDEX, place);
}

/// Numbers are read and printed and texts compared as in "C", whatever the desktop's language is.
class PlainLocale {
 public:
    PlainLocale() : m_before(uselocale(plain())) {}
    ~PlainLocale() { uselocale(m_before); }
    PlainLocale(const PlainLocale&) = delete;
    PlainLocale& operator=(const PlainLocale&) = delete;

 private:
    static locale_t plain() {
        static const locale_t made = newlocale(LC_ALL_MASK, "C", nullptr);
        return made;
    }
    locale_t m_before;
};

constexpr int kLookEvery = 1000;  // instructions

// The last line, behind the counts of instructions and memory: what they let through must not hold
// the simulation for long. A thousand times what a call of a real controller takes.
constexpr auto kLongestCall = std::chrono::seconds(10);

// Raised with the line that was running.
void watchCall(lua_State* lua, lua_Debug* about) {
    SandboxContext& context = contextOf(lua);
    context.instructionsLeft -= kLookEvery;
    const bool late = std::chrono::steady_clock::now() > context.deadline;
    if (context.instructionsLeft > 0 && !late)
        return;
    lua_getinfo(lua, "Sl", about);
    lua_pushfstring(lua, "%s:%d: more %s than a call may take", about->short_src,
                    about->currentline, late ? "time" : "instructions");
    lua_error(lua);
}

// An error raised within a library's function gets the line of the script that called it.
int addLine(lua_State* lua) {
    const char* name = contextOf(lua).name;
    const char* text = lua_tostring(lua, 1);
    if (lua_type(lua, 1) != LUA_TSTRING || std::strncmp(text, name, std::strlen(name)) == 0)
        return 1;
    lua_Debug about{};
    for (int level = 0; lua_getstack(lua, level, &about) != 0; ++level) {
        lua_getinfo(lua, "Sl", &about);
        if (about.currentline > 0 && std::strcmp(about.short_src, name) == 0) {
            lua_pushfstring(lua, "%s:%d: %s", name, about.currentline, text);
            return 1;
        }
    }
    return 1;
}

int unknownInput(lua_State* lua) {
    const char* name =
        lua_type(lua, 2) == LUA_TSTRING ? lua_tostring(lua, 2) : luaL_typename(lua, 2);
    return luaL_error(lua, "no input is named '%s'", name);
}

void pushNumber(lua_State* lua, ValueType type, double value) {
    if (type == ValueType::boolean)
        lua_pushboolean(lua, value != 0.0);
    else if (type == ValueType::integer)
        lua_pushinteger(lua, std::llround(value));
    else
        lua_pushnumber(lua, value);
}

const char* describe(ValueType type) {
    if (type == ValueType::boolean)
        return "true or false";
    return type == ValueType::integer ? "a whole number" : "a finite number";
}

// What stands on top, for a message.
std::string shown(lua_State* lua) {
    switch (lua_type(lua, -1)) {
        case LUA_TBOOLEAN:
            return lua_toboolean(lua, -1) != 0 ? "true" : "false";
        case LUA_TNUMBER:
            return fmt::format("{}", lua_tonumber(lua, -1));
        case LUA_TSTRING:
            return "a text";
        default:
            return std::string("a ") + luaL_typename(lua, -1);
    }
}

}  // namespace

Script::Script(std::string name, std::vector<Port> inputs, std::vector<Port> outputs,
               std::vector<MotionCalls::Robot> robots)
    : m_name(std::move(name)),
      m_inputs(std::move(inputs)),
      m_outputs(std::move(outputs)),
      m_shown(m_inputs.size(), std::numeric_limits<double>::quiet_NaN()),
      m_lua(lua_newstate(BoundedMemory::allocate, &m_context.memory)) {
    m_motions.robots = std::move(robots);
    m_motions.reserve();
    m_context.motions = &m_motions;
}

Script::~Script() = default;

Result<std::unique_ptr<Script>> Script::load(const std::string& source, const std::string& name,
                                             std::vector<Port> inputs, std::vector<Port> outputs,
                                             std::vector<MotionCalls::Robot> robots) {
    const PlainLocale locale;
    auto script =
        std::make_unique<Script>(name, std::move(inputs), std::move(outputs), std::move(robots));
    if (script->m_lua == nullptr)
        return fail(script->errorOf("no memory"));
    SandboxContext* context = &script->m_context;
    std::memcpy(lua_getextraspace(script->m_lua.get()), &context, sizeof context);
    context->name = script->m_name.c_str();
    context->memory.watch(script->m_lua.get());
    if (auto started = script->start(source); !started)
        return tl::unexpected(std::move(started.error()));
    return script;
}

// Runs `body`, a plain function of the Lua state that leaves its result on top, protected and
// within limits. The body keeps nothing with a destructor: a Lua error jumps over it.
template <class Body>
Result<void> Script::guarded(int instructions, Body body) {
    lua_State* lua = m_lua.get();
    m_context.memory.beginCall();
    m_context.instructionsLeft = instructions;
    m_context.deadline = std::chrono::steady_clock::now() + kLongestCall;
    lua_sethook(lua, watchCall, LUA_MASKCOUNT, kLookEvery);
    lua_settop(lua, 0);
    lua_pushcfunction(lua, addLine);
    lua_pushcfunction(lua, [](lua_State* inner) {
        auto& run = *static_cast<Body*>(lua_touserdata(inner, 1));
        run(inner);
        return 1;
    });
    lua_pushlightuserdata(lua, &body);
    const int status = lua_pcall(lua, 1, 1, 1);
    lua_sethook(lua, nullptr, 0, 0);
    if (status == LUA_OK)
        return {};
    Error error = errorOnTop(status);
    lua_settop(lua, 0);
    return fail(std::move(error));
}

Error Script::errorOnTop(int status) const {
    lua_State* lua = m_lua.get();
    const char* text = lua_type(lua, -1) == LUA_TSTRING ? lua_tostring(lua, -1) : nullptr;
    // Lua's string buffers raise the same words as a plain error.
    const bool noMemory = text != nullptr && std::strstr(text, "not enough memory") != nullptr;
    if (status == LUA_ERRMEM || noMemory) {
        const char* reason = m_context.memory.refusal();
        const int line = m_context.memory.refusedLine();
        return errorOf(fmt::format("{}:{}: {}", m_name, line, reason ? reason : "no memory"));
    }
    if (text == nullptr)
        return errorOf(std::string("an error that is a ") + luaL_typename(lua, -1));
    return errorOf(text);
}

// Lua's messages begin "line.lua:12: ".
Error Script::errorOf(std::string what) const {
    Error error{.doing = "run the controller", .on = m_name, .found = std::move(what)};
    const std::string prefix = m_name + ":";
    if (error.found.starts_with(prefix)) {
        const size_t end = error.found.find(": ", prefix.size());
        if (end != std::string::npos) {
            error.on = error.found.substr(0, end);
            error.found.erase(0, end + 2);
        }
    }
    return error;
}

Result<void> Script::start(const std::string& source) {
    lua_State* lua = m_lua.get();
    const std::string chunk = "=" + m_name;

    // The sandbox, then the script's own text in it, then init().
    auto opened = guarded(kLoadInstructions, [this](lua_State* inner) {
        openSandbox(inner);
        pop(inner, kGlobals);
        pop(inner, kEnvironment);
        makePorts(inner);
        lua_pushnil(inner);
    });
    if (!opened)
        return opened;
    lua_settop(lua, 0);
    auto ran = guarded(kLoadInstructions, [&source, &chunk](lua_State* inner) {
        if (luaL_loadbufferx(inner, source.data(), source.size(), chunk.c_str(), "t") != LUA_OK)
            lua_error(inner);
        push(inner, kEnvironment);
        lua_setupvalue(inner, -2, 1);
        lua_call(inner, 0, 0);

        push(inner, kGlobals);
        if (lua_getfield(inner, -1, "step") != LUA_TFUNCTION)
            luaL_error(inner, "no function step(inputs, state)");
        pop(inner, kStep);
        contextOf(inner).loading = false;
        if (lua_getfield(inner, -1, "init") == LUA_TFUNCTION)
            lua_call(inner, 0, 1);
        const MotionCalls* const motions = contextOf(inner).motions;
        if (motions != nullptr && !motions->requests.empty())
            luaL_error(inner, "init(): robots move in step() alone");
        if (lua_isnil(inner, -1))
            lua_newtable(inner);
        if (!lua_istable(inner, -1))
            luaL_error(inner, "init() returned a %s, not the state's table",
                       luaL_typename(inner, -1));
        pop(inner, kState);
        push(inner, kGlobals);
    });
    if (!ran)
        return ran;

    // What may not change from here on.
    m_fingerprint = m_constants.fingerprint(lua);
    lua_settop(lua, 0);
    if (m_constants.tooMany())
        return fail(errorOf("more than 10,000 values in variables of the script"));
    return {};
}

void Script::makePorts(lua_State* lua) const {
    lua_createtable(lua, static_cast<int>(m_inputs.size()), 0);
    lua_createtable(lua, 0, static_cast<int>(m_inputs.size()));
    for (size_t i = 0; i < m_inputs.size(); ++i) {
        lua_pushlstring(lua, m_inputs[i].name.data(), m_inputs[i].name.size());
        lua_pushvalue(lua, -1);
        lua_rawseti(lua, -4, static_cast<lua_Integer>(i) + 1);
        pushNumber(lua, m_inputs[i].type, 0.0);
        lua_rawset(lua, -3);
    }

    // Before it a stand-in that cannot be written, behind it an error for names that are not there.
    lua_newtable(lua);
    lua_pushcfunction(lua, unknownInput);
    lua_setfield(lua, -2, "__index");
    lua_setmetatable(lua, -2);
    lua_pushvalue(lua, -1);
    pop(lua, kInputValues);
    freeze(lua, "inputs come from the plant");
    pop(lua, kInputs);
    pop(lua, kInputNames);

    lua_createtable(lua, 0, static_cast<int>(m_outputs.size()));
    for (size_t i = 0; i < m_outputs.size(); ++i) {
        lua_pushlstring(lua, m_outputs[i].name.data(), m_outputs[i].name.size());
        lua_pushinteger(lua, static_cast<lua_Integer>(i));
        lua_rawset(lua, -3);
    }
    pop(lua, kOutputPorts);
}

// Only what changed; the table has all names already, so this takes no memory.
void Script::setInputs(lua_State* lua, std::span<const double> inputs) {
    push(lua, kInputNames);
    push(lua, kInputValues);
    for (size_t i = 0; i < m_inputs.size(); ++i) {
        if (std::bit_cast<uint64_t>(m_shown[i]) == std::bit_cast<uint64_t>(inputs[i]))
            continue;
        m_shown[i] = inputs[i];
        lua_rawgeti(lua, -2, static_cast<lua_Integer>(i) + 1);
        pushNumber(lua, m_inputs[i].type, inputs[i]);
        lua_rawset(lua, -3);
    }
    lua_pop(lua, 2);
}

Result<void> Script::step(std::span<const double> inputs, std::vector<Setting>& settings,
                          std::vector<uint64_t>& state) {
    const PlainLocale locale;
    m_motions.clear();
    auto ran = guarded(kStepInstructions, [this, inputs](lua_State* lua) {
        setInputs(lua, inputs);
        push(lua, kStep);
        push(lua, kInputs);
        push(lua, kState);
        lua_call(lua, 2, 1);
    });
    if (!ran)
        return ran;

    auto taken = takeOutputs(settings);
    lua_settop(m_lua.get(), 0);
    if (!taken)
        return taken;
    if (auto unchanged = checkConstants(); !unchanged)
        return unchanged;
    return encode(state);
}

Result<void> Script::checkConstants() {
    push(m_lua.get(), kGlobals);
    const uint64_t now = m_constants.fingerprint(m_lua.get());
    lua_settop(m_lua.get(), 0);
    if (now == m_fingerprint && !m_constants.tooMany())
        return {};
    Error error = errorOf("a variable or table of the script itself changed in step()");
    error.expected = "what must persist in state";
    return fail(std::move(error));
}

// Of several wrong ones the first by name is told, so that the message is the same each time.
Result<void> Script::takeOutputs(std::vector<Setting>& settings) const {
    lua_State* lua = m_lua.get();
    settings.clear();
    if (lua_isnil(lua, -1))
        return {};
    if (!lua_istable(lua, -1))
        return fail(errorOf("step() returned " + shown(lua) + ", not a table of outputs"));

    const int table = lua_gettop(lua);
    push(lua, kOutputPorts);
    std::string wrong;
    Error error;
    for (lua_pushnil(lua); lua_next(lua, table) != 0; lua_pop(lua, 1)) {
        const bool named = lua_type(lua, -2) == LUA_TSTRING;
        const std::string_view name = named ? lua_tostring(lua, -2) : "a key that is no text";
        lua_pushvalue(lua, -2);
        lua_rawget(lua, table + 1);
        const bool known = named && lua_isnumber(lua, -1) != 0;
        const auto index = known ? static_cast<uint32_t>(lua_tointeger(lua, -1)) : 0;
        lua_pop(lua, 1);

        double value = 0.0;
        if (known && takeOutput(m_outputs[index], value)) {
            settings.push_back({index, value});
            continue;
        }
        if (!wrong.empty() && wrong <= name)
            continue;
        wrong = name;
        error = errorOf(fmt::format("output {} = {}", name, shown(lua)));
        error.expected = known ? describe(m_outputs[index].type) : "an input property of a device";
    }
    if (!wrong.empty())
        return fail(std::move(error));
    std::sort(settings.begin(), settings.end(),
              [](const Setting& a, const Setting& b) { return a.output < b.output; });
    return {};
}

bool Script::takeOutput(const Port& port, double& value) const {
    lua_State* lua = m_lua.get();
    if (port.type == ValueType::boolean) {
        value = lua_toboolean(lua, -1);
        return lua_isboolean(lua, -1);
    }
    if (lua_type(lua, -1) != LUA_TNUMBER)
        return false;
    value = lua_tonumber(lua, -1);
    return std::isfinite(value) && (port.type == ValueType::real || value == std::floor(value));
}

Result<void> Script::encode(std::vector<uint64_t>& state) {
    push(m_lua.get(), kState);
    const auto problem = m_plain.encode(m_lua.get(), state);
    lua_settop(m_lua.get(), 0);
    if (problem)
        return fail(errorOf(*problem));
    return {};
}

Result<void> Script::decode(std::span<const uint64_t> state) {
    const PlainLocale locale;
    auto made = guarded(kLoadInstructions, [state](lua_State* lua) {
        PlainState::decode(lua, state);
        pop(lua, kState);
        lua_pushnil(lua);
    });
    lua_settop(m_lua.get(), 0);
    return made;
}

Result<void> Script::addToState(std::span<const uint64_t> other) {
    const PlainLocale locale;
    auto added = guarded(kLoadInstructions, [other](lua_State* lua) {
        push(lua, kState);
        const int own = lua_gettop(lua);
        PlainState::decode(lua, other);
        for (lua_pushnil(lua); lua_next(lua, own + 1) != 0; lua_pop(lua, 1)) {
            lua_pushvalue(lua, -2);
            const bool has = lua_rawget(lua, own) != LUA_TNIL;
            lua_pop(lua, 1);
            if (has)
                continue;
            lua_pushvalue(lua, -2);
            lua_pushvalue(lua, -2);
            lua_rawset(lua, own);
        }
    });
    lua_settop(m_lua.get(), 0);
    return added;
}

}  // namespace gemba::control
