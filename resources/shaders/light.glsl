// Sun and sky. Colours linear until film(), which ends in sRGB.
#ifndef LIGHT_GLSL
#define LIGHT_GLSL
#include "film.glsl"
#include "sky.glsl"

layout(set = 0, binding = 4) uniform sampler3D skyLight;

const vec3 kSunColor = vec3(3.75, 3.52, 3.18);

// Backdrop by viewing direction, already in sRGB.
vec3 backdrop(vec3 direction) {
    const float up = clamp(direction.z, -1.0, 1.0);
    const vec3 horizon = vec3(0.745, 0.775, 0.805);
    const vec3 zenith = vec3(0.385, 0.455, 0.535);
    const float t = 1.0 - exp2(-3.2 * max(up, 0.0));
    return mix(horizon, zenith, t);
}

// 1 in the sun, 0 in shadow: one bilinear comparison of four texels, or four of these, in the first
// cascade that holds the place.
float sunlight(vec3 position, vec3 normal) {
    const int cascades = int(frame.sun.w);
    for (int i = 0; i < cascades; ++i) {
        const vec3 p = position + normal * (1.6 * frame.shadow[i]);
        const vec3 s = (frame.mapFromWorld[i] * vec4(p, 1.0)).xyz;
        const vec3 d = abs(s - 0.5);
        if (max(max(d.x, d.y), d.z) > 0.498)
            continue;
        const vec4 at = vec4(s.xy * frame.shadow.w, float(i), s.z);
        if (frame.quality.y == 0.0)
            return texture(shadowMap, at);
        const float r = 0.75 / 2048.0;
        float lit = texture(shadowMap, at + vec4(-r, -r * 0.4, 0.0, 0.0));
        lit += texture(shadowMap, at + vec4(r * 0.4, -r, 0.0, 0.0));
        lit += texture(shadowMap, at + vec4(r, r * 0.4, 0.0, 0.0));
        lit += texture(shadowMap, at + vec4(-r * 0.4, r, 0.0, 0.0));
        return lit * 0.25;
    }
    return 1.0;
}

// Metal-rough surface under sun and sky.
vec3 shade(vec3 albedo, float metal, float rough, vec3 n, vec3 v, float occlusion, float lit) {
    const vec3 f0 = mix(vec3(0.04), albedo, metal);
    const vec3 diffuse = albedo * (1.0 - metal);
    const vec3 l = frame.sun.xyz;
    const float nv = clamp(dot(n, v), 0.02, 1.0);
    const float nl = max(dot(n, l), 0.0);

    // Sun: Lambert and GGX in a form without square roots.
    const vec3 h = normalize(l + v);
    const float nh = max(dot(n, h), 0.0);
    const float lh = max(dot(l, h), 0.0);
    const float a = rough * rough;
    const float d = nh * nh * (a * a - 1.0) + 1.0;
    const float gloss = min(a * a / (12.57 * d * d * max(0.1, lh * lh) * (rough + 0.5)), 12.0);
    vec3 color = (diffuse * 0.3183 + f0 * gloss) * kSunColor * (nl * lit);

    // Sky: what falls on the surface, and what it mirrors.
    color += diffuse * texture(skyLight, skyPlace(n, kSkySlices - 1.0)).rgb * occlusion;
    const vec3 r = 2.0 * dot(n, v) * n - v;
    const vec3 mirrored = texture(skyLight, skyPlace(r, rough * (kSkySlices - 2.0))).rgb;
    const vec4 k = rough * vec4(-1.0, -0.0275, -0.572, 0.022) + vec4(1.0, 0.0425, 1.04, -0.04);
    const float away = (1.0 - nv) * (1.0 - nv);
    const float k4 = min(k.x * k.x, away * away * (1.0 - nv)) * k.x + k.y;
    const vec2 ab = vec2(-1.04, 1.04) * k4 + k.zw;
    color += (f0 * ab.x + ab.y) * mirrored * (occlusion * mix(0.75, 1.0, lit));
    return color;
}
#endif
