#version 460
#extension GL_GOOGLE_include_directive : require
#include "frame.glsl"

layout(constant_id = 0) const bool kOutline = false;

layout(set = 1, binding = 0) uniform sampler2D picture;

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

void main() {
    const ivec2 p = ivec2(gl_FragCoord.xy);
    const vec4 here = texelFetch(picture, p, 0);
    vec3 color = here.rgb;
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
