#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/twin/patch.h"
#include "engine/twin/twin.h"

/// Moving, joining and copying what a twin holds, as changes to its text.
namespace gemba::twin {

/// Where a device or model stands at rest.
struct Standing {
    int32_t device = -1, model = -1;  ///< index; one of them
    Pose worldFromThing;
    Pose worldFromParent;  ///< its `pose` is in this frame
};
[[nodiscard]] std::optional<Standing> standingOf(const Twin& twin, std::string_view id);

/// The thing is put there: its `pose`, rounded to 0.1 mm and 0.001 degrees; of what stands on a
/// belt only how far along it, within its length. Empty where that changes nothing.
[[nodiscard]] std::vector<Change> movedTo(const Twin& twin, std::string_view id,
                                          const Pose& worldFromThing);

/// An end of a belt, where equipment joins: in the middle of its edge, at belt height.
struct Port {
    uint32_t device = 0;
    bool in = true;       ///< parts come here; else they leave here
    Vec3 position{0.0};   ///< m, world
    Vec3 direction{0.0};  ///< unit, of travel
};
/// Of a device that stands so; none of what has no belt.
[[nodiscard]] std::vector<Port> portsOf(const Twin& twin, uint32_t device,
                                        const Pose& worldFromDevice);

/// A belt that comes near another one's end goes on from there: straight on where it is nearly so
/// (within 15 degrees), else with the angle that it has.
struct PortSnap {
    Pose worldFromDevice;
    Vec3 at{0.0};            ///< m, world: where they join
    uint32_t neighbour = 0;  ///< index of the other belt
};
/// The nearest joint within `reach` m; nothing where there is none.
[[nodiscard]] std::optional<PortSnap> snappedToPorts(const Twin& twin, uint32_t device,
                                                     const Pose& worldFromDevice, double reach);

/// Of these the ones that stand on none of the others nor hang on it, each once: what moves or
/// copies them takes the rest along. What is not of the twin is left out.
[[nodiscard]] std::vector<std::string> rootsOf(const Twin& twin, std::span<const std::string> ids);

struct Copies {
    std::vector<std::string> ids;  ///< of the copies of the things themselves, copy by copy
    std::vector<Change> changes;
};
/// `count` copies of a thing with all that stands on it or hangs on it, each `step` (m, world) on
/// from the one before; of what stands on a belt x of the step counts along it. What is bound or
/// watched is not: a copy has no signals. Comments inside are not copied.
[[nodiscard]] Copies copiesOf(const Twin& twin, std::string_view id, const Vec3& step, int count);
/// Of several at once: what of them names another one names its copy.
[[nodiscard]] Copies copiesOf(const Twin& twin, std::span<const std::string> ids, const Vec3& step,
                              int count);

}  // namespace gemba::twin
