#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "engine/sim/services.h"
#include "engine/sim/session.h"

namespace gemba::app {

/// What `gemba run --json` prints; scripts rely on its names.
[[nodiscard]] nlohmann::ordered_json summaryJson(sim::Session& session,
                                                 const std::vector<sim::LinkStatus>& links);

/// The same for people, a few lines.
[[nodiscard]] std::string summaryText(sim::Session& session,
                                      const std::vector<sim::LinkStatus>& links);

/// What flowed through the line, by the ids of its sinks.
[[nodiscard]] nlohmann::ordered_json flowJson(const sim::SnapshotFlow& flow,
                                              const twin::Twin& twin);

/// 16 hex digits.
[[nodiscard]] std::string hashText(uint64_t hash);

}  // namespace gemba::app
