#pragma once

#include <QComboBox>

namespace gemba::ui {

/// A combo box that draws its own arrow: the style sheet cannot without a picture file.
class ComboBox final : public QComboBox {
    Q_OBJECT

 public:
    explicit ComboBox(QWidget* parent) : QComboBox(parent) {}

 protected:
    void paintEvent(QPaintEvent* event) override;
};

}  // namespace gemba::ui
