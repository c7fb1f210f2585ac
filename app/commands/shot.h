#pragma once

#include <filesystem>

#include "app/picture.h"

namespace gemba::app {

struct ShotOptions {
    std::filesystem::path file;      ///< a twin, or a model
    double time = 0.0;               ///< s simulated before the picture
    std::filesystem::path snapshot;  ///< draws these bytes instead of simulating
    PictureOptions picture;
};

/// `gemba shot`: a picture without a display. Returns 0, or 3 for bad data.
[[nodiscard]] int runShot(const ShotOptions& options);

}  // namespace gemba::app
