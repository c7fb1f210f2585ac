#pragma once

#include <vector>

#include "engine/core/result.h"
#include "engine/core/time.h"
#include "engine/sim/services.h"
#include "ingest/json_decoder.h"
#include "ingest/message_tap.h"

namespace gemba::ingest {

/// What the ingest thread sleeps on: a ZeroMQ socket, or a file descriptor where that is null.
struct WakeUp {
    void* socket = nullptr;
    int fd = -1;
    bool whenWritable = false;  ///< of a descriptor: also when it takes bytes
};

/// One `[[live]]` source as the ingest thread serves it, whatever its messages come over. Connects,
/// loses and finds its peer by itself; what goes wrong is counted. Nothing here blocks. Made and
/// opened by any thread; then served by the ingest thread, the ring read by the simulation's.
class WireSource : public sim::SampleSource {
 public:
    /// Before the ingest thread starts. Fails on an endpoint that cannot be; a peer that is not
    /// there yet is no failure.
    [[nodiscard]] virtual Result<void> open() = 0;
    /// Before the ingest thread starts: is handed every message; outlives the source.
    virtual void setTap(MessageTap* tap) = 0;
    /// Any thread: unit of the source's times, as stated or judged.
    [[nodiscard]] virtual TimeUnit timeUnit() const = 0;

    // Ingest thread from here on.
    /// Takes up to `most` waiting messages; returns how many there were.
    virtual size_t drain(size_t most) = 0;
    /// Every turn: follows the connection, and connects anew where it is time.
    virtual void readMonitor(UtcNs now) = 0;
    /// Every few milliseconds: moves waiting samples on, measures the rate.
    virtual void housekeep(UtcNs now) = 0;
    /// Samples wait aside for room in the ring.
    [[nodiscard]] virtual bool waiting() const = 0;
    /// Appends what it waits for; nothing while closed.
    virtual void collect(std::vector<WakeUp>& out) const = 0;
    virtual void close() = 0;
};

}  // namespace gemba::ingest
