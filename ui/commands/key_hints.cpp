#include "ui/commands/key_hints.h"

#include <QCoreApplication>
#include <QHelpEvent>
#include <QPointer>
#include <QStringList>
#include <QToolButton>
#include <QToolTip>
#include <QVariant>

namespace gemba::ui {
namespace {

constexpr const char* kPaired = "gemba.actions";
using Actions = QList<QPointer<QAction>>;

[[nodiscard]] Actions actionsOf(const QWidget& widget) {
    const QVariant paired = widget.property(kPaired);
    if (paired.isValid())
        return paired.value<Actions>();
    const auto* const button = qobject_cast<const QToolButton*>(&widget);
    return button != nullptr && button->defaultAction() != nullptr
               ? Actions{button->defaultAction()}
               : Actions{};
}

}  // namespace

KeyHints::KeyHints(QObject* parent) : QObject(parent) {
    QCoreApplication::instance()->installEventFilter(this);
}

void KeyHints::pair(QWidget& widget, std::initializer_list<QAction*> actions) {
    Actions all;
    for (QAction* const action : actions)
        all.push_back(action);
    widget.setProperty(kPaired, QVariant::fromValue(all));
}

QString KeyHints::hintOf(const QWidget& widget) {
    QStringList keys;
    for (const QPointer<QAction>& action : actionsOf(widget)) {
        if (action != nullptr && !action->shortcut().isEmpty())
            keys << action->shortcut().toString(QKeySequence::NativeText);
    }
    const QString tip = widget.toolTip();
    return tip.isEmpty() || keys.isEmpty()
               ? tip
               : QStringLiteral("%1 (%2)").arg(tip, keys.join(QStringLiteral(", ")));
}

bool KeyHints::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::ToolTip || !watched->isWidgetType())
        return false;
    auto& widget = *static_cast<QWidget*>(watched);
    const QString hint = hintOf(widget);
    if (hint == widget.toolTip())
        return false;
    QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), hint, &widget);
    return true;
}

}  // namespace gemba::ui
