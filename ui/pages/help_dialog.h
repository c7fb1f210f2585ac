#pragma once

#include <QDialog>
#include <QLabel>

namespace gemba::ui {

/// F1: the habits of the hand, on one page. Not modal: it may stand beside the work.
class HelpDialog final : public QDialog {
    Q_OBJECT

 public:
    explicit HelpDialog(QWidget* parent);

 protected:
    void customEvent(QEvent* event) override;

 private:
    void showColors();

    QLabel* m_colors;
};

}  // namespace gemba::ui
