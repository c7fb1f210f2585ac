#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <span>

#include "engine/core/time.h"
#include "engine/signals/sample.h"

namespace gemba::signals {

/// One point of a series. Times are UTC on our clock: measured ones by the source's time less its
/// clock's estimated offset.
struct Point {
    UtcNs time = 0;
    double value = 0.0;  ///< wire units; residuals of edges in seconds
    Quality quality = Quality::good;

    /// A number that can be believed.
    [[nodiscard]] bool trusted() const {
        return quality <= Quality::uncertain && std::isfinite(value);
    }
};

/// What counts in a mean: a level for as long as it holds, an event as one among others.
enum class Weigh : uint8_t { time, points };

/// What a stretch of a series comes to, for pictures and statistics of more points than anybody can
/// look at. A level holds until the next point. What cannot be trusted is counted, and is in no
/// other figure. Plain data, any thread.
struct Summary {
    static constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

    UtcNs begin = 0, end = 0;            ///< earliest and latest point
    double first = kNone, last = kNone;  ///< as they came; NaN: not to be trusted
    double least = std::numeric_limits<double>::infinity();
    double most = -std::numeric_limits<double>::infinity();
    uint32_t trusted = 0, untrusted = 0;  ///< points
    Weigh weigh = Weigh::time;
    double weight = 0.0;               ///< s during which the level is known; of events how many
    double mean = 0.0, squares = 0.0;  ///< so weighed; squares: deviation² × weight

    [[nodiscard]] bool empty() const { return trusted + untrusted == 0; }
    /// Standard deviation; 0 where nothing has a weight.
    [[nodiscard]] double deviation() const;

    /// What comes next, weighed alike; a level holds until it begins.
    void append(const Summary& next);
    /// A level holds until then.
    void hold(UtcNs until);
    /// A level that began before `from`, when a stretch begins there. What events were before is
    /// nothing to it.
    [[nodiscard]] static Summary level(const Point& before, UtcNs from, Weigh weigh);
};

[[nodiscard]] Summary summarize(std::span<const Point> points, Weigh weigh = Weigh::time);

}  // namespace gemba::signals
