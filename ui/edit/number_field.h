#pragma once

#include <QDoubleSpinBox>

namespace gemba::ui {

/// A number with its unit: as many digits as it has, steps that fit its size; the wheel turns it
/// only where it has the focus. edited() once, when the user is done.
class NumberField final : public QDoubleSpinBox {
    Q_OBJECT

 public:
    NumberField(double minimum, double maximum, std::string_view unit, QWidget* parent);

    /// Shows a value without telling of it; while another one is typed that stays.
    void show(double value);
    [[nodiscard]] QString textFromValue(double value) const override;
    /// As narrow as its place: the number's end is shown by scrolling.
    [[nodiscard]] QSize minimumSizeHint() const override;

 Q_SIGNALS:
    void edited(double value);

 protected:
    void wheelEvent(QWheelEvent* event) override;

 private:
    void finish();

    double m_shown = 0.0;
};

}  // namespace gemba::ui
