#include "ui/renewal.h"

#include <QCoreApplication>
#include <QList>
#include <QPointer>
#include <QWidget>

namespace gemba::ui {
namespace {

[[nodiscard]] QEvent::Type renewalType() {
    static const int kType = QEvent::registerEventType();
    return static_cast<QEvent::Type>(kType);
}

}  // namespace

Renewal::Renewal(const Spoken* before) : QEvent(renewalType()), m_before(before) {}

const Renewal* Renewal::of(const QEvent& event) {
    return event.type() == renewalType() ? static_cast<const Renewal*>(&event) : nullptr;
}

// Some of them end others.
void Renewal::tell(QWidget& window, const Spoken* before) {
    Renewal renewal(before);
    QCoreApplication::sendEvent(&window, &renewal);
    QList<QPointer<QWidget>> widgets;
    for (QWidget* const widget : window.findChildren<QWidget*>())
        widgets.push_back(widget);
    for (const QPointer<QWidget>& widget : widgets) {
        if (widget == nullptr)
            continue;
        widget->update();
        QCoreApplication::sendEvent(widget, &renewal);
    }
}

}  // namespace gemba::ui
