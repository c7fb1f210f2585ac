#pragma once

#include <QObject>

namespace gemba::ui {

/// Keeps the window's one-key shortcuts away from whoever is typing: a field takes its letters, a
/// focused button its space, an open list its keys, a field and a list the arrows. Installed on the
/// application. GUI thread.
class KeyGuard final : public QObject {
    Q_OBJECT

 public:
    using QObject::QObject;

 protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

}  // namespace gemba::ui
