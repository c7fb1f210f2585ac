#pragma once

#include <cstdint>
#include <vector>

#include "engine/core/measure.h"
#include "engine/core/result.h"

namespace gemba::render {

/// Raw times behind the ratio "frame ÷ bare draw of the same triangles".
struct RenderBench {
    uint64_t triangles = 0;
    double oursMs = 0.0;    ///< median wall time of a frame of ours, read back
    double bareMs = 0.0;    ///< median of one indexed Lambert draw, read back, with as many samples
    double recordMs = 0.0;  ///< median time to gather and record a frame of ours
};

/// Draws one large mesh of about `triangles`, 1280 x 720, `frames` times each way in turn.
/// Errors: no Vulkan device.
[[nodiscard]] Result<RenderBench> benchRender(uint64_t triangles = 1'000'000, int frames = 7);

/// The lines of `gemba bench render`: of this, and of a flight of bench_hall.h.
[[nodiscard]] Result<std::vector<measure::Figure>> benchFrameFigures();
[[nodiscard]] Result<std::vector<measure::Figure>> benchFlightFigures(uint32_t instances);

}  // namespace gemba::render
