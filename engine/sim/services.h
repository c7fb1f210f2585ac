#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/core/spsc_ring.h"
#include "engine/signals/sample.h"

/// What the rooms beside `sim` implement for it and for the window: plain types and interfaces.
namespace gemba::sim {

/// Health of one source's link, for people. A copy; counters only grow.
struct LinkStatus {
    std::string id, endpoint;
    bool connected = false;
    bool recorded = false;  ///< no link: what a recording holds of the source
    uint64_t messages = 0, bytes = 0;
    uint64_t samples = 0;      ///< decoded values, bound or not
    uint64_t rejected = 0;     ///< messages that could not be read
    std::string firstReason;   ///< why the first of them could not
    uint64_t lost = 0;         ///< gaps in `seq`, over all topics
    uint64_t duplicates = 0;   ///< repeated or older `seq`
    uint64_t dropped = 0;      ///< samples that found the ring full
    uint64_t disconnects = 0;  ///< oversized messages among the reasons
    double rate = 0.0;         ///< messages a second, about the last second
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
    /// False when full: the output is lost and counted by the caller.
    [[nodiscard]] virtual bool push(const Output& output) = 0;
    /// True: gone from the network; what would have been sent counts, and is lost.
    virtual void setOffline(bool offline) = 0;
};

}  // namespace gemba::sim
