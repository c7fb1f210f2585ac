#pragma once

#include "engine/assets/importer.h"
#include "engine/assets/robot_model.h"

namespace gemba::assets {

/// Which description, and where its `package://NAME/` lie.
struct RobotSettings {
    std::filesystem::path file;
    /// Folders that hold a folder NAME, or are it. None: folders above the file that are the
    /// package (by their name or their package.xml) or hold it.
    std::vector<std::filesystem::path> packages;

    // Limits of the child process.
    uint64_t memoryMiB = 1024;
    int timeoutSeconds = 20;
};

/// Reads a URDF description in the sandboxed child process and finds its mesh files, which are not
/// read here: importModel() takes each. A description is small, so it is read anew each time.
/// Blocks; call it from a worker. Errors name the file and the link or joint: not found, no robot,
/// a loop, two roots, no limits, mimic joints, numbers that are not finite, too many links; a mesh
/// that is missing, outside its package, or of an unknown package; and those of any import.
[[nodiscard]] Result<RobotModel> importRobot(const RobotSettings& settings,
                                             std::stop_token stop = {},
                                             ImportStandby* standby = nullptr);

/// How to read a mesh of a link: metres, Z up, but for what its own format claims.
[[nodiscard]] ImportSettings meshSettings(const RobotShape& shape);

/// The geometry of a box, cylinder or sphere of a link, in its colour.
[[nodiscard]] std::shared_ptr<const Model> primitiveModel(const RobotShape& shape);

/// A mesh in the colour that the description gives to it, where its format has none of its own.
[[nodiscard]] std::shared_ptr<const Model> colored(std::shared_ptr<const Model> mesh,
                                                   const RobotShape& shape);

}  // namespace gemba::assets
