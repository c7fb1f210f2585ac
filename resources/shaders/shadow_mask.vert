#version 460
#extension GL_GOOGLE_include_directive : require
#include "frame.glsl"
#include "shadow.glsl"

layout(location = 0) in vec3 inPosition;
layout(location = 1) in vec4 inNormal;
layout(location = 2) in vec4 inTangent;
layout(location = 3) in vec2 inUv;

layout(location = 0) out vec2 outUv;

void main() {
    gl_Position = onMap(worldFromMesh(instances[visible[gl_InstanceIndex]], inPosition));
    outUv = inUv;
}
