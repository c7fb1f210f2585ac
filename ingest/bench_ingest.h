#pragma once

#include <cstdint>
#include <vector>

#include "engine/core/measure.h"
#include "engine/core/result.h"

namespace gemba::ingest {

/// Samples a second of the source's own path, socket to ring, and of a bare loop (ZeroMQ, simdjson
/// on demand or protobuf's coded stream, the same ring) over the same messages in the same process;
/// medians over the rounds.
struct IngestFigures {
    double oursPerSecond = 0.0, barePerSecond = 0.0;  ///< wall time
    double oursCpuNs = 0.0, bareCpuNs = 0.0;          ///< a sample, of the receiving thread
    uint64_t samples = 0;                             ///< a round
    uint64_t lost = 0;                                ///< over all rounds, both; must be 0
};

struct IngestBenchSettings {
    uint32_t batch = 1;          ///< samples a message: 1, or many as `values`
    uint32_t samples = 400'000;  ///< a round
    uint32_t rounds = 9;
    bool protobuf = false;  ///< gemba.v1.Message; else native JSON
};

/// Sends native messages over tcp on loopback from a thread of its own, losing nothing
/// (XPUB_NODROP). 500 signals. Takes a few seconds.
[[nodiscard]] Result<IngestFigures> benchIngest(const IngestBenchSettings& settings = {});

/// The lines of `gemba bench`: single messages and batches of 100, in JSON and protobuf, samples a
/// second. A loss makes a
/// line fail.
[[nodiscard]] Result<std::vector<measure::Figure>> benchIngestFigures();

/// Messages a second of the recorder's thread, over compressing and writing the same records alone.
/// Errors: no room for the file.
[[nodiscard]] Result<measure::Figure> benchRecorder();

}  // namespace gemba::ingest
