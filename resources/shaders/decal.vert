#version 460
#extension GL_GOOGLE_include_directive : require
#include "frame.glsl"

struct Decal {
    vec4 corner;   // of the glyph's quad; w = 1 for signed distance
    vec4 right;    // the quad's sides
    vec4 up;
    vec4 uv;       // left, top, right, bottom
    uint color;
    uint spare0, spare1, spare2;
};
layout(std430, set = 0, binding = 6) readonly buffer Decals { Decal decals[]; };

layout(location = 0) out vec2 outUv;
layout(location = 1) out vec4 outColor;

void main() {
    const Decal decal = decals[gl_InstanceIndex];
    const vec2 t = vec2(gl_VertexIndex & 1, gl_VertexIndex >> 1);
    const vec3 p = decal.corner.xyz + decal.right.xyz * t.x + decal.up.xyz * t.y;
    gl_Position = frame.clipFromWorld * vec4(p, 1.0);
    gl_Position.z *= 1.0005;
    outUv = vec2(mix(decal.uv.x, decal.uv.z, t.x), mix(decal.uv.w, decal.uv.y, t.y));
    outColor = unpackUnorm4x8(decal.color);
}
