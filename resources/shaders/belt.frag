#version 460
#extension GL_GOOGLE_include_directive : require
#include "frame.glsl"

layout(location = 0) in vec2 inBelt;       // m along and across the belt
layout(location = 1) flat in float inHalf; // m, half width
layout(location = 0) out vec4 outColor;

// Chevrons that travel with the belt.
void main() {
    const float along = (inBelt.x + abs(inBelt.y) * 0.6) / 0.4;
    const float soft = min(fwidth(along), 0.5);
    const float wave = abs(fract(along) - 0.5) * 2.0;
    const float mark = smoothstep(0.72 - soft, 0.72 + soft, wave) * (1.0 - smoothstep(0.3, 0.5, soft));
    const float inside = 1.0 - smoothstep(inHalf * 0.5, inHalf * 0.55, abs(inBelt.y));
    outColor = vec4(vec3(0.80, 0.84, 0.88), 0.20 * mark * inside);
}
