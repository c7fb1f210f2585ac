#pragma once

#include <vector>

#include "engine/core/measure.h"

namespace gemba::ui {

/// The line of `gemba bench`: CPU time of the GUI thread for a frame of a plot of 10 million points
/// while it is panned and zoomed, the one in twenty that takes longest, read, laid out and painted.
/// Starts a QApplication without a display: once in a process that has none.
[[nodiscard]] std::vector<measure::Figure> benchPlotFrames();

}  // namespace gemba::ui
