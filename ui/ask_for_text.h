#pragma once

#include <QString>
#include <functional>

class QInputDialog;
class QWidget;

namespace gemba::ui {

/// Asks for a line of text without stopping the work; the dialog ends itself. `answered` is not
/// called where the user changes their mind.
QInputDialog* askForText(QWidget& parent, const QString& title, const QString& label,
                         std::function<void(const QString&)> answered);

}  // namespace gemba::ui
