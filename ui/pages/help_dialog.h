#pragma once

#include <QDialog>

namespace gemba::ui {

/// F1: the habits of the hand, on one page. Not modal: it may stand beside the work.
class HelpDialog final : public QDialog {
    Q_OBJECT

 public:
    explicit HelpDialog(QWidget* parent);
};

}  // namespace gemba::ui
