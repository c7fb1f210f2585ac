#pragma once

#include <btBulletDynamicsCommon.h>

#include <memory>
#include <utility>
#include <vector>

#include "engine/assets/model.h"
#include "engine/core/pose.h"
#include "engine/twin/twin.h"

namespace gemba::physics {

/// Collision shapes of one model, each with its pose in the model's frame.
struct ModelShapes {
    std::vector<std::unique_ptr<btStridingMeshInterface>> meshes;  ///< what mesh shapes point into
    std::vector<std::pair<std::unique_ptr<btCollisionShape>, Pose>> shapes;
};

/// box: one box for each instance, along its mesh's axes where its node does not shear.
/// hull: one convex hull for each instance. mesh: one mesh of all triangles, made coarser where
/// they are fine (cost grows with the number of triangles under a part, MEASURED 1); flat faces
/// keep their place within 1 cm; where they are beyond counting, boxes and a warning. Not-finite or
/// empty geometry gives fewer shapes, never an error.
[[nodiscard]] ModelShapes makeModelShapes(const assets::Model& model, twin::Collision collision,
                                          double scale);

}  // namespace gemba::physics
