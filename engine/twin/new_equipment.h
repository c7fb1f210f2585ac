#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/core/result.h"
#include "engine/twin/patch.h"
#include "engine/twin/twin.h"

/// What a new piece of equipment begins with.
namespace gemba::twin {

/// Where it is wanted.
struct Placement {
    Vec3 floor{0.0};      ///< m, world: a point on the floor that one looks at
    int32_t beside = -1;  ///< index of the device that is chosen: a new belt goes on from its
                          ///< end, what stands on belts stands on it
    double at = -1.0;     ///< m along that belt; < 0: where there is room
    std::filesystem::path file;  ///< of kinds that are read from one: a robot's URDF, absolute
};

struct Addition {
    std::string id;
    std::vector<Change> changes;
};

/// `kind`: index into catalogue(). Errors: it needs a belt and there is none, or a file.
[[nodiscard]] Result<Addition> addition(const Twin& twin, uint32_t kind, const Placement& where);

/// What a model says of its file; empty: nothing, so the importer decides.
struct ModelKeys {
    std::string unit;       ///< "mm"
    std::string up;         ///< "y"
    std::string collision;  ///< "box"
};

/// A model is placed: what stands on the floor begins there.
[[nodiscard]] Addition modelAddition(const Twin& twin, const std::filesystem::path& file,
                                     const Vec3& floor, const ModelKeys& keys = {});

/// An id as like a name as ids can be: "Belt 2 (left)" becomes "belt_2_left".
[[nodiscard]] std::string idFrom(std::string_view name);

/// The text of a new twin: a name, and nothing in it.
[[nodiscard]] std::string newTwinText(std::string_view name);

/// A file as it stands in a twin: relative to the twin's folder where that is not far.
[[nodiscard]] std::string filePathFor(const Twin& twin, const std::filesystem::path& file);

}  // namespace gemba::twin
