#pragma once

#include <vector>

#include "engine/core/measure.h"

namespace gemba::signals {

/// Lines of `gemba bench`: a plot of 10 million points of one series, 1,000 columns wide, against a
/// bare pass for their least and greatest. The first picture counts all that sums them up, which
/// the history does as points come; a pan or zoom reads what has been summed up.
[[nodiscard]] std::vector<measure::Figure> benchHistory();

}  // namespace gemba::signals
