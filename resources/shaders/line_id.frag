#version 460

layout(location = 3) flat in uint inId;
layout(location = 0) out uint outId;

void main() {
    if (inId == 0u)
        discard;
    outId = inId;
}
