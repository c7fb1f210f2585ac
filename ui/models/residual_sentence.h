#pragma once

#include <QString>

#include "engine/analysis/describe.h"

namespace gemba::ui {

/// What analysis::describe() says, in the window's language: "infeed: 12 of the last 12 cartons
/// late, +0.81 s". The equipment's and the item's names stay.
[[nodiscard]] QString residualSentence(const analysis::ResidualFacts& facts);

}  // namespace gemba::ui
