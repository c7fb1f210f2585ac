#version 460
#extension GL_GOOGLE_include_directive : require
#include "frame.glsl"
#include "shadow.glsl"

layout(set = 1, binding = 0) uniform sampler2D baseColorMap;
layout(location = 0) in vec2 inUv;

void main() {
    if (push.alpha * texture(baseColorMap, inUv).a < push.cutoff)
        discard;
}
