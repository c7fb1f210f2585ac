#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "engine/core/pose.h"
#include "engine/core/result.h"
#include "engine/sim/snapshot.h"

/// What if: futures of the instant at the cursor, as they are and with something changed.
namespace gemba::sim {

/// A property that is forced in a future.
struct FutureChange {
    uint32_t property = 0;  ///< Twin::propertyIndex
    double value = 0.0;     ///< SI; booleans 0 and 1
    bool operator==(const FutureChange&) const = default;
};

struct FutureRequest {
    static constexpr uint32_t kMostSeeds = 1000;
    static constexpr double kLongest = 7.0 * 24.0 * 3600.0;  ///< s

    UtcNs at = INT64_MAX;  ///< the instant to go on from; INT64_MAX: now
    std::vector<FutureChange> changes;
    std::filesystem::path script;  ///< in place of the controller's; empty: that one
    uint32_t seeds = 8;            ///< branches of each variant
    double seconds = 600.0;        ///< to look ahead

    /// Whether there is a second variant.
    [[nodiscard]] bool changed() const { return !changes.empty() || !script.empty(); }
};

/// A part as one future has it.
struct FuturePart {
    uint32_t serial = 0;
    int32_t item = -1;  ///< index into Twin::items
    glm::vec3 position{0.0f};
    glm::quat rotation{1.0f, 0.0f, 0.0f, 0.0f};
};

/// Where the parts of one branch are, at even intervals.
struct FutureTrack {
    double interval = 0.1;         ///< s
    std::vector<uint32_t> begins;  ///< of each frame in `parts`; one more at the end
    std::vector<FuturePart> parts;

    [[nodiscard]] size_t frames() const { return begins.empty() ? 0 : begins.size() - 1; }
};

/// One run ahead.
struct FutureBranch {
    uint32_t variant = 0;  ///< 0: as it is; 1: with the changes
    uint64_t seed = 1;
    SnapshotFlow flow;
    // After each interval of FutureResults::interval, from its end on:
    std::vector<float> taken;                  ///< parts that all sinks took
    std::vector<float> present;                ///< parts on the line
    std::shared_ptr<const FutureTrack> track;  ///< of the first branch of each variant, else null
};

/// What the futures of one request came to. Immutable.
struct FutureResults {
    FutureRequest request;
    uint64_t number = 0;    ///< of the request
    UtcNs from = 0;         ///< the instant that they go on from
    double interval = 1.0;  ///< s between the points of a branch's curves
    /// By variant, then seed; those that ended by now.
    std::vector<std::shared_ptr<const FutureBranch>> branches;
};

struct FutureStatus {
    enum class State { none, preparing, running, done, failed, cancelled };
    State state = State::none;
    double progress = 0.0;  ///< 0 … 1, of all branches
    uint32_t ended = 0, branches = 0;
    std::string message;  ///< why it failed
    uint64_t number = 0;  ///< counts the requests

    [[nodiscard]] bool busy() const { return state == State::preparing || state == State::running; }
};

/// Runs futures on workers, beside a session that goes on or a recording. Any thread.
class FutureService {
 public:
    virtual ~FutureService() = default;
    /// Refused with a reason while others run, and where the request cannot be.
    [[nodiscard]] virtual Result<void> begin(FutureRequest request) = 0;
    virtual void cancel() = 0;
    [[nodiscard]] virtual FutureStatus status() const = 0;
    /// Those of the last request, as far as they go; null before the first.
    [[nodiscard]] virtual std::shared_ptr<const FutureResults> results() const = 0;
};

}  // namespace gemba::sim
