#include "engine/control/controller.h"

#include <algorithm>
#include <cmath>

#include "engine/control/script.h"
#include "engine/core/log.h"

namespace gemba::control {
namespace {

/// Calls the script at ticks that are multiples of its period and writes what it sets to the
/// controller's layer of the property table.
class ControllerSystem final : public Stateful<ControllerSystem, sim::System> {
 public:
    [[nodiscard]] static Result<std::unique_ptr<sim::System>> make(const twin::Twin& twin,
                                                                   bool changed);

    [[nodiscard]] std::string_view name() const override { return "controller"; }
    void step(sim::World& world) override;
    void rebuild(sim::World& world) override;
    void branch(sim::World& world) override;
    void takeOver(const sim::System& before, const sim::KeptThings& kept) override;

    template <class A>
    void visitState(A& archive) {
        archive(m_state, m_stopped);
    }

 private:
    [[nodiscard]] Result<void> loadScript(const twin::Twin& twin);
    void listPorts(const twin::Twin& twin, std::vector<Port>& inputs, std::vector<Port>& outputs);
    void passMotions(sim::World& world) const;
    void stop(sim::World& world, const Error& error);

    Tick m_period = 1;  // ticks
    std::string m_source;
    std::unique_ptr<Script> m_script;
    std::vector<uint32_t> m_inputs;   // property of each input, but time and period at the end
    std::vector<uint32_t> m_outputs;  // property of each output
    std::vector<double> m_values;
    std::vector<Setting> m_settings;

    bool m_spoiled = false;         // the script failed: it is loaded anew before it runs again
    bool m_changed = false;         // the states that it loads are another script's
    std::vector<uint64_t> m_first;  // what init() gave; only where it is changed

    std::vector<uint64_t> m_state;  // the script's own, as of its last call
    bool m_stopped = false;
};

Result<std::unique_ptr<sim::System>> ControllerSystem::make(const twin::Twin& twin, bool changed) {
    const twin::Controller& controller = *twin.controller;
    auto system = std::make_unique<ControllerSystem>();
    system->m_period =
        std::max<Tick>(std::llround(controller.period * static_cast<double>(twin.world.stepHz)), 1);
    system->m_state.reserve(PlainState::kMaxWords + 64);
    system->m_changed = changed;
    auto loaded = system->loadScript(twin);
    if (loaded)
        loaded = system->m_script->encode(system->m_state);
    if (loaded && changed)
        system->m_first = system->m_state;
    if (loaded)
        return system;
    // The message names the script as its user opened it.
    Error error = std::move(loaded.error());
    const std::string file = controller.script.filename().string();
    if (error.on.starts_with(file))
        error.on.replace(0, file.size(), controller.script.string());
    error.doing = "load the controller";
    return fail(std::move(error));
}

Result<void> ControllerSystem::loadScript(const twin::Twin& twin) {
    std::vector<Port> inputs;
    std::vector<Port> outputs;
    listPorts(twin, inputs, outputs);
    m_values.resize(inputs.size());
    m_settings.reserve(outputs.size());
    std::vector<MotionCalls::Robot> robots;
    for (uint32_t d = 0; d < twin.devices.size(); ++d) {
        if (twin.devices[d].is("robot"))
            robots.push_back({twin.devices[d].id, d});
    }
    auto script = Script::load(twin.controller->source, twin.controller->script.filename().string(),
                               std::move(inputs), std::move(outputs), std::move(robots));
    if (!script)
        return tl::unexpected(std::move(script.error()));
    m_script = std::move(*script);
    m_source = twin.controller->source;
    m_spoiled = false;
    return {};
}

void ControllerSystem::listPorts(const twin::Twin& twin, std::vector<Port>& inputs,
                                 std::vector<Port>& outputs) {
    m_inputs.clear();
    m_outputs.clear();
    for (uint32_t d = 0; d < twin.devices.size(); ++d) {
        const auto& properties = twin.devices[d].info().properties;
        for (uint32_t p = 0; p < properties.size(); ++p) {
            const twin::PropertyRef ref{d, p};
            const Port port{twin.propertyName(ref), properties[p].type};
            if (properties[p].direction == twin::Direction::output) {
                inputs.push_back(port);
                m_inputs.push_back(twin.propertyIndex(ref));
            } else if (properties[p].direction == twin::Direction::input) {
                outputs.push_back(port);
                m_outputs.push_back(twin.propertyIndex(ref));
            }
        }
    }
    inputs.push_back({"time", ValueType::real});
    inputs.push_back({"period", ValueType::real});
}

void ControllerSystem::step(sim::World& world) {
    if (m_stopped || world.tick % m_period != 0)
        return;
    const size_t properties = m_inputs.size();
    for (size_t i = 0; i < properties; ++i)
        m_values[i] = world.properties.value[m_inputs[i]];
    m_values[properties] = static_cast<double>(world.tick) * world.h;
    m_values[properties + 1] = static_cast<double>(m_period) * world.h;

    if (const auto ran = m_script->step(m_values, m_settings, m_state); !ran) {
        stop(world, ran.error());
        return;
    }
    for (const Setting& setting : m_settings) {
        const uint32_t property = m_outputs[setting.output];
        world.properties.controller[property] = setting.value;
        world.properties.hasController[property] = 1;
    }
    passMotions(world);
}

// Robots take them in this very tick.
void ControllerSystem::passMotions(sim::World& world) const {
    const MotionCalls& calls = m_script->motions();
    const auto first = static_cast<uint32_t>(world.motions.size());
    for (sim::MotionRequest request : calls.requests) {
        request.first += first;
        world.motionRequests.push_back(request);
    }
    world.motions.insert(world.motions.end(), calls.motions.begin(), calls.motions.end());
}

void ControllerSystem::rebuild(sim::World& world) {
    if (m_stopped)
        return;
    Result<void> ready;
    if (m_spoiled)
        ready = loadScript(*world.twin);
    if (ready)
        ready = m_script->decode(m_state);
    if (!ready)
        stop(world, ready.error());
}

// The program is changed as it runs: it keeps what it knows and lacks nothing that it begins with.
void ControllerSystem::branch(sim::World& world) {
    if (!m_changed)
        return;
    Result<void> ready;
    if (m_stopped) {
        m_stopped = world.controllerStopped = false;
        m_state = m_first;
        ready = m_script->decode(m_state);
    } else {
        ready = m_script->addToState(m_first);
        if (ready)
            ready = m_script->encode(m_state);
    }
    if (!ready)
        stop(world, ready.error());
}

// Likewise. What it cannot take, because the other was stopped or is too large, it does without.
void ControllerSystem::takeOver(const sim::System& before, const sim::KeptThings&) {
    const auto* const theirs = dynamic_cast<const ControllerSystem*>(&before);
    if (theirs == nullptr || theirs->m_stopped)
        return;
    if (theirs->m_source == m_source) {
        m_state = theirs->m_state;
        return;
    }
    const std::vector<uint64_t> first = m_state;
    if (m_script->decode(theirs->m_state) && m_script->addToState(first) &&
        m_script->encode(m_state))
        return;
    m_state = first;
}

// What it set so far holds. Its state is no longer of use, and may be half written.
void ControllerSystem::stop(sim::World& world, const Error& error) {
    m_stopped = m_spoiled = true;
    m_state.clear();
    world.events.push_back({.type = sim::EventType::controllerStopped});
    world.controllerStopped = true;
    log::warn("the controller is stopped: " + error.message());
}

}  // namespace

Result<std::unique_ptr<sim::System>> makeController(const twin::Twin& twin, bool changed) {
    if (!twin.controller)
        return nullptr;
    return ControllerSystem::make(twin, changed);
}

}  // namespace gemba::control
