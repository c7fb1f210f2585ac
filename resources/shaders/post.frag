#version 460
#extension GL_GOOGLE_include_directive : require
#include "frame.glsl"
#include "depth.glsl"
#include "film.glsl"

layout(constant_id = 0) const bool kOutline = false;

layout(set = 1, binding = 0) uniform sampler2D picture;
layout(set = 1, binding = 1) uniform sampler2D occlusionMap;  // half size: occlusion, eye depth
layout(set = 1, binding = 2) uniform sampler2D depthMap;

layout(location = 0) in vec2 inNdc;
layout(location = 0) out vec4 outColor;

// Greatest mark `r` pixels around.
float around(ivec2 p, int r) {
    const ivec2 last = ivec2(frame.viewport.xy) - 1;
    const float x = max(texelFetch(picture, clamp(p + ivec2(r, 0), ivec2(0), last), 0).a,
                        texelFetch(picture, clamp(p - ivec2(r, 0), ivec2(0), last), 0).a);
    const float y = max(texelFetch(picture, clamp(p + ivec2(0, r), ivec2(0), last), 0).a,
                        texelFetch(picture, clamp(p - ivec2(0, r), ivec2(0), last), 0).a);
    return max(x, y);
}

// Of the four texels around, those of this surface.
float skySeen(ivec2 p) {
    const float depth = texelFetch(depthMap, p, 0).r;
    if (depth <= 0.0)
        return 1.0;
    const float z = eyeDepth(depth);
    const ivec2 last = textureSize(occlusionMap, 0) - 1;
    float sum = 0.0, weights = 0.0;
    for (int i = 0; i < 4; ++i) {
        const ivec2 corner = ivec2(i & 1, i >> 1);
        const vec2 there = texelFetch(occlusionMap, min((p >> 1) + corner, last), 0).rg;
        const vec2 near = mix(1.0 - 0.5 * vec2(p & 1), 0.5 * vec2(p & 1), vec2(corner));
        const float weight = near.x * near.y / (abs(there.g - z) + 0.004 * abs(z) + 0.002);
        sum += there.r * weight;
        weights += weight;
    }
    return sum / max(weights, 1e-6);
}

void main() {
    const ivec2 p = ivec2(gl_FragCoord.xy);
    const vec4 here = texelFetch(picture, p, 0);
    vec3 color = here.rgb;
    if (frame.quality.x != 0.0) {
        // Bright places are in the sun, or shine: they need no sky.
        const vec3 light = unfilm(color);
        const float bright = smoothstep(0.7, 2.2, max(light.r, max(light.g, light.b)));
        color = film(light * mix(skySeen(p), 1.0, 0.75 * bright));
    }
    if (kOutline) {
        // Alpha holds the marks: 1 selected, 0.4 hovered.
        const int r = max(1, int(frame.line.x + 0.5));
        const float near = around(p, r);
        const float far = max(near, around(p, 2 * r));
        if (far > 0.7 && here.a < 0.7)
            color = vec3(1.0, 0.62, 0.10);
        else if (near > 0.28 && here.a < 0.28)
            color = mix(color, vec3(1.0), 0.85);
    }
    outColor = vec4(color, 1.0);
}
