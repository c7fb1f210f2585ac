#pragma once

#include <array>
#include <cstdint>
#include <lua.hpp>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/control/constants.h"
#include "engine/control/plain_state.h"
#include "engine/control/sandbox.h"
#include "engine/core/result.h"
#include "engine/core/value.h"

namespace gemba::control {

/// One named value that goes in or out.
struct Port {
    std::string name;
    ValueType type = ValueType::real;  ///< boolean, integer or real
};

/// What a step sets: the number goes to outputs[output].
struct Setting {
    uint32_t output = 0;
    double value = 0.0;  ///< booleans 0 and 1
};

/// A script in its sandbox. One thread at a time. Errors name the script and the line; after one
/// the script is of no use any more: variables of its own may have changed.
class Script {
 public:
    static constexpr int kLoadInstructions = 2'000'000;
    static constexpr int kStepInstructions = 200'000;

    /// An empty one, for load().
    Script(std::string name, std::vector<Port> inputs, std::vector<Port> outputs,
           std::vector<MotionCalls::Robot> robots = {});

    /// Runs the script's text and its init(). `name` is its file's name, for messages.
    [[nodiscard]] static Result<std::unique_ptr<Script>> load(
        const std::string& source, const std::string& name, std::vector<Port> inputs,
        std::vector<Port> outputs, std::vector<MotionCalls::Robot> robots = {});
    ~Script();
    Script(const Script&) = delete;
    Script& operator=(const Script&) = delete;

    /// One call of step(). `inputs` as the ports, `settings` is emptied and filled in the order of
    /// the ports' indices; then `state` is written as encode() gives it.
    [[nodiscard]] Result<void> step(std::span<const double> inputs, std::vector<Setting>& settings,
                                    std::vector<uint64_t>& state);

    /// What the last step() asked of robots.
    [[nodiscard]] const MotionCalls& motions() const { return m_motions; }

    [[nodiscard]] Result<void> encode(std::vector<uint64_t>& state);
    [[nodiscard]] Result<void> decode(std::span<const uint64_t> state);
    /// Of another state, as encode() gave it, the entries for which this one has no key.
    [[nodiscard]] Result<void> addToState(std::span<const uint64_t> other);

 private:
    struct Close {
        void operator()(lua_State* lua) const { lua_close(lua); }
    };

    template <class Body>
    [[nodiscard]] Result<void> guarded(int instructions, Body body);
    [[nodiscard]] Error errorOnTop(int status) const;
    [[nodiscard]] Error errorOf(std::string what) const;
    [[nodiscard]] Result<void> start(const std::string& source);
    [[nodiscard]] Result<void> checkConstants();
    [[nodiscard]] Result<void> takeOutputs(std::vector<Setting>& settings) const;
    [[nodiscard]] bool takeOutput(const Port& port, double& value) const;
    void makePorts(lua_State* lua) const;
    void setInputs(lua_State* lua, std::span<const double> inputs);

    SandboxContext m_context;  // before the Lua state, which uses its memory to the last
    MotionCalls m_motions;
    std::string m_name;
    std::vector<Port> m_inputs;
    std::vector<Port> m_outputs;
    std::vector<double> m_shown;  // values that the inputs' table holds
    std::unique_ptr<lua_State, Close> m_lua;
    PlainState m_plain;
    Constants m_constants;
    uint64_t m_fingerprint = 0;
};

}  // namespace gemba::control
