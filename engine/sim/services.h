#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/core/result.h"
#include "engine/core/spsc_ring.h"
#include "engine/core/time.h"
#include "engine/signals/sample.h"

/// What the rooms beside `sim` implement for it and for the window: plain types and interfaces.
namespace gemba::sim {

/// Health of one source's link, for people. A copy; counters only grow.
struct LinkStatus {
    std::string id, endpoint;
    bool connected = false;
    bool recorded = false;  ///< no link: what a recording holds of the source
    uint64_t messages = 0, bytes = 0;
    uint64_t samples = 0;       ///< decoded values, bound or not
    uint64_t rejected = 0;      ///< messages that could not be read
    std::string firstReason;    ///< why the first of them could not
    uint64_t lost = 0;          ///< gaps in `seq`, over all topics
    uint64_t duplicates = 0;    ///< repeated or older `seq`
    uint64_t rivals = 0;        ///< messages not used: of another publisher than is believed
    std::string firstConflict;  ///< on which topic two publishers spoke first
    uint64_t dropped = 0;       ///< samples that found the ring full
    uint64_t disconnects = 0;   ///< oversized messages among the reasons
    double rate = 0.0;          ///< messages a second, about the last second
};

/// Where measured values come from: a socket, later a file. The session takes samples from the
/// ring; status() may be called by any thread.
class SampleSource {
 public:
    virtual ~SampleSource() = default;
    [[nodiscard]] virtual SpscRing<signals::Sample>& ring() = 0;
    [[nodiscard]] virtual LinkStatus status() const = 0;
};

/// One simulated value on its way out: to the publisher, later the recorder. Crosses a ring by
/// copy.
struct Output {
    uint32_t signal = 0;
    bool change = true;  ///< false: repeated once a second, with the original time
    UtcNs time = 0;      ///< UTC of the tick in which it took this value
    Tick tick = 0;
    Value value;  ///< wire units
};

/// Where outputs go. Only the simulation's thread calls it.
class OutputSink {
 public:
    virtual ~OutputSink() = default;
    /// False when full: the caller tries again, with what it is then.
    [[nodiscard]] virtual bool push(const Output& output) = 0;
    /// True: gone from the network from `now` on, UTC of the tick; what would have been sent
    /// counts, and is lost.
    virtual void setOffline(bool offline, UtcNs now) = 0;
};

/// How the recording of a session goes, for people. A copy.
struct RecordingStatus {
    bool recording = false;    ///< a file is being written
    UtcNs since = 0;           ///< how far back the store reaches in this session; 0: not at all
    UtcNs durableUntil = 0;    ///< what came before is in a file
    uint64_t bytes = 0;        ///< of this session's files
    uint64_t lost = 0;         ///< messages and records that are in no file
    std::string problem;       ///< why nothing is recorded now; empty: all is well
    std::string firstProblem;  ///< why something was lost before; empty: nothing was
    std::string folder;        ///< where the files lie
};

/// What to save, with the bookmarks in it: from the checkpoint at or before `from`.
struct SaveRequest {
    UtcNs from = 0, to = INT64_MAX;
    std::string file;  ///< path of the new recording
};

/// A saving on its way, or the last one.
struct SaveStatus {
    enum class State { none, running, done, failed, cancelled };
    State state = State::none;
    double progress = 0.0;  ///< 0 … 1
    std::string file;
    std::string message;     ///< why it failed, or what is not as it was asked for
    UtcNs from = 0, to = 0;  ///< done: what the file holds
    uint64_t bytes = 0;
    uint64_t number = 0;  ///< counts the requests
};

/// The recording of a running session, as the window sees it. Any thread.
class RecordingService {
 public:
    virtual ~RecordingService() = default;
    [[nodiscard]] virtual RecordingStatus status() const = 0;
};

/// Saves ranges of a recording, be it a session's or a file. Any thread.
class SavingService {
 public:
    virtual ~SavingService() = default;
    /// Begins to save a range; refused with a reason while one is being saved.
    [[nodiscard]] virtual Result<void> save(SaveRequest request) = 0;
    virtual void cancelSave() = 0;
    [[nodiscard]] virtual SaveStatus saveStatus() const = 0;
};

}  // namespace gemba::sim
