#version 460

layout(location = 0) out vec2 outNdc;

// One triangle over the whole screen, at the far plane of reverse Z.
void main() {
    outNdc = vec2((gl_VertexIndex << 1) & 2, gl_VertexIndex & 2) * 2.0 - 1.0;
    gl_Position = vec4(outNdc, 0.0, 1.0);
}
