#include "frame.glsl"
#include "light.glsl"

// Textures are eight bits a colour, filtered as they are and made linear here: a processor that
// draws samples them several times faster than sRGB formats.
// Bits: 1 base colour, 2 metal-rough, 4 normal, 8 occlusion, 16 emissive; the shader that a material
// does not need is never run.
layout(constant_id = 0) const uint kTextures = 0u;
layout(constant_id = 1) const bool kMask = false;
layout(constant_id = 2) const bool kBlend = false;

layout(push_constant) uniform Material {
    vec4 baseColor;
    vec4 emissive;   // w = alpha cut-off
    float metallic, roughness;
} material;

#ifdef TEXTURED
layout(set = 1, binding = 0) uniform sampler2D baseColorMap;
layout(set = 1, binding = 1) uniform sampler2D metalRoughMap;
layout(set = 1, binding = 2) uniform sampler2D normalMap;
layout(set = 1, binding = 3) uniform sampler2D occlusionMap;
layout(set = 1, binding = 4) uniform sampler2D emissiveMap;
#endif

layout(location = 0) in vec3 inPosition;
layout(location = 1) in vec3 inNormal;
layout(location = 2) flat in uvec2 inColorStyle;
#ifdef TEXTURED
layout(location = 3) in vec4 inTangent;
layout(location = 4) in vec2 inUv;
#endif

layout(location = 0) out vec4 outColor;

vec3 surfaceNormal() {
    vec3 n = normalize(inNormal) * (gl_FrontFacing ? 1.0 : -1.0);
#ifdef TEXTURED
    if ((kTextures & 4u) != 0u) {
        const vec3 t = normalize(inTangent.xyz - n * dot(n, inTangent.xyz));
        const vec3 b = cross(n, t) * (inTangent.w < 0.0 ? -1.0 : 1.0);
        const vec3 m = texture(normalMap, inUv).xyz * 2.0 - 1.0;
        n = normalize(t * m.x + b * m.y + n * m.z);
    }
#endif
    return n;
}

void main() {
    const Style style = styles[inColorStyle.y];
    const vec3 painting = linearFromSrgb(unpackUnorm4x8(inColorStyle.x).rgb);
    vec4 base = material.baseColor * vec4(painting, 1.0);
#ifdef TEXTURED
    if ((kTextures & 1u) != 0u) {
        const vec4 painted = texture(baseColorMap, inUv);
        base *= vec4(linearFromSrgb(painted.rgb), painted.a);
    }
#endif
    if (kMask && base.a < material.emissive.w)
        discard;

    float metal = material.metallic, rough = material.roughness, occlusion = 1.0;
#ifdef TEXTURED
    if ((kTextures & 2u) != 0u) {
        const vec4 mr = texture(metalRoughMap, inUv);
        metal *= mr.b;
        rough *= mr.g;
    }
    if ((kTextures & 8u) != 0u)
        occlusion = texture(occlusionMap, inUv).r;
#endif
    rough = clamp(rough, 0.07, 1.0);

    const vec3 n = surfaceNormal();
    const vec3 v = frame.eye.w != 0.0 ? -frame.forward.xyz : normalize(frame.eye.xyz - inPosition);
    const vec3 albedo = mix(base.rgb, style.tint.rgb, style.tint.a);
    vec3 color = shade(albedo, metal * (1.0 - style.tint.a), rough, n, v, occlusion,
                       sunlight(inPosition, n));
    vec3 glow = material.emissive.rgb;
#ifdef TEXTURED
    if ((kTextures & 16u) != 0u)
        glow *= linearFromSrgb(texture(emissiveMap, inUv).rgb);
#endif
    color += glow + albedo * style.emissive;
    vec3 seen = film(color);

    // Stale equipment: diagonal stripes on the screen, told apart without colour.
    if (style.flags != 0u) {
        const float diagonal = (gl_FragCoord.x + gl_FragCoord.y) / (14.0 * frame.line.x);
        const float edge = 1.0 / (7.0 * frame.line.x);
        const float wave = abs(fract(diagonal) - 0.5) * 2.0;
        const float stripe = smoothstep(0.5 - edge, 0.5 + edge, wave);
        const float grey = dot(seen, vec3(0.3, 0.5, 0.2));
        if ((style.flags & kStale) != 0u)
            seen = mix(mix(seen, vec3(grey), 0.65), vec3(0.13, 0.14, 0.16), stripe * 0.62);
        if (kBlend && (style.flags & kPredicted) != 0u) {
            seen = mix(seen, vec3(0.96, 0.97, 1.0), stripe * 0.45);
            base.a = mix(0.42, 0.8, stripe);
        }
        if (kBlend && (style.flags & kGhost) != 0u) {
            const float rim = 1.0 - clamp(dot(n, v), 0.0, 1.0);
            seen = style.tint.rgb;
            base.a = 0.13 + 0.6 * rim * rim * rim;
        }
    }
    outColor = vec4(seen, kBlend ? base.a : style.mark);
}
