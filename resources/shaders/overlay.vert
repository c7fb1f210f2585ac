#version 460
#extension GL_GOOGLE_include_directive : require
#include "frame.glsl"

struct Quad {
    vec4 rect;     // left, top, right, bottom; pixels from the top left
    vec4 uv;
    uint color;    // sRGB and alpha
    uint border;
    float radius;  // pixels; < 0: a glyph
    float spare;
};
layout(std430, set = 0, binding = 8) readonly buffer Quads { Quad quads[]; };

layout(location = 0) out vec4 outPlace;      // uv, or pixels from the middle and half size
layout(location = 1) flat out vec4 outColor;
layout(location = 2) flat out vec4 outBorder;
layout(location = 3) flat out float outRadius;

void main() {
    const Quad quad = quads[gl_InstanceIndex];
    const vec2 t = vec2(gl_VertexIndex & 1, gl_VertexIndex >> 1);
    const vec2 grow = quad.radius < 0.0 ? vec2(0.0) : vec2(1.0);
    const vec2 p = mix(quad.rect.xy - grow, quad.rect.zw + grow, t);
    gl_Position = vec4(p * frame.viewport.zw * 2.0 - 1.0, 0.5, 1.0);
    const vec2 halfSize = 0.5 * (quad.rect.zw - quad.rect.xy);
    outPlace = quad.radius < 0.0 ? vec4(mix(quad.uv.xy, quad.uv.zw, t), 0.0, 0.0)
                                 : vec4(p - 0.5 * (quad.rect.xy + quad.rect.zw), halfSize);
    outColor = unpackUnorm4x8(quad.color);
    outBorder = unpackUnorm4x8(quad.border);
    outRadius = quad.radius;
}
