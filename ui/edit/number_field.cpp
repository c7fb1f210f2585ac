#include "ui/edit/number_field.h"

#include <QLineEdit>
#include <QWheelEvent>

#include "ui/format.h"

namespace gemba::ui {
namespace {
constexpr int kDecimals = 9;  // behind the point; what is zero there is not shown
constexpr int kLeastWidth = 56;
}  // namespace

NumberField::NumberField(double minimum, double maximum, std::string_view unit, QWidget* parent)
    : QDoubleSpinBox(parent) {
    setLocale(QLocale::c());
    setDecimals(kDecimals);
    setRange(minimum, maximum);
    setKeyboardTracking(false);
    setStepType(AdaptiveDecimalStepType);
    setButtonSymbols(NoButtons);
    setFocusPolicy(Qt::StrongFocus);
    if (!unit.empty())
        setSuffix(QStringLiteral(" %1").arg(format::unit(unit)));
    // Typed, stepped by keys or by the wheel.
    connect(this, &QDoubleSpinBox::valueChanged, this, &NumberField::finish);
}

void NumberField::show(double value) {
    m_shown = value;
    if (hasFocus() && lineEdit()->isModified())
        return;
    const QSignalBlocker quiet(this);
    setValue(value);
}

QString NumberField::textFromValue(double value) const {
    return QLocale::c().toString(value, 'g', QLocale::FloatingPointShortest);
}

QSize NumberField::minimumSizeHint() const {
    return {kLeastWidth, QDoubleSpinBox::minimumSizeHint().height()};
}

void NumberField::wheelEvent(QWheelEvent* event) {
    if (hasFocus())
        QDoubleSpinBox::wheelEvent(event);
    else
        event->ignore();
}

void NumberField::finish() {
    if (value() == m_shown)
        return;
    m_shown = value();
    Q_EMIT edited(value());
}

}  // namespace gemba::ui
