#pragma once

class QWidget;

namespace gemba::ui {

/// What this program is, in a box that does not block.
void showAbout(QWidget& parent);

}  // namespace gemba::ui
