#pragma once

class QCPAxis;
class QCPLegend;

namespace gemba::ui {

/// An axis in the window's colours.
void dress(QCPAxis& axis);
/// Likewise; in a row of its own above the curves, which it would hide.
void layOut(QCPLegend& legend);

}  // namespace gemba::ui
