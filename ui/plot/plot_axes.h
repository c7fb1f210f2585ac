#pragma once

class QCPAxis;
class QCPLegend;

namespace gemba::ui {

/// In the window's colours.
void dress(QCPAxis& axis);
void dress(QCPLegend& legend);
/// Likewise; in a row of its own above the curves, which it would hide.
void layOut(QCPLegend& legend);

}  // namespace gemba::ui
