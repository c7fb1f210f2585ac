#include "engine/render/follow.h"

#include <cmath>

namespace gemba::render {

std::optional<Vec3> placeOf(const PickId& id, const sim::Snapshot& snapshot, double t) {
    const sim::SnapshotBody* found = nullptr;
    for (const sim::SnapshotBody& body : snapshot.bodies) {
        const bool item = id.kind == PickId::Kind::body && body.slot == id.index;
        const bool part = id.kind == PickId::Kind::device && body.item < 0 &&
                          body.device == static_cast<int32_t>(id.index) &&
                          (found == nullptr || body.part > found->part);
        if (item || part)
            found = &body;
    }
    if (found == nullptr)
        return std::nullopt;
    const Vec3 now = found->pose.position, before = found->previous.position;
    const Vec3 at = std::isfinite(glm::dot(before, before)) ? glm::mix(before, now, t) : now;
    return std::isfinite(glm::dot(at, at)) ? std::optional(at) : std::nullopt;
}

void follow(ViewState& view, const sim::Snapshot& snapshot) {
    if (view.follow.kind == PickId::Kind::nothing)
        return;
    if (const auto at = placeOf(view.follow, snapshot, view.interpolation)) {
        const Vec3 by = *at - view.followed;
        view.camera.eye += by;
        view.camera.target += by;
        view.followed = *at;
    }
}

}  // namespace gemba::render
