#pragma once

#include <cstdint>
#include <span>

#include "engine/core/bytes.h"
#include "engine/core/result.h"
#include "engine/core/time.h"

namespace gemba::sim {

enum class CommandType : uint8_t {
    pause,
    resume,
    step,
    reset,
    setRate,
    force,
    release,
    checkpoint,
    acknowledge
};

/// A wish of the user, flat and versioned. Enters at a tick's edge and is a recorded input.
struct Command {
    static constexpr uint32_t kVersion = 1;
    static constexpr uint32_t kEveryAlarm = UINT32_MAX;

    CommandType type = CommandType::pause;
    /// force, release: index into the property table; acknowledge: index into Twin::alarms, or
    /// kEveryAlarm.
    uint32_t property = 0;
    double value = 0.0;  ///< force: SI; setRate: 0 = as fast as it goes
    int64_t count = 1;   ///< step: ticks

    template <class A>
    void visitState(A& archive) {
        archive(type, property, value, count);
    }
    bool operator==(const Command&) const = default;
};

/// Whether it can be of a twin with so many properties and alarms: what was recorded may be
/// damaged.
[[nodiscard]] bool isPossible(const Command& command, uint32_t properties, uint32_t alarms);

void encode(const Command& command, Bytes& out);
[[nodiscard]] Result<void> decode(std::span<const std::byte> in, Command& out);

}  // namespace gemba::sim
