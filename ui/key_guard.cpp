#include "ui/key_guard.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextEdit>

#include "ui/vulkan/viewport_window.h"

namespace gemba::ui {
namespace {

[[nodiscard]] bool typesInto(const QWidget* widget) {
    return qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QPlainTextEdit*>(widget) ||
           qobject_cast<const QTextEdit*>(widget) || qobject_cast<const QAbstractSpinBox*>(widget);
}

[[nodiscard]] bool pressedBySpace(const QWidget* widget) {
    return qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QComboBox*>(widget);
}

// Keys that walk about in a text or a list, with or without Shift and Alt.
[[nodiscard]] bool walks(int key) {
    return key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Home || key == Qt::Key_End;
}

[[nodiscard]] bool walkedIn(const QWidget* widget) {
    return typesInto(widget) || qobject_cast<const QAbstractItemView*>(widget) ||
           qobject_cast<const QComboBox*>(widget);
}

// Over the picture Home frames it all.
[[nodiscard]] bool ownHome(const QObject* watched, const QKeyEvent& key) {
    return key.key() == Qt::Key_Home && qobject_cast<const ViewportWindow*>(watched) != nullptr;
}

}  // namespace

// A ShortcutOverride that is accepted comes back as an ordinary key press.
bool KeyGuard::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::ShortcutOverride)
        return QObject::eventFilter(watched, event);
    auto* key = static_cast<QKeyEvent*>(event);
    const QWidget* focus = QApplication::focusWidget();
    const bool plain =
        !(key->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    const bool character = !key->text().isEmpty() && key->text().front().isPrint();
    if (plain && ((character && typesInto(focus)) ||
                  (key->key() == Qt::Key_Space && pressedBySpace(focus)))) {
        key->accept();
        return true;
    }
    if ((walks(key->key()) && walkedIn(focus)) || ownHome(watched, *key)) {
        key->accept();
        return true;
    }
    return QObject::eventFilter(watched, event);
}

}  // namespace gemba::ui
