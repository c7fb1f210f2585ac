#version 460
#extension GL_GOOGLE_include_directive : require
#include "frame.glsl"
#include "light.glsl"

layout(location = 0) in vec3 inPosition;
layout(location = 0) out vec4 outColor;

// Coverage of grid lines `pitch` apart: a box filter over the pixel's footprint, so that lines fade
// into their mean instead of flickering.
float lines(vec2 p, float pitch, float width) {
    const vec2 footprint = fwidth(p) / pitch;
    const vec2 wide = max(vec2(width / pitch), footprint);
    const vec2 d = abs(fract(p / pitch - 0.5) - 0.5);
    const vec2 line = (1.0 - smoothstep(wide * 0.5, wide * 0.5 + footprint, d)) * (width / pitch) / wide;
    const vec2 seen = line * (1.0 - smoothstep(vec2(0.25), vec2(0.5), footprint));
    return max(seen.x, seen.y);
}

void main() {
    const vec3 direction = normalize(inPosition - frame.eye.xyz);
    const float lit = sunlight(inPosition, vec3(0.0, 0.0, 1.0));
    const vec3 sky = texture(skyLight, skyPlace(vec3(0.0, 0.0, 1.0), kSkySlices - 1.0)).rgb;
    vec3 seen =
        film(vec3(0.300, 0.308, 0.318) * (0.3183 * kSunColor * frame.sun.z * lit + sky));
    const float distance = length(inPosition.xy - frame.eye.xy);
    if (frame.ground.w != 0.0) {
        const vec2 p = inPosition.xy + frame.ground.xy;
        const float fine = lines(p, 1.0, 0.008) * 0.5 * (1.0 - smoothstep(15.0, 60.0, distance));
        const float coarse = lines(p, 10.0, 0.018) * 0.8 * (1.0 - smoothstep(60.0, 400.0, distance));
        seen = mix(seen, vec3(0.32, 0.36, 0.41), max(fine, coarse));
    }
    const float haze = frame.eye.w != 0.0 ? 0.0 : smoothstep(12.0, 140.0, distance);
    outColor = vec4(mix(seen, backdrop(direction), haze), 0.0);
}
