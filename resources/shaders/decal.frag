#version 460

layout(set = 0, binding = 7) uniform sampler2D glyphs;

layout(location = 0) in vec2 inUv;
layout(location = 1) in vec4 inColor;
layout(location = 0) out vec4 outColor;

// Signed distance: 0.5 is the outline.
void main() {
    const float d = texture(glyphs, inUv).r;
    const float soft = clamp(fwidth(d), 0.004, 0.35);
    const float alpha = inColor.a * smoothstep(0.5 - soft, 0.5 + soft, d);
    if (alpha < 0.02)
        discard;
    outColor = vec4(inColor.rgb, alpha);
}
