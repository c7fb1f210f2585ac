#version 460

// The least that draws a model: the yardstick of `gemba bench`.
layout(push_constant) uniform Push { mat4 clipFromModel; } push;
layout(location = 0) in vec3 inPosition;
layout(location = 1) in vec4 inNormal;
layout(location = 0) out vec3 outNormal;

void main() {
    gl_Position = push.clipFromModel * vec4(inPosition, 1.0);
    outNormal = inNormal.xyz;
}
