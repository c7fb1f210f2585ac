#version 460
#extension GL_GOOGLE_include_directive : require
#include "frame.glsl"
#include "depth.glsl"
#include "film.glsl"

layout(constant_id = 0) const bool kOutline = false;

const vec3 kBrightness = vec3(0.299, 0.587, 0.114);

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

// Edges of a picture without samples: a blur along the edge where its neighbours differ (after
// Lottes' fast approximate anti-aliasing).
vec3 smoothed(ivec2 p, vec3 here) {
    const vec2 at = (vec2(p) + 0.5) * frame.viewport.zw;
    const vec2 step_ = frame.viewport.zw;
    const float nw = dot(textureLodOffset(picture, at, 0.0, ivec2(-1, -1)).rgb, kBrightness);
    const float ne = dot(textureLodOffset(picture, at, 0.0, ivec2(1, -1)).rgb, kBrightness);
    const float sw = dot(textureLodOffset(picture, at, 0.0, ivec2(-1, 1)).rgb, kBrightness);
    const float se = dot(textureLodOffset(picture, at, 0.0, ivec2(1, 1)).rgb, kBrightness);
    const float m = dot(here, kBrightness);
    const float least = min(m, min(min(nw, ne), min(sw, se)));
    const float most = max(m, max(max(nw, ne), max(sw, se)));
    if (most - least < max(0.04, 0.12 * most))
        return here;
    vec2 along = vec2(sw + se - nw - ne, nw + sw - ne - se);
    const float slack = max((nw + ne + sw + se) * 0.03125, 0.0078);
    along = clamp(along / (min(abs(along.x), abs(along.y)) + slack), -8.0, 8.0) * step_;
    const vec3 near = 0.5 * (textureLod(picture, at - along / 6.0, 0.0).rgb +
                             textureLod(picture, at + along / 6.0, 0.0).rgb);
    const vec3 wide = 0.5 * near + 0.25 * (textureLod(picture, at - 0.5 * along, 0.0).rgb +
                                           textureLod(picture, at + 0.5 * along, 0.0).rgb);
    const float seen = dot(wide, kBrightness);
    return seen < least || seen > most ? near : wide;
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
    vec3 color = frame.quality.w != 0.0 ? smoothed(p, here.rgb) : here.rgb;
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
