#version 460
#extension GL_GOOGLE_include_directive : require
#include "frame.glsl"

layout(location = 0) out vec2 outBelt;
layout(location = 1) flat out float outHalf;

// The surface of one belt: a unit square, 0..1 along and -0.5..0.5 across.
void main() {
    const Instance instance = instances[gl_InstanceIndex];
    const vec2 corner = vec2(gl_VertexIndex & 1, (gl_VertexIndex >> 1) - 0.5);
    const vec3 p = worldFromMesh(instance, vec3(corner, 0.0));
    gl_Position = frame.clipFromWorld * vec4(p, 1.0);
    gl_Position.z += gl_Position.w * 2e-6;
    outHalf = instance.extent;
    const float along = length(vec3(instance.row0.x, instance.row1.x, instance.row2.x));
    outBelt = vec2(corner.x * along - instance.phase, corner.y * 2.0 * outHalf);
}
