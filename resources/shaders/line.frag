#version 460

layout(location = 0) in vec4 inColor;
layout(location = 1) in vec3 inAcross;
layout(location = 2) flat in float inDash;
layout(location = 0) out vec4 outColor;

void main() {
    float alpha = inColor.a * clamp(inAcross.y + 0.5 - abs(inAcross.x), 0.0, 1.0);
    if (inDash > 0.0)
        alpha *= step(fract(inAcross.z / (2.0 * inDash)), 0.5);
    if (alpha < 0.02)
        discard;
    outColor = vec4(inColor.rgb, alpha);
}
