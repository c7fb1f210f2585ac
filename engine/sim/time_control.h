#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/core/result.h"
#include "engine/sim/command.h"
#include "engine/sim/look_back.h"

namespace gemba::sim {

enum class Loop : uint8_t { off, range, all };

/// Where the one cursor stands and what it does. A copy.
struct TimeStatus {
    TimeRange range;    ///< of all that can be looked at
    TimeRange chosen;   ///< by the user; empty: none
    UtcNs cursor = 0;   ///< as last asked for; the picture follows
    UtcNs now = 0;      ///< of a session whose past this is; 0: a recording, which has none
    bool live = false;  ///< the cursor follows now: what is shown is the session itself
    bool shown = true;  ///< a picture of the past is there; not yet just after leaving now
    int64_t history = 60 * kNsPerSecond;  ///< of the curves before the cursor
    double rate = 1.0;                    ///< recorded seconds per second; 0: as fast as it goes
    Loop loop = Loop::off;
    bool playing = false;
    bool physics = true;       ///< playing simulates anew; false: shows the recorded track
    bool simulated = false;    ///< the picture now is that of the rebuilt physics
    double rebuilding = -1.0;  ///< 0 … 1 while physics is rebuilt, else negative
    std::string trouble;       ///< why the last wish was not fulfilled; empty: it was
};

/// One cursor through time, as the window moves it. The GUI thread calls all; nothing waits.
class TimeControl {
 public:
    virtual ~TimeControl() = default;

    [[nodiscard]] virtual TimeStatus status() const = 0;
    /// Goes there; playing goes on from there, and what is paused stays paused. From now on one
    /// looks back, paused; the session itself goes on.
    virtual void seek(UtcNs at) = 0;
    /// Back to now, where there is one. Playing that catches up with now goes there by itself.
    virtual void goLive() = 0;
    virtual void play(bool on) = 0;
    /// Pauses, and goes so many ticks on or back.
    virtual void step(int64_t ticks) = 0;
    /// Pauses, and goes to the next message or to the one before: of those that carry the signal,
    /// or of any where it is negative.
    virtual void stepMessage(bool forward, int32_t signal) = 0;
    virtual void setRate(double rate) = 0;
    virtual void setLoop(Loop loop) = 0;
    virtual void choose(TimeRange range) = 0;
    virtual void setPhysics(bool on) = 0;
    /// How long the curves before the cursor are to be.
    virtual void setHistory(int64_t ns) = 0;

    /// Null until it is known.
    [[nodiscard]] virtual std::shared_ptr<const Overview> overview() const = 0;
    /// By time.
    [[nodiscard]] virtual std::vector<TimeMark> bookmarks() const = 0;
    /// Replaces all of them, and keeps them soon; where that fails TimeStatus::trouble says so.
    virtual void setBookmarks(std::vector<TimeMark> marks) = 0;
};

/// What the window posts to a session, for the cursor instead. False: nothing of the past is
/// changed.
[[nodiscard]] bool obey(TimeControl& time, const Command& command);

}  // namespace gemba::sim
