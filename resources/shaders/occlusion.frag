#version 460
#extension GL_GOOGLE_include_directive : require
#include "frame.glsl"
#include "depth.glsl"

// How much of the sky nearby things hide, at half the picture's size: obscurance by points around
// each place (after McGuire's scalable ambient obscurance). Writes it beside the depth.
layout(set = 1, binding = 0) uniform sampler2D depthMap;

layout(location = 0) out vec2 outOcclusion;

const float kRadius = 0.55;     // m
const float kTurn = 2.399963;   // golden angle

vec3 placeAt(ivec2 p) {
    p = clamp(p, ivec2(0), ivec2(frame.viewport.xy) - 1);
    return eyePlace(vec2(p) + 0.5, texelFetch(depthMap, p, 0).r);
}

void main() {
    const ivec2 p = ivec2(gl_FragCoord.xy) * 2;
    const float depth = texelFetch(depthMap, min(p, ivec2(frame.viewport.xy) - 1), 0).r;
    if (depth <= 0.0) {
        outOcclusion = vec2(1.0, 6e4);
        return;
    }
    const vec3 c = placeAt(p);

    // The surface's normal, from the nearer neighbours.
    const vec3 right = placeAt(p + ivec2(1, 0)) - c, left = c - placeAt(p - ivec2(1, 0));
    const vec3 down = placeAt(p + ivec2(0, 1)) - c, up = c - placeAt(p - ivec2(0, 1));
    vec3 n = cross(abs(right.z) < abs(left.z) ? right : left, abs(down.z) < abs(up.z) ? down : up);
    n = normalize(n) * (n.z > 0.0 ? -1.0 : 1.0);

    const float reach = min(kRadius * pixelsPerMetre(c.z), 0.12 * frame.viewport.y);
    float sum = 0.0;
    const int samples = int(frame.quality.z);
    if (reach > 1.5) {
        const uint pattern = uint((p.x >> 1 & 3) * 4 + (p.y >> 1 & 3));
        const float turn = float((pattern * 7u) & 15u) * (6.2831853 / 16.0);
        for (int i = 0; i < samples; ++i) {
            const float t = (float(i) + 0.5) / float(samples);
            const float angle = turn + float(i) * kTurn;
            const vec2 offset = vec2(cos(angle), sin(angle)) * (reach * t);
            const vec3 v = placeAt(p + ivec2(round(offset))) - c;
            const float vv = dot(v, v);
            const float near = max(1.0 - vv / (kRadius * kRadius), 0.0);
            sum += near * near * max(dot(v, n) - 0.004 * c.z * 0.25 - 0.004, 0.0) * inversesqrt(vv + 1e-4);
        }
    }
    outOcclusion = vec2(1.0 / (1.0 + 7.0 * sum / float(max(samples, 1))), min(c.z, 6e4));
}
