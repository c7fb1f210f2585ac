#include "ui/docks/dock_title.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include "ui/icons.h"
#include "ui/make_child.h"

namespace gemba::ui {
namespace {

constexpr int kHeight = 32;

[[nodiscard]] QToolButton* titleButton(QWidget* parent, IconName name, const QString& hint) {
    auto* out = makeChild<QToolButton>(parent);
    out->setIcon(icon(name));
    out->setIconSize({14, 14});
    out->setToolTip(hint);
    out->setAccessibleName(hint);
    out->setFocusPolicy(Qt::NoFocus);
    return out;
}

}  // namespace

DockTitle::DockTitle(const QString& title, QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("dockTitle"));
    setAttribute(Qt::WA_StyledBackground);
    auto* name = makeChild<QLabel>(this, title);
    QFont strong = name->font();
    strong.setWeight(QFont::DemiBold);
    name->setFont(strong);
    QToolButton* detach = titleButton(this, IconName::detach, tr("Float or dock"));
    QToolButton* shut = titleButton(this, IconName::close, tr("Close"));
    connect(detach, &QToolButton::clicked, this, &DockTitle::detachRequested);
    connect(shut, &QToolButton::clicked, this, &DockTitle::closeRequested);

    auto* layout = makeChild<QHBoxLayout>(this);
    layout->setContentsMargins(12, 0, 4, 0);
    layout->setSpacing(0);
    layout->setSizeConstraint(QLayout::SetNoConstraint);
    layout->addWidget(name, 1);
    layout->addWidget(detach);
    layout->addWidget(shut);
}

void DockTitle::setFolded(bool folded) {
    if (m_folded == folded)
        return;
    m_folded = folded;
    updateGeometry();
}

QSize DockTitle::sizeHint() const {
    return {60, m_folded ? 0 : kHeight};
}

}  // namespace gemba::ui
