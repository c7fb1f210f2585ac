#include "ui/docks/panel.h"

#include "ui/renewal.h"

namespace gemba::ui {

Panel::Panel(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("panel"));
    setAttribute(Qt::WA_StyledBackground);
}

void Panel::customEvent(QEvent* event) {
    if (Renewal::of(*event) != nullptr)
        renew();
}

}  // namespace gemba::ui
