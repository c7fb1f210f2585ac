// What the culling passes share. Layouts as in engine/render/draw_list.h.
#ifndef CULL_GLSL
#define CULL_GLSL

const uint kLevels = 4u;      // of detail; 0 is the model as it is

struct Instance {
    vec4 row0, row1, row2;    // world from mesh
    uint color, style;
    float phase, extent;
};

struct Mesh {
    vec4 center, halfSize;    // of its box, in its own frame
    vec4 errors;              // m, how far each level may be off; unused levels: infinite
    uvec4 firstIndex, indexCount;
    int vertexOffset;
    uint spare0, spare1, spare2;
};

struct Chunk {                // instances of one mesh, side by side
    uint mesh, first, count, spare;
};

struct Group {                // chunks of one material: one draw
    uint firstChunk, chunks, spare0, spare1;
};

struct View {
    vec4 planes[6];           // inside is positive
    vec4 eye;                 // xyz; w = 1 for orthographic
    vec4 limits;              // x: pixels of 1 m at 1 m; pixels: y: error of a level, z: least size;
                              // w = 1: cull and choose levels
};

struct Command {              // VkDrawIndexedIndirectCommand
    uint indexCount, instanceCount, firstIndex;
    int vertexOffset;
    uint firstInstance;
};

layout(std430, set = 0, binding = 0) readonly buffer Instances { Instance instances[]; };
layout(std430, set = 0, binding = 1) readonly buffer Chunks { Chunk chunks[]; };
layout(std430, set = 0, binding = 2) readonly buffer Groups { Group groups[]; };
layout(std430, set = 0, binding = 3) readonly buffer Meshes { Mesh meshes[]; };
layout(std430, set = 0, binding = 4) readonly buffer Views { View views[]; };
layout(std430, set = 0, binding = 5) buffer LevelCounts { uint levelCounts[]; };
layout(std430, set = 0, binding = 6) writeonly buffer Visible { uint visible[]; };
layout(std430, set = 0, binding = 7) writeonly buffer Commands { Command commands[]; };
layout(std430, set = 0, binding = 8) writeonly buffer DrawCounts { uint drawCounts[]; };
layout(std430, set = 0, binding = 9) buffer Counted { uint countedTriangles, countedInstances; };

// Each view has its own part of what is written, as large as the buffers have room.
layout(push_constant) uniform Push {
    uint view;
    uint first;               // chunk or group of the first workgroup
    uint instanceRoom, chunkRoom, groupRoom;
} push;

// First place of a chunk's level in the list of what is seen.
uint visiblePlace(Chunk chunk, uint level) {
    return push.view * push.instanceRoom * kLevels + chunk.first * kLevels + level * chunk.count;
}
#endif
