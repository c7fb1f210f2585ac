#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/core/result.h"
#include "engine/twin/twin.h"

namespace gemba::app {

/// One property and the values that it takes in turn, SI; booleans 0 and 1. Or the controller's
/// script and the files that stand in its place in turn; then the values count them from 0.
struct SweptProperty {
    std::string name;       ///< "infeed.speed"
    uint32_t property = 0;  ///< Twin::propertyIndex
    bool boolean = false;
    std::vector<double> values;
    std::vector<std::string> scripts;  ///< as they were given; empty: it is a property

    [[nodiscard]] bool isScript() const { return !scripts.empty(); }
};

/// All runs of a sweep: the last property's values vary fastest, but for the seeds.
struct SweepPlan {
    static constexpr uint64_t kMostRuns = 1'000'000;

    std::vector<SweptProperty> properties;
    std::vector<uint64_t> seeds;  ///< at least one

    [[nodiscard]] uint64_t runs() const;
    [[nodiscard]] uint64_t seed(uint64_t run) const { return seeds[run % seeds.size()]; }
    /// Index into `properties[property].values`.
    [[nodiscard]] size_t choice(uint64_t run, size_t property) const;
    [[nodiscard]] double value(uint64_t run, size_t property) const {
        return properties[property].values[choice(run, property)];
    }
    /// The one that is the controller's script; null: it stays as it is.
    [[nodiscard]] const SweptProperty* script() const;
};

/// From "device.property=A,B,…" each, or "controller.script=FILE,…". Errors: no such property (with
/// the nearest name), one that the simulation itself writes, the same one twice, a value that is
/// none, too many runs.
[[nodiscard]] Result<SweepPlan> planSweep(const twin::Twin& twin,
                                          const std::vector<std::string>& sets,
                                          std::vector<uint64_t> seeds);

/// "1..32", "7" or "1,5,9..12". Errors: not that, or more than kMostRuns.
[[nodiscard]] Result<std::vector<uint64_t>> parseSeeds(std::string_view text);

}  // namespace gemba::app
