#include "ui/ask_for_text.h"

#include <QInputDialog>
#include <QLineEdit>
#include <utility>

#include "ui/fit_title.h"
#include "ui/make_child.h"

namespace gemba::ui {

QInputDialog* askForText(QWidget& parent, const QString& title, const QString& label,
                         std::function<void(const QString&)> answered) {
    auto* dialog = makeChild<QInputDialog>(&parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    fitTitle(*dialog, title);
    dialog->setLabelText(label);
    QObject::connect(dialog, &QInputDialog::textValueSelected, &parent, std::move(answered));
    dialog->show();
    // Qt makes the field as it is shown.
    dialog->findChild<QLineEdit*>()->setAccessibleName(label);
    return dialog;
}

}  // namespace gemba::ui
