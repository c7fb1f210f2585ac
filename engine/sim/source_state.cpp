#include <algorithm>
#include <cmath>

#include "engine/sim/world.h"

namespace gemba::sim {
namespace {

using signals::Sample;

// The smallest transit of each window enters the offset; the last of them cover half a minute, in
// which a clock that drifts 20 ppm moves 0.6 ms.
constexpr int64_t kOffsetWindowNs = 2 * kNsPerSecond;
constexpr size_t kOffsetWindows = 15;

/// Beyond this a stamp is somebody's mistake, a message that was held up, or a clock that was set.
constexpr int64_t kFarOutNs = kNsPerSecond / 2;
/// A clock was set when stamps are out by the same for so long: what was held up comes in a burst.
constexpr int64_t kClockWasSetNs = kNsPerSecond / 2;
/// No network holds a message up for longer.
constexpr int64_t kLongestDelayNs = 30 * kNsPerSecond;

// So that no difference can overflow.
bool sane(const Sample& sample) {
    constexpr int64_t kSane = int64_t{1} << 61;
    return std::abs(sample.sourceTime) <= kSane && std::abs(sample.receiveTime) <= kSane;
}

}  // namespace

UtcNs SourceState::ourTime(const Sample& sample) const {
    if (!sane(sample))
        return sample.receiveTime;
    const UtcNs time = sample.sourceTime - clockOffsetNs;
    const int64_t delay = sample.receiveTime - time;
    const bool possible = !offsetKnown || (delay >= -kFarOutNs && delay <= kLongestDelayNs);
    return possible ? time : sample.receiveTime;
}

// The smallest transit seen lately, for the source's clock against ours. When the clock was set the
// old ones say nothing more.
void SourceState::learnOffset(const Sample& sample) {
    if (sample.last || !sane(sample))
        return;  // a repeat carries the time of an old change
    const int64_t transit = sample.receiveTime - sample.sourceTime;
    if (offsetKnown && std::abs(transit + clockOffsetNs) > kFarOutNs) {
        if (farOutSince == 0 || std::abs(transit - farOut) > kFarOutNs / 2) {
            farOutSince = sample.receiveTime;
            farOut = transit;
        }
        if (sample.receiveTime - farOutSince < kClockWasSetNs)
            return;
        minima.clear();
        ++clockSteps;
    }
    farOutSince = 0;
    if (minima.empty() || sample.receiveTime - windowStart >= kOffsetWindowNs) {
        if (minima.size() == kOffsetWindows)
            minima.erase(minima.begin());
        minima.push_back(transit);
        windowStart = sample.receiveTime;
    } else {
        minima.back() = std::min(minima.back(), transit);
    }
    clockOffsetNs = -*std::min_element(minima.begin(), minima.end());
    offsetKnown = true;
}

}  // namespace gemba::sim
