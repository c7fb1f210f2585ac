#pragma once

#include <QIcon>

namespace gemba::ui {

enum class IconName {
    play,
    pause,
    step,
    reset,
    open,
    frameAll,
    tree,
    inspector,
    wire,
    equipment,
    move,
    residuals,
    signalTable,
    lanes,
    plot,
    cursors,
    save,
    sources,
    log,
    problems,
    alarms,
    futures,
    detach,
    close,
    eye,
    eyeOff,
    lock,
    lockOpen,
    application,
};

/// Drawn by QPainter on a grid of 24 units in the colours of the look that is worn; sharp at every
/// size.
[[nodiscard]] QIcon icon(IconName name);

/// A round mark for a state, 10 pixels.
[[nodiscard]] QPixmap dot(QRgb color, double pixelRatio);

}  // namespace gemba::ui
