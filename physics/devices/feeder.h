#pragma once

#include <optional>
#include <vector>

#include "engine/core/random.h"
#include "physics/devices/device.h"

namespace gemba::physics {

/// Makes parts on a belt, by time while nothing measured drives it, and by event: each increment of
/// `spawn` makes one, its leading edge in the beam of `event_at`, already at belt speed.
class Feeder final : public Stateful<Feeder, Device> {
 public:
    Feeder(const twin::Twin& twin, uint32_t index);

    void begin(sim::World& world) override;
    void branch(const sim::World& world) override;
    void actuate(const Context& context) override;

    template <class A>
    void visitState(A& archive) {
        archive(m_jitterRandom, m_lossRandom, m_wait, m_spawned, m_madeCount, m_blockedCount,
                m_lastVariant);
    }

 private:
    /// A signal whose edges make parts here.
    struct Source {
        uint32_t signal = 0;
        twin::Edge edge = twin::Edge::rising;
    };

    void drawFrom(uint64_t seed);
    void feedByTime(const Context& context);
    void waitBeside(const Context& context, double every);
    void feedByEvent(const Context& context);
    [[nodiscard]] double interval(double every);
    /// Measured time of this tick's k-th edge that drives `spawn`, 0 for none.
    [[nodiscard]] UtcNs causeOf(const sim::World& world, int64_t k) const;
    [[nodiscard]] uint32_t chosenVariant(const Context& context) const;
    [[nodiscard]] int32_t chosenItem(const Context& context) const;
    [[nodiscard]] Pose startOf(const Context& context, const twin::ItemType& item,
                               bool byEvent) const;
    [[nodiscard]] double wayToEye(const Context& context) const;
    void make(const Context& context, bool byEvent, UtcNs cause);
    void refuse(const Context& context, UtcNs cause);

    uint32_t m_spawn, m_every, m_variant, m_loss, m_made, m_blocked, m_last;  // properties
    double m_jitter, m_drop;
    std::vector<int32_t> m_items;  // indices into Twin::items
    int32_t m_eye = -1;            // of event_at
    std::vector<Source> m_sources;

    RandomStream m_jitterRandom, m_lossRandom;
    double m_wait = 0.0;     // s to the next part by time; less than none: it is under way
    double m_spawned = 0.0;  // `spawn` that has been answered
    uint64_t m_madeCount = 0, m_blockedCount = 0;
    uint32_t m_lastVariant = 0;  // of the last part made
};

}  // namespace gemba::physics
