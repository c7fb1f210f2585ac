#pragma once

#include <vector>

#include "engine/core/random.h"
#include "physics/devices/device.h"

namespace gemba::physics {

/// A light barrier across a belt. Exact to the tick. Its output may come late, and may miss parts.
class PhotoEye final : public Stateful<PhotoEye, Device> {
 public:
    PhotoEye(const twin::Twin& twin, uint32_t index);

    void begin(sim::World& world) override { branch(world); }
    void branch(const sim::World& world) override;
    void sense(const Context& context) override;

    template <class A>
    void visitState(A& archive) {
        archive(m_random, m_changes, m_inBeam, m_missed, m_last, m_output);
    }

 private:
    /// The beam's state from a tick on.
    struct Change {
        Tick tick = 0;
        uint32_t part = 0;  // 0: free

        template <class A>
        void visitState(A& archive) {
            archive(tick, part);
        }
    };

    [[nodiscard]] uint32_t lookThroughBeam(const Context& context);
    void remember(Tick tick, uint32_t part);
    [[nodiscard]] uint32_t partAt(Tick tick) const;
    void report(const Context& context, uint32_t part);

    uint32_t m_blocked, m_delay, m_miss;  // properties
    Vec3 m_from, m_to;                    // world, m
    Tick m_keep = 0;                      // ticks of the longest delay
    RandomStream m_random;
    std::vector<Change> m_changes;  // oldest first; what is older than the delay goes
    uint32_t m_inBeam = 0;          // part last seen by the beam, for the draw of `miss`
    bool m_missed = false;          // … and not by the eye
    uint32_t m_last = 0;            // part of the output's last rising edge
    bool m_output = false;
};

}  // namespace gemba::physics
