#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/core/result.h"
#include "engine/sim/look_back.h"

namespace gemba::sim {

enum class Loop : uint8_t { off, range, all };

/// Where the one cursor stands and what it does. A copy.
struct TimeStatus {
    TimeRange range;    ///< of all that can be looked at
    TimeRange chosen;   ///< by the user; empty: none
    UtcNs cursor = 0;   ///< as last asked for; the picture follows
    double rate = 1.0;  ///< recorded seconds per second; 0: as fast as it goes
    Loop loop = Loop::off;
    bool playing = false;
    bool physics = true;       ///< playing simulates anew; false: shows the recorded track
    bool simulated = false;    ///< the picture now is that of the rebuilt physics
    double rebuilding = -1.0;  ///< 0 … 1 while physics is rebuilt, else negative
    std::string trouble;       ///< why the last wish was not fulfilled; empty: it was
};

/// What lies where; made once, when it is known.
struct Overview {
    Density density;
    std::vector<TimeMark> marks;  ///< losses and gaps, by time
};

/// One cursor through time, as the window moves it. The GUI thread calls all; nothing waits.
class TimeControl {
 public:
    virtual ~TimeControl() = default;

    [[nodiscard]] virtual TimeStatus status() const = 0;
    /// Goes there; playing goes on from there, and what is paused stays paused.
    virtual void seek(UtcNs at) = 0;
    virtual void play(bool on) = 0;
    /// Pauses, and goes so many ticks on or back.
    virtual void step(int64_t ticks) = 0;
    virtual void setRate(double rate) = 0;
    virtual void setLoop(Loop loop) = 0;
    virtual void choose(TimeRange range) = 0;
    virtual void setPhysics(bool on) = 0;

    /// Null until it is known.
    [[nodiscard]] virtual std::shared_ptr<const Overview> overview() const = 0;
    /// By time.
    [[nodiscard]] virtual std::vector<TimeMark> bookmarks() const = 0;
    /// Replaces all of them, and keeps them. Errors: they cannot be written.
    [[nodiscard]] virtual Result<void> setBookmarks(std::vector<TimeMark> marks) = 0;
};

}  // namespace gemba::sim
