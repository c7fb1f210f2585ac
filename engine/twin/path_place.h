#pragma once

#include <optional>

#include "engine/twin/twin.h"

/// Where parts are along the paths of belts.
namespace gemba::twin {

/// A part's middle on a path.
struct PathPlace {
    uint32_t belt = 0;  ///< index into Twin::pathBelts: the one it is on
    uint32_t path = 0;
    double at = 0.0;                   ///< m along the path
    double across = 0.0, above = 0.0;  ///< m from the belt's centre line, over its top
};

/// Nothing where the point is on no belt of a path, or higher above one than a stack of parts.
[[nodiscard]] std::optional<PathPlace> placeOnPath(const Twin& twin, const Vec3& middle);

/// The belt at a distance along a path (index into Twin::pathBelts); nothing beyond its ends.
[[nodiscard]] std::optional<uint32_t> beltAt(const Twin& twin, uint32_t path, double at);

/// The place of a path that is nearest to a distance along it, m: itself, or an end. `path` has
/// belts.
[[nodiscard]] double withinPath(const Twin& twin, uint32_t path, double at);

/// The pose carried along the path to `at`: as far across the belt and above it, turned with it.
/// Nothing where the path does not go so far.
[[nodiscard]] std::optional<Pose> carried(const Twin& twin, const PathPlace& from, const Pose& pose,
                                          double at);

/// Half of what a part's box measures along, across and above a belt (index into Twin::pathBelts),
/// m, however it lies. `rotation`: world from part.
[[nodiscard]] Vec3 halvesOnBelt(const Twin& twin, uint32_t pathBelt, const ItemType& item,
                                const Quat& rotation);

}  // namespace gemba::twin
