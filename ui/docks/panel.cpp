#include "ui/docks/panel.h"

namespace gemba::ui {

Panel::Panel(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("panel"));
    setAttribute(Qt::WA_StyledBackground);
}

}  // namespace gemba::ui
