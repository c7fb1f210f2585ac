#pragma once

#include <cstdint>
#include <string>

#include "engine/signals/signal_table.h"
#include "engine/sim/snapshot.h"
#include "engine/twin/twin.h"

namespace gemba::analysis {

/// What the sentence of a residual says, for who says it in another language.
struct ResidualFacts {
    /// Of most that are out: `high` and `low` are of values.
    enum class Way : uint8_t { none, late, early, high, low };

    std::string who;   ///< id of the equipment; empty: the row is not of this twin
    std::string item;  ///< "carton": what a line carries, by its first item type; empty: none told
    sim::ResidualKind kind{};
    uint32_t of = 0;  ///< how many were compared; 0: none yet
    Way way = Way::none;
    uint32_t count = 0;      ///< of those that are out this way
    bool hasMedian = false;  ///< they are the most, and the median speaks for them
    double median = 0.0;     ///< in `unit`
    uint32_t missing = 0, extra = 0;
    double within = 0.0;  ///< of what agrees, in `unit`
    std::string unit;
};
[[nodiscard]] ResidualFacts factsOf(const sim::ResidualRow& row, const twin::Twin& twin);

/// The sentence that says a residual: "infeed: 12 of the last 12 cartons late, +0.81 s". What
/// agrees says so: "infeed: agrees, 12 of the last 12 cartons within 0.10 s".
[[nodiscard]] std::string describe(const sim::ResidualRow& row, const twin::Twin& twin);

}  // namespace gemba::analysis
