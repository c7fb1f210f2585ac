#include "engine/render/frame_data.h"

namespace gemba::render {

InstanceRecord instanceRecord(const glm::dmat4& m, const Vec3& origin, uint32_t color,
                              uint32_t style) {
    // Double becomes float here, after the origin is taken off.
    return {.row0 = glm::vec4(m[0][0], m[1][0], m[2][0], m[3][0] - origin.x),
            .row1 = glm::vec4(m[0][1], m[1][1], m[2][1], m[3][1] - origin.y),
            .row2 = glm::vec4(m[0][2], m[1][2], m[2][2], m[3][2] - origin.z),
            .color = color,
            .style = style};
}

InstanceRecord stillRecord(const StaticInstance& instance, const Vec3& origin,
                           const Withheld* withheld) {
    if (withheld != nullptr && withheld->hides(instance.device, instance.model))
        return {.color = instance.color, .style = instance.style};
    return instanceRecord(instance.worldFromMesh, origin, instance.color, instance.style);
}

// Two bits of kind above thirty of index.
uint32_t pickNumber(PickId id) {
    return id.kind == PickId::Kind::nothing
               ? 0
               : (static_cast<uint32_t>(id.kind) << 30) | (id.index & 0x3fffffffu);
}

PickId pickFromNumber(uint32_t number) {
    const auto kind = static_cast<PickId::Kind>(number >> 30);
    return kind == PickId::Kind::nothing ? PickId{} : PickId{kind, number & 0x3fffffffu};
}

}  // namespace gemba::render
