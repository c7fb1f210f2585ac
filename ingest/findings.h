#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/signals/history.h"
#include "engine/sim/finding.h"
#include "engine/sim/look_back.h"
#include "engine/twin/twin.h"

/// What a session found, as the JSON that lies in its recording. Names, not numbers, so that other
/// tools can read it.
namespace gemba::ingest::findings {

extern const std::string_view kResidualSchema;  ///< of `gemba/residuals`
extern const std::string_view kEventSchema;     ///< of `gemba/events`

/// Replaces `out`.
void write(const sim::Finding& finding, const twin::Twin& twin, const signals::SignalNames& names,
           std::string& out);

/// A residual of one signal.
struct Residual {
    uint32_t signal = 0;
    signals::Point point;
};
/// Nothing where it is none of ours, or of a signal that the twin does not have.
[[nodiscard]] std::optional<Residual> readResidual(std::span<const std::byte> json,
                                                   const signals::SignalNames& names);

/// An event as a sentence; nothing where it is none of ours.
[[nodiscard]] std::optional<sim::TimeMark> readEvent(std::span<const std::byte> json);

}  // namespace gemba::ingest::findings
