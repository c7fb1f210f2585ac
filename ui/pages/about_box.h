#pragma once

#include <QMessageBox>

namespace gemba::ui {

/// What this program is and what it is made of. Not modal; ends itself.
class AboutBox final : public QMessageBox {
    Q_OBJECT

 public:
    explicit AboutBox(QWidget* parent);

 protected:
    void customEvent(QEvent* event) override;

 private:
    void say();
};

}  // namespace gemba::ui
