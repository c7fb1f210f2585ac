#pragma once

#include <QString>

#include "engine/core/pose.h"

namespace gemba::ui {

/// "3.20 × 0.80 × 1.10 m", in the unit in which it is read best.
[[nodiscard]] QString sizeText(const Vec3& sizeM);

/// Whether a size can be meant: something between a bolt and a hall.
struct SizeCheck {
    bool odd = false;
    QString text;              ///< "It would be 3.2 km long."; empty where all is well
    double betterUnitM = 0.0;  ///< with which it would be of a likely size; 0: none
};
/// `unitM`: metres per unit of the file, with which it is `sizeM` large.
[[nodiscard]] SizeCheck checkSize(const Vec3& sizeM, double unitM);

/// "mm" of 0.001; empty where the unit has no name.
[[nodiscard]] QString unitName(double unitM);

}  // namespace gemba::ui
