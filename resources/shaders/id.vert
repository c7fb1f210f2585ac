#version 460
#extension GL_GOOGLE_include_directive : require
#include "frame.glsl"

layout(constant_id = 1) const bool kListed = false;  // drawn by the list of what is seen

layout(location = 0) in vec3 inPosition;
layout(location = 1) in vec4 inNormal;
layout(location = 2) in vec4 inTangent;
layout(location = 3) in vec2 inUv;

layout(location = 0) out vec2 outUv;
layout(location = 1) flat out uint outId;

void main() {
    const Instance instance = instances[kListed ? visible[gl_InstanceIndex] : gl_InstanceIndex];
    gl_Position = frame.clipFromWorld * vec4(worldFromMesh(instance, inPosition), 1.0);
    outUv = inUv;
    outId = styles[instance.style].id;
}
