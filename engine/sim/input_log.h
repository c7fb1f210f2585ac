#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/result.h"
#include "engine/signals/sample.h"
#include "engine/sim/command.h"
#include "engine/twin/twin.h"

namespace gemba::sim {

/// All that entered a session's ticks, so that another run can be given the same. Times are part of
/// it: the UTC of a tick is an input too.
struct InputLog {
    struct TickEntry {
        Tick tick = 0;
        UtcNs utc = 0;
        std::vector<signals::Sample> samples;
        std::vector<Command> commands;

        template <class A>
        void visitState(A& archive) {
            archive(tick, utc, samples, commands);
        }
    };

    uint64_t seed = 1;
    bool following = false;
    std::vector<TimeMap::Entry> times;  ///< the TimeMap; entries hold until the next
    int64_t stepHz = 240;
    std::vector<TickEntry> ticks;  ///< only ticks that had samples or commands, ascending
    Tick end = 0;                  ///< first tick not simulated

    template <class A>
    void visitState(A& archive) {
        archive(seed, following, times, stepHz, ticks, end);
    }
};

void encode(const InputLog& log, Bytes& out);
[[nodiscard]] Result<InputLog> decodeInputLog(std::span<const std::byte> in);

/// Whether a log can have come from this twin: step, sources, signals and values in range. Nothing
/// of it may be replayed before.
[[nodiscard]] Result<void> checkInputs(const InputLog& log, const twin::Twin& twin);

}  // namespace gemba::sim
