#pragma once

#include <gtest/gtest.h>

#include <string_view>
#include <vector>

#include "engine/sim/simulation.h"
#include "physics/physics_system.h"
#include "tests/support/twin_text.h"

namespace gemba::physics {

/// A simulation of physics alone, from the text of a twin file. What a test sets, stays.
class Scene {
 public:
    explicit Scene(std::string_view text, uint64_t seed = 1)
        : m_twin(test::twinFromText(text)), m_simulation(m_twin, seed, systems()) {}

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
    static sim::Simulation::Systems systems() {
        sim::Simulation::Systems out;
        out.push_back(makePhysics({}));
        return out;
    }

    std::shared_ptr<const twin::Twin> m_twin;
    sim::Simulation m_simulation;
    std::vector<sim::Event> m_events;
};

}  // namespace gemba::physics
