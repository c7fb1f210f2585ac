#pragma once

#include <gtest/gtest.h>

#include <string_view>
#include <vector>

#include "engine/sim/simulation.h"
#include "physics/physics_system.h"
#include "tests/support/twin_text.h"

namespace gemba::physics {

/// Asks the first robot for motions, as a controller would.
class Asker final : public Stateful<Asker, sim::System> {
 public:
    explicit Asker(std::vector<sim::Motion>& asked) : m_asked(asked) {}
    [[nodiscard]] std::string_view name() const override { return "asker"; }
    void step(sim::World& world) override {
        if (m_asked.empty())
            return;
        uint32_t robot = 0;
        while (!world.twin->devices[robot].is("robot"))
            ++robot;
        world.motionRequests.push_back({.device = robot,
                                        .first = static_cast<uint32_t>(world.motions.size()),
                                        .count = static_cast<uint32_t>(m_asked.size())});
        world.motions.insert(world.motions.end(), m_asked.begin(), m_asked.end());
        m_asked.clear();
    }
    template <class A>
    void visitState(A& archive) {
        archive();
    }

 private:
    std::vector<sim::Motion>& m_asked;
};

/// A simulation of physics alone, from the text of a twin file. What a test sets, stays.
class Scene {
 public:
    /// Every robot of the text is `robot`.
    explicit Scene(std::string_view text, uint64_t seed = 1,
                   const std::shared_ptr<const assets::RobotModel>& robot = nullptr)
        : m_twin(test::twinFromText(text)),
          m_simulation(m_twin, seed, systems(*m_twin, robot, m_asked)) {}

    [[nodiscard]] sim::Simulation& simulation() { return m_simulation; }
    [[nodiscard]] sim::World& world() { return m_simulation.world(); }
    [[nodiscard]] sim::BodyTable& bodies() { return world().bodies; }

    void ticks(int64_t n) {
        for (int64_t i = 0; i < n; ++i) {
            m_simulation.tick({});
            const auto& events = world().events;
            m_events.insert(m_events.end(), events.begin(), events.end());
        }
    }
    /// Motions for the robot's queue, in the next tick.
    void ask(const std::vector<sim::Motion>& motions) { m_asked = motions; }
    void run(double seconds) { ticks(static_cast<int64_t>(seconds / world().h + 0.5)); }

    [[nodiscard]] uint32_t place(std::string_view name) const {
        const auto ref = m_twin->findProperty(name);
        EXPECT_TRUE(ref) << name;
        return m_twin->propertyIndex(ref.value());
    }
    [[nodiscard]] double get(std::string_view name) {
        return world().properties.value[place(name)];
    }
    void set(std::string_view name, double value) { world().properties.value[place(name)] = value; }

    /// Slot of a device's body.
    [[nodiscard]] uint32_t slotOf(std::string_view device) {
        const int32_t index = m_twin->findDevice(device);
        for (uint32_t slot = 0; slot < bodies().capacity(); ++slot) {
            if (bodies().used(slot) && bodies().item[slot] < 0 && bodies().device[slot] == index)
                return slot;
        }
        ADD_FAILURE() << "no body of " << device;
        return 0;
    }
    [[nodiscard]] const Pose& pose(std::string_view device) {
        return bodies().pose[slotOf(device)];
    }
    [[nodiscard]] const Vec3& velocity(std::string_view device) {
        return bodies().velocity[slotOf(device)];
    }
    /// Slots of parts that feeders made, in order of serial.
    [[nodiscard]] std::vector<uint32_t> items() {
        std::vector<uint32_t> out;
        for (uint32_t slot = 0; slot < bodies().capacity(); ++slot) {
            if (bodies().used(slot) && bodies().item[slot] >= 0)
                out.push_back(slot);
        }
        std::sort(out.begin(), out.end(),
                  [&](uint32_t a, uint32_t b) { return bodies().serial[a] < bodies().serial[b]; });
        return out;
    }
    /// Of one type, since the start.
    [[nodiscard]] std::vector<sim::Event> events(sim::EventType type) const {
        std::vector<sim::Event> out;
        for (const sim::Event& event : m_events) {
            if (event.type == type)
                out.push_back(event);
        }
        return out;
    }

 private:
    static sim::Simulation::Systems systems(const twin::Twin& twin,
                                            const std::shared_ptr<const assets::RobotModel>& robot,
                                            std::vector<sim::Motion>& asked) {
        sim::Simulation::Systems out;
        std::vector<std::shared_ptr<const assets::RobotModel>> robots(twin.devices.size(), robot);
        out.push_back(std::make_unique<Asker>(asked));
        out.push_back(makePhysics({}, std::move(robots)));
        return out;
    }

    std::vector<sim::Motion> m_asked;  // before the simulation, which reads it
    std::shared_ptr<const twin::Twin> m_twin;
    sim::Simulation m_simulation;
    std::vector<sim::Event> m_events;
};

}  // namespace gemba::physics
