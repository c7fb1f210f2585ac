#version 460
#extension GL_GOOGLE_include_directive : require
#include "cull.glsl"

// One workgroup a group: the commands of what is seen, side by side and in order, and their number.
// Where a draw cannot take its number from a buffer, all commands stay in their places.
layout(constant_id = 0) const bool kCompact = true;
layout(local_size_x = 64) in;

shared uint counts[64];

void main() {
    const uint group = push.first + gl_WorkGroupID.x;
    const uint me = gl_LocalInvocationIndex;
    const uint firstPlace = groups[group].firstChunk * kLevels;
    const uint total = groups[group].chunks * kLevels;
    const uint own = push.view * push.chunkRoom * kLevels;
    const uint each = (total + 63u) / 64u;
    const uint begin = min(me * each, total), end = min(begin + each, total);

    uint mine = 0u;
    for (uint i = begin; i < end; ++i)
        mine += uint(!kCompact || levelCounts[own + firstPlace + i] > 0u);
    counts[me] = mine;
    barrier();
    uint place = 0u, all = 0u;
    for (uint i = 0u; i < 64u; ++i) {
        place += i < me ? counts[i] : 0u;
        all += counts[i];
    }

    for (uint i = begin; i < end; ++i) {
        const uint count = levelCounts[own + firstPlace + i];
        if (kCompact && count == 0u)
            continue;
        const uint level = i % kLevels;
        const Chunk chunk = chunks[groups[group].firstChunk + i / kLevels];
        commands[own + firstPlace + place] =
            Command(meshes[chunk.mesh].indexCount[level], count, meshes[chunk.mesh].firstIndex[level],
                    meshes[chunk.mesh].vertexOffset, visiblePlace(chunk, level));
        ++place;
    }
    if (me == 0u)
        drawCounts[push.view * push.groupRoom + group] = all;
}
