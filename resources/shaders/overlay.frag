#version 460

layout(set = 0, binding = 7) uniform sampler2D glyphs;

layout(location = 0) in vec4 inPlace;
layout(location = 1) flat in vec4 inColor;
layout(location = 2) flat in vec4 inBorder;
layout(location = 3) flat in float inRadius;
layout(location = 0) out vec4 outColor;

void main() {
    if (inRadius < 0.0) {
        outColor = vec4(inColor.rgb, inColor.a * texture(glyphs, inPlace.xy).r);
        return;
    }
    // Rounded box with a border of one pixel.
    const vec2 q = abs(inPlace.xy) - inPlace.zw + inRadius;
    const float d = length(max(q, 0.0)) + min(max(q.x, q.y), 0.0) - inRadius;
    const float fill = clamp(0.5 - d, 0.0, 1.0);
    const float rim = clamp(1.5 + d, 0.0, 1.0) * inBorder.a;
    outColor = vec4(mix(inColor.rgb, inBorder.rgb, rim), mix(inColor.a, 1.0, rim) * fill);
}
