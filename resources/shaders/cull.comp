#version 460
#extension GL_GOOGLE_include_directive : require
#include "cull.glsl"

// One workgroup a chunk: which of its instances a view sees, and in which level of detail. The
// lists keep the order of the instances, so that equal frames are equal pictures.
layout(local_size_x = 64) in;
const uint kMostEach = 16u;  // instances of one invocation: a chunk has at most 1024
const uint kHidden = kLevels;

shared uvec2 counts[64];     // of levels 0 to 3, 16 bits each

// Level of an instance, or kHidden.
uint levelOf(Instance instance, Mesh mesh, View view) {
    if (view.limits.w == 0.0)
        return 0u;
    const vec3 c = vec3(dot(instance.row0, vec4(mesh.center.xyz, 1.0)),
                        dot(instance.row1, vec4(mesh.center.xyz, 1.0)),
                        dot(instance.row2, vec4(mesh.center.xyz, 1.0)));
    const vec3 cx = vec3(instance.row0.x, instance.row1.x, instance.row2.x);
    const vec3 cy = vec3(instance.row0.y, instance.row1.y, instance.row2.y);
    const vec3 cz = vec3(instance.row0.z, instance.row1.z, instance.row2.z);
    const vec3 x = cx * mesh.halfSize.x, y = cy * mesh.halfSize.y, z = cz * mesh.halfSize.z;
    for (uint i = 0u; i < 6u; ++i) {
        const vec3 n = view.planes[i].xyz;
        const float reach = abs(dot(n, x)) + abs(dot(n, y)) + abs(dot(n, z));
        if (dot(n, c) + view.planes[i].w + reach < 0.0)
            return kHidden;
    }

    // Pixels of a metre where the instance is nearest.
    const float radius = sqrt(dot(x, x) + dot(y, y) + dot(z, z));
    const float away = max(length(c - view.eye.xyz) - radius, 1e-3);
    const float pixels = view.eye.w != 0.0 ? view.limits.x : view.limits.x / away;
    if (2.0 * radius * pixels < view.limits.z)
        return kHidden;
    const float scale = sqrt(max(max(dot(cx, cx), dot(cy, cy)), dot(cz, cz)));
    const vec4 seen = mesh.errors * (scale * pixels);
    uint level = 0u;
    for (uint i = 1u; i < kLevels; ++i)
        level = seen[i] <= view.limits.y ? i : level;
    return level;
}

void main() {
    const uint index = push.first + gl_WorkGroupID.x;
    const Chunk chunk = chunks[index];
    const Mesh mesh = meshes[chunk.mesh];
    const View view = views[push.view];

    // Each invocation looks at some that lie side by side.
    const uint me = gl_LocalInvocationIndex;
    const uint each = min((chunk.count + 63u) / 64u, kMostEach);
    const uint begin = min(me * each, chunk.count), end = min(begin + each, chunk.count);
    uvec2 levels = uvec2(0u);  // four bits an instance
    uvec2 mine = uvec2(0u);
    for (uint i = begin; i < end; ++i) {
        const uint level = levelOf(instances[chunk.first + i], mesh, view);
        const uint at = i - begin;
        levels[at >> 3] |= level << (4u * (at & 7u));
        if (level != kHidden)
            mine[level >> 1] += 1u << (16u * (level & 1u));
    }
    counts[me] = mine;
    barrier();

    // How many stand before mine, and how many there are.
    uvec2 before = uvec2(0u), all = uvec2(0u);
    for (uint i = 0u; i < 64u; ++i) {
        before += i < me ? counts[i] : uvec2(0u);
        all += counts[i];
    }
    for (uint i = begin; i < end; ++i) {
        const uint at = i - begin;
        const uint level = (levels[at >> 3] >> (4u * (at & 7u))) & 15u;
        if (level == kHidden)
            continue;
        const uint half_ = 16u * (level & 1u);
        const uint place = (before[level >> 1] >> half_) & 0xffffu;
        before[level >> 1] += 1u << half_;
        visible[visiblePlace(chunk, level) + place] = chunk.first + i;
    }
    if (me < kLevels) {
        const uint count = (all[me >> 1] >> (16u * (me & 1u))) & 0xffffu;
        levelCounts[(push.view * push.chunkRoom + index) * kLevels + me] = count;
        if (push.view == 0u && count > 0u) {
            atomicAdd(countedTriangles, count * (mesh.indexCount[me] / 3u));
            atomicAdd(countedInstances, count);
        }
    }
}
