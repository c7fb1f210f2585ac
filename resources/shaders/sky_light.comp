#version 460
#extension GL_GOOGLE_include_directive : require
#include "sky.glsl"

// Fills the table of the sky's light, once: each texel the mean over a GGX lobe around its
// direction, or over a cosine lobe.
layout(local_size_x = 8, local_size_y = 8) in;

layout(set = 0, binding = 0, rgba16f) uniform writeonly image3D table;
layout(push_constant) uniform Push { vec4 sun; } push;

const uint kSamples = 48u;

vec2 hammersley(uint i) {
    return vec2((float(i) + 0.5) / float(kSamples), float(bitfieldReverse(i)) * 2.3283064365e-10);
}

void main() {
    const uvec3 texel = gl_GlobalInvocationID;
    const vec3 n = fromOctahedral(vec2(texel.xy) / (kSkySide - 1.0) * 2.0 - 1.0);
    const bool diffuse = texel.z == uint(kSkySlices) - 1u;
    const float rough = float(texel.z) / (kSkySlices - 2.0);
    const float a2 = rough * rough * rough * rough;

    const vec3 side = normalize(cross(abs(n.z) < 0.9 ? vec3(0, 0, 1) : vec3(1, 0, 0), n));
    const vec3 other = cross(n, side);
    vec3 sum = vec3(0.0);
    float weights = 0.0;
    for (uint i = 0u; i < kSamples; ++i) {
        const vec2 u = hammersley(i);
        const float c2 = diffuse ? 1.0 - u.x : (1.0 - u.x) / (1.0 + (a2 - 1.0) * u.x);
        const float c = sqrt(c2), s = sqrt(max(1.0 - c2, 0.0)), turn = 6.2831853 * u.y;
        const vec3 h = side * (s * cos(turn)) + other * (s * sin(turn)) + n * c;
        const vec3 l = diffuse ? h : 2.0 * dot(n, h) * h - n;
        const float weight = diffuse ? 1.0 : dot(n, l);
        if (weight > 0.0) {
            sum += skyRadiance(l, push.sun.xyz) * weight;
            weights += weight;
        }
    }
    imageStore(table, ivec3(texel), vec4(sum / max(weights, 1e-4), 1.0));
}
