#pragma once

#include <optional>
#include <vector>

#include "engine/twin/path_place.h"
#include "physics/context.h"

namespace gemba::physics {

/// Does the tick's corrections before Bullet steps: moves parts along their path, through nothing
/// and into nobody (neighbours are pushed along), makes and takes away. What was done then stands
/// in World::corrections in place of what was asked. Keeps nothing from tick to tick.
class PartMover {
 public:
    void correct(const Context& context);

 private:
    struct Neighbour {
        uint32_t slot = 0;
        double room = 0.0;  // m between the two
    };
    void create(const Context& context, const sim::Correction& asked);
    /// Moves a part by up to `way` along its path; how far it got.
    double shift(const Context& context, uint32_t slot, double way, const sim::Correction& asked,
                 int depth) const;
    [[nodiscard]] double freeWay(const Context& context, uint32_t slot,
                                 const twin::PathPlace& place, double way) const;
    [[nodiscard]] std::optional<Neighbour> neighbour(const Context& context, uint32_t slot,
                                                     const twin::PathPlace& place,
                                                     bool ahead) const;
    [[nodiscard]] bool makeRoom(const Context& context, uint32_t slot,
                                const sim::Correction& asked) const;

    std::vector<sim::Correction> m_asked;  // scratch
};

}  // namespace gemba::physics
