#version 460
#extension GL_GOOGLE_include_directive : require
#include "frame.glsl"

struct Line {
    vec3 from;
    float width;   // line units
    vec3 to;
    float dash;    // line units, 0 = solid
    uint color;    // sRGB and alpha
    uint id;
    uint onTop;    // 1: nothing hides it
    uint spare;
};
layout(std430, set = 0, binding = 5) readonly buffer Lines { Line lines[]; };

layout(location = 0) out vec4 outColor;
layout(location = 1) out vec3 outAcross;     // pixels from the middle; half width; pixels along
layout(location = 2) flat out float outDash; // pixels
layout(location = 3) flat out uint outId;

const float kNear = 0.02;

void main() {
    const Line line = lines[gl_InstanceIndex];
    vec4 a = frame.clipFromWorld * vec4(line.from, 1.0);
    vec4 b = frame.clipFromWorld * vec4(line.to, 1.0);

    // Cut the part behind the eye.
    if (a.w < kNear && b.w > kNear)
        a = mix(a, b, (kNear - a.w) / (b.w - a.w));
    else if (b.w < kNear && a.w > kNear)
        b = mix(b, a, (kNear - b.w) / (a.w - b.w));

    const vec2 pa = a.xy / max(a.w, 1e-6) * 0.5 * frame.viewport.xy;
    const vec2 pb = b.xy / max(b.w, 1e-6) * 0.5 * frame.viewport.xy;
    const float len = length(pb - pa);
    const vec2 along = len > 1e-4 ? (pb - pa) / len : vec2(1.0, 0.0);
    const vec2 across = vec2(-along.y, along.x);
    const float halfWidth = 0.5 * line.width * frame.line.x;
    const float reach = halfWidth + 1.0;
    const float side = (gl_VertexIndex & 1) == 0 ? -1.0 : 1.0;
    const bool atEnd = gl_VertexIndex >= 2;

    // A quad on the screen, a little nearer than the edge that it follows.
    vec4 p = atEnd ? b : a;
    const vec2 offset = across * (side * reach) + along * (atEnd ? halfWidth : -halfWidth);
    p.xy += offset * 2.0 * frame.viewport.zw * p.w;
    p.z = line.onTop != 0u ? p.w : min(p.z * 1.0015, p.w);
    gl_Position = p.w < kNear * 0.5 ? vec4(0.0, 0.0, -1.0, 1.0) : p;
    outColor = unpackUnorm4x8(line.color);
    outAcross = vec3(side * reach, halfWidth, atEnd ? len + halfWidth : -halfWidth);
    outDash = line.dash * frame.line.x;
    outId = line.id;
}
