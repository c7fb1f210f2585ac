// The sky that lights the scene, and its table by direction: eight slices of octahedral maps, seven
// by roughness, the last of what falls on a surface that looks there.
#ifndef SKY_GLSL
#define SKY_GLSL

const float kSkySide = 32.0;    // texels of a slice
const float kSkySlices = 8.0;

vec2 octahedral(vec3 d) {
    const vec3 n = d / (abs(d.x) + abs(d.y) + abs(d.z));
    const vec2 folded = (1.0 - abs(n.yx)) * vec2(n.x < 0.0 ? -1.0 : 1.0, n.y < 0.0 ? -1.0 : 1.0);
    return n.z < 0.0 ? folded : n.xy;
}

vec3 fromOctahedral(vec2 p) {
    vec3 n = vec3(p, 1.0 - abs(p.x) - abs(p.y));
    if (n.z < 0.0)
        n.xy = (1.0 - abs(n.yx)) * vec2(n.x < 0.0 ? -1.0 : 1.0, n.y < 0.0 ? -1.0 : 1.0);
    return normalize(n);
}

// Texture coordinates of a direction; edges meet at the centres of the outer texels.
vec3 skyPlace(vec3 d, float slice) {
    const vec2 p = octahedral(d) * 0.5 + 0.5;
    return vec3(p * ((kSkySide - 1.0) / kSkySide) + 0.5 / kSkySide, (slice + 0.5) / kSkySlices);
}

// Radiance of a bright hall: floor below, a soft band of windows, daylight above that is warmer
// towards the sun. The sun itself is a light of its own.
vec3 skyRadiance(vec3 d, vec3 sun) {
    const vec3 floorColor = vec3(0.150, 0.142, 0.134), skyColor = vec3(0.262, 0.292, 0.345);
    const float off = 1.0 + 9.0 * (d.z - 0.45) * (d.z - 0.45);
    const float ahead = max(dot(d, sun), 0.0);
    const float wide = ahead * ahead * ahead;
    return mix(floorColor, skyColor, smoothstep(-0.10, 0.10, d.z)) + vec3(0.17) / (off * off) +
           vec3(0.17, 0.145, 0.11) * wide + vec3(0.7, 0.62, 0.5) * wide * wide * wide * wide;
}
#endif
