#pragma once

#include <QProxyStyle>

namespace gemba::ui::theme {

/// Fusion, but for marks of choice, whose outline it takes from the window's own colour: on dark
/// ground nobody would see it.
class Style final : public QProxyStyle {
    Q_OBJECT

 public:
    Style();

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
};

}  // namespace gemba::ui::theme
