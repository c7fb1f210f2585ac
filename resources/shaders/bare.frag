#version 460

layout(location = 0) in vec3 inNormal;
layout(location = 0) out vec4 outColor;

void main() {
    outColor = vec4(vec3(0.2 + 0.8 * max(dot(normalize(inNormal), vec3(0.5, -0.4, 0.77)), 0.0)), 1.0);
}
