#version 460

layout(constant_id = 0) const bool kMask = false;

layout(push_constant) uniform Material {
    vec4 baseColor;
    vec4 emissive;   // w = alpha cut-off
    float metallic, roughness;
} material;
layout(set = 1, binding = 0) uniform sampler2D baseColorMap;

layout(location = 0) in vec2 inUv;
layout(location = 1) flat in uint inId;
layout(location = 0) out uint outId;

void main() {
    if (inId == 0u)
        discard;  // what is behind is picked
    if (kMask && material.baseColor.a * texture(baseColorMap, inUv).a < material.emissive.w)
        discard;
    outId = inId;
}
