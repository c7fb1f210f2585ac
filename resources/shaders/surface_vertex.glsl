// The surface of a mesh. TEXTURED: what a material with textures needs; without it a vertex carries
// half as much, which a processor that draws feels.
#include "frame.glsl"

layout(constant_id = 0) const uint kTextures = 0u;
layout(constant_id = 3) const bool kListed = false;  // drawn by the list of what is seen

layout(location = 0) in vec3 inPosition;
layout(location = 1) in vec4 inNormal;
#ifdef TEXTURED
layout(location = 2) in vec4 inTangent;
layout(location = 3) in vec2 inUv;
#endif

layout(location = 0) out vec3 outPosition;
layout(location = 1) out vec3 outNormal;
layout(location = 2) flat out uvec2 outColorStyle;
#ifdef TEXTURED
layout(location = 3) out vec4 outTangent;
layout(location = 4) out vec2 outUv;
#endif

void main() {
    const Instance instance = instances[kListed ? visible[gl_InstanceIndex] : gl_InstanceIndex];
    outPosition = worldFromMesh(instance, inPosition);
    gl_Position = frame.clipFromWorld * vec4(outPosition, 1.0);

    // Normals by the cofactors of the matrix: right under any scale, and outside in a mirror too.
    const vec3 a = instance.row0.xyz, b = instance.row1.xyz, c = instance.row2.xyz;
    const float side = dot(a, cross(b, c)) < 0.0 ? -1.0 : 1.0;
    outNormal = vec3(dot(cross(b, c), inNormal.xyz), dot(cross(c, a), inNormal.xyz),
                     dot(cross(a, b), inNormal.xyz)) * side;
    outColorStyle = uvec2(instance.color, instance.style);
#ifdef TEXTURED
    if ((kTextures & 4u) != 0u)
        outTangent = vec4(dot(a, inTangent.xyz), dot(b, inTangent.xyz), dot(c, inTangent.xyz),
                          inTangent.w * side);
    else
        outTangent = vec4(0.0);
    outUv = inUv;
#endif
}
