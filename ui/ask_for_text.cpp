#include "ui/ask_for_text.h"

#include <QInputDialog>
#include <QLayout>
#include <QLineEdit>
#include <utility>

#include "ui/fit_title.h"
#include "ui/make_child.h"

namespace gemba::ui {

QInputDialog* askForText(QWidget& parent, const QString& title, const QString& label,
                         std::function<void(const QString&)> answered) {
    auto* dialog = makeChild<QInputDialog>(&parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setLabelText(label);
    QObject::connect(dialog, &QInputDialog::textValueSelected, &parent, std::move(answered));
    // Qt makes field and layout as it is asked for its size; the layout would set a width of its
    // own.
    (void)dialog->sizeHint();
    dialog->layout()->setSizeConstraint(QLayout::SetDefaultConstraint);
    fitTitle(*dialog, title);
    dialog->show();
    dialog->findChild<QLineEdit*>()->setAccessibleName(label);
    return dialog;
}

}  // namespace gemba::ui
