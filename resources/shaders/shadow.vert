#version 460
#extension GL_GOOGLE_include_directive : require
#include "frame.glsl"

layout(location = 0) in vec3 inPosition;

void main() {
    const vec3 p = worldFromMesh(instances[gl_InstanceIndex], inPosition);
    const vec4 s = frame.shadowFromWorld * vec4(p, 1.0);
    gl_Position = vec4(s.xy * 2.0 - 1.0, max(s.z, 0.0), 1.0);
}
