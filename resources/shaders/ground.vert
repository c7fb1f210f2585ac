#version 460
#extension GL_GOOGLE_include_directive : require
#include "frame.glsl"

layout(location = 0) out vec3 outPosition;

// A square on the ground under the eye, as far as the grid is ever seen.
void main() {
    const vec2 corner = vec2(gl_VertexIndex & 1, gl_VertexIndex >> 1) * 2.0 - 1.0;
    outPosition = vec3(frame.eye.xy + corner * 1500.0, frame.ground.z);
    gl_Position = frame.clipFromWorld * vec4(outPosition, 1.0);
}
