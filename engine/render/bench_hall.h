#pragma once

#include <cstdint>

#include "engine/core/result.h"

namespace gemba::render {

/// A flight through a hall of many instances, and what culling and levels of detail save of it.
struct HallBench {
    uint64_t instances = 0;
    double submitted = 0.0, drawn = 0.0;           ///< triangles of a frame, mean
    double p50Ms = 0.0, p95Ms = 0.0, p99Ms = 0.0;  ///< wall time of a frame
    double cpuP50Ms = 0.0, cpuP99Ms = 0.0;         ///< to gather and record it
    double offMs = 0.0;  ///< median of some of the same frames, all drawn as fine as it is
    double onMs = 0.0;   ///< … and of these with culling and levels
};

/// 50 meshes of 300 to 9000 triangles, `instances` of them standing in a hall, a flight of `frames`
/// at 1280 x 720; every frame / `compared` is also drawn whole. Nothing moves but the eye.
/// Errors: no Vulkan device.
[[nodiscard]] Result<HallBench> benchHall(uint32_t instances, int frames = 300, int compared = 4);

}  // namespace gemba::render
