#version 460
#extension GL_GOOGLE_include_directive : require
#include "frame.glsl"
#include "shadow.glsl"

layout(location = 0) in vec3 inPosition;

void main() {
    gl_Position = onMap(worldFromMesh(instances[visible[gl_InstanceIndex]], inPosition));
}
