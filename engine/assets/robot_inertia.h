#pragma once

#include "engine/assets/robot_model.h"

namespace gemba::assets {

/// Mass of a rigid body, where its centre is, and how it turns.
struct BodyInertia {
    double mass = 0.0;       ///< kg
    Vec3 centre{0.0};        ///< m, in the body's frame
    glm::dmat3 tensor{0.0};  ///< kg m2, about the centre, along the body's axes
    bool guessed = false;    ///< some of it, from shapes
};

/// Of one link, in its own frame: as stated, or guessed from its collision shapes (without any,
/// from what it looks like) as boxes of cast metal that are half empty. Zero without shapes.
[[nodiscard]] BodyInertia inertiaOfLink(const RobotLink& link);

/// Of all links that move together as body `body` of the chain. A body of links without mass and
/// shape weighs 1 kg.
[[nodiscard]] BodyInertia inertiaOfBody(const RobotModel& model, const RobotChain& chain,
                                        int32_t body);

}  // namespace gemba::assets
