#version 460
#extension GL_GOOGLE_include_directive : require
#include "frame.glsl"
#include "light.glsl"

layout(location = 0) in vec2 inNdc;
layout(location = 0) out vec4 outColor;

void main() {
    const vec4 p = frame.worldFromClip * vec4(inNdc, 0.5, 1.0);
    const vec3 direction = frame.eye.w != 0.0 ? frame.forward.xyz + vec3(0.0, 0.0, inNdc.y * 0.3)
                                              : normalize(p.xyz / p.w - frame.eye.xyz);
    outColor = vec4(backdrop(direction), 0.0);
}
