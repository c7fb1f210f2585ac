#pragma once

#include <QString>

class QWidget;

namespace gemba::ui {

/// Gives a small window its title, and a width that shows all of it beside the frame's buttons.
void fitTitle(QWidget& window, const QString& title);

}  // namespace gemba::ui
