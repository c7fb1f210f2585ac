#version 460
#extension GL_GOOGLE_include_directive : require
#include "frame.glsl"

layout(constant_id = 0) const bool kOutline = false;

layout(set = 1, binding = 0) uniform sampler2D picture;
layout(set = 1, binding = 1) uniform usampler2D ids;

layout(location = 0) in vec2 inNdc;
layout(location = 0) out vec4 outColor;

// Share of eight neighbours that show `id`.
float around(ivec2 p, uint id, int r) {
    const ivec2 last = ivec2(frame.viewport.xy) - 1;
    float n = 0.0;
    n += texelFetch(ids, clamp(p + ivec2(r, 0), ivec2(0), last), 0).r == id ? 1.0 : 0.0;
    n += texelFetch(ids, clamp(p - ivec2(r, 0), ivec2(0), last), 0).r == id ? 1.0 : 0.0;
    n += texelFetch(ids, clamp(p + ivec2(0, r), ivec2(0), last), 0).r == id ? 1.0 : 0.0;
    n += texelFetch(ids, clamp(p - ivec2(0, r), ivec2(0), last), 0).r == id ? 1.0 : 0.0;
    return n;
}

void main() {
    const ivec2 p = ivec2(gl_FragCoord.xy);
    vec3 color = texelFetch(picture, p, 0).rgb;
    if (kOutline) {
        const uint here = texelFetch(ids, p, 0).r;
        const int r = max(1, int(frame.line.x + 0.5));
        if (frame.marks.y != 0u && here != frame.marks.y) {
            const float n = around(p, frame.marks.y, r);
            color = mix(color, vec3(1.0, 1.0, 1.0), min(n, 1.0) * 0.85);
        }
        if (frame.marks.x != 0u && here != frame.marks.x) {
            const float n = around(p, frame.marks.x, r) + around(p, frame.marks.x, 2 * r);
            color = mix(color, vec3(1.0, 0.62, 0.10), min(n, 1.0));
        }
    }
    outColor = vec4(color, 1.0);
}
