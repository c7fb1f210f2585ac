#pragma once

#include <QColor>

namespace gemba::ui {

/// What one signal's curves wear: measured solid, simulated dashed.
struct PlotColors {
    QRgb measured, simulated, residual;
};

/// Of the n-th signal of a row. The first wears what the whole window says: amber, blue, coral. The
/// others have a hue each that none of these is, also for eyes that tell red from green badly (from
/// Okabe and Ito's palette, lightened for a dark ground, darkened for a light one): they differ in
/// lightness too.
[[nodiscard]] PlotColors plotColors(uint32_t place);

}  // namespace gemba::ui
