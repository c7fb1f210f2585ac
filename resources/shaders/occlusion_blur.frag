#version 460
#extension GL_GOOGLE_include_directive : require
#include "frame.glsl"

// The pattern of sixteen turns is averaged away, but not across edges.
layout(set = 1, binding = 0) uniform sampler2D occlusionMap;

layout(location = 0) out vec2 outOcclusion;

void main() {
    const ivec2 p = ivec2(gl_FragCoord.xy);
    const ivec2 last = textureSize(occlusionMap, 0) - 1;
    const float depth = texelFetch(occlusionMap, p, 0).g;
    const float slack = 0.03 * abs(depth) + 0.02;
    float sum = 0.0, weights = 0.0;
    for (int y = -2; y < 2; ++y) {
        for (int x = -2; x < 2; ++x) {
            const vec2 there = texelFetch(occlusionMap, clamp(p + ivec2(x, y), ivec2(0), last), 0).rg;
            const float weight = abs(there.g - depth) < slack ? 1.0 : 0.001;
            sum += there.r * weight;
            weights += weight;
        }
    }
    outOcclusion = vec2(sum / weights, depth);
}
