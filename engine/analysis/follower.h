#pragma once

#include <array>
#include <optional>
#include <vector>

#include "engine/sim/snapshot.h"
#include "engine/sim/world.h"

namespace gemba::analysis {

/// Makes the model's parts follow what the plant's eyes say: decides corrections at a tick's end,
/// asks for them in the next one, before its physics, and counts what was done. Part of the state
/// of the residuals, which call it.
class Follower {
 public:
    static constexpr size_t kRemembered = 16;  ///< corrections shown
    static constexpr double kFarthest =
        1.0;  ///< m from its eye that a part is made, or moved at once

    explicit Follower(const twin::Twin& twin);

    /// A part on an eye's path.
    struct Approach {
        double front = 0.0;    ///< m along the path: its leading edge
        double seconds = 0.0;  ///< until it is in the beam, as fast as the belts run; < 0: passed
    };
    /// Nothing: the part is on no belt that leads to or from the eye. `slot`: of its body.
    [[nodiscard]] std::optional<Approach> approach(const sim::World& world, uint32_t slot,
                                                   uint32_t eye) const;
    /// How long the belts of a path take from one place to another, s; < 0 where that lies behind.
    [[nodiscard]] double secondsBetween(const sim::World& world, uint32_t path, double from,
                                        double to) const;

    /// The eye saw the part at `seen`: to where it must be by now.
    void move(const sim::World& world, uint32_t serial, uint32_t eye, UtcNs seen, double gain);
    /// The eye saw a part that the model lacks. What is nobody's twin makes room: `isTwin` tells
    /// by a serial. Where a twin is in the beam it saw that one again.
    template <class IsTwin>
    void create(const sim::World& world, uint32_t eye, UtcNs seen, const IsTwin& isTwin) {
        const std::optional<sim::Correction> made = newPart(world, eye, seen);
        if (!made)
            return;
        for (uint32_t slot = 0; slot < world.bodies.capacity(); ++slot) {
            if (inBeam(world, slot, eye) && isTwin(world.bodies.serial[slot]))
                return;
        }
        for (uint32_t slot = 0; slot < world.bodies.capacity(); ++slot) {
            if (inTheWay(world, slot, *made) && !isTwin(world.bodies.serial[slot]))
                m_queue.push_back({.kind = sim::CorrectionKind::retire,
                                   .why = sim::CorrectionWhy::inTheWay,
                                   .serial = world.bodies.serial[slot],
                                   .eye = made->eye,
                                   .path = made->path,
                                   .cause = seen});
        }
        m_queue.push_back(*made);
    }
    /// The eye did not see the part that was due at `due`.
    void miss(uint32_t serial, uint32_t eye, UtcNs due, bool retire);

    /// Before a tick's physics: what was decided at the last one's end.
    void ask(sim::World& world);
    /// At a tick's end: counts what was done in it.
    void count(const sim::World& world);
    void describe(sim::Snapshot& out) const;

    template <class A>
    void visitState(A& archive) {
        archive(m_queue, m_recent, m_counts);
        if constexpr (A::kLoads)
            archive.require(namesKnownThings());
    }

 private:
    struct Eye {
        int32_t path = -1;
        double at = 0.0;      ///< m along it
        uint32_t delay = 0;   ///< property
        int32_t feeder = -1;  ///< whose parts come by
    };
    /// What was decided or done speaks of this twin.
    [[nodiscard]] bool namesKnownThings() const;
    [[nodiscard]] std::optional<sim::Correction> newPart(const sim::World& world, uint32_t eye,
                                                         UtcNs seen) const;
    [[nodiscard]] bool inTheWay(const sim::World& world, uint32_t slot,
                                const sim::Correction& made) const;
    [[nodiscard]] bool inBeam(const sim::World& world, uint32_t slot, uint32_t eye) const;
    [[nodiscard]] double frontNow(const sim::World& world, uint32_t eye, UtcNs seen) const;
    [[nodiscard]] double pace(const sim::World& world, uint32_t pathBelt) const;

    std::vector<Eye> m_eyes;  // by device
    std::vector<sim::Correction> m_queue;
    std::vector<sim::Correction> m_recent;  // oldest first
    std::array<uint64_t, 4> m_counts{};     // by CorrectionKind
};

}  // namespace gemba::analysis
