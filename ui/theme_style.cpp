#include "ui/theme_style.h"

#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>

#include "ui/theme.h"

namespace gemba::ui::theme {
namespace {

constexpr double kSide = 14.0;  // logical pixels

void drawMark(QPainter& painter, const QStyleOption& option, bool round) {
    const bool on = option.state.testFlag(QStyle::State_On);
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const Colors& now = colors();
    QRectF box(0.0, 0.0, kSide, kSide);
    box.moveCenter(QRectF(option.rect).center());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(QColor(on && enabled ? now.accent : now.faint), 1.2));
    painter.setBrush(QColor(!on ? now.field : enabled ? now.accent : now.faint));
    if (round)
        painter.drawEllipse(box);
    else
        painter.drawRoundedRect(box, 3.0, 3.0);
    const QColor ink(enabled ? now.onAccent : now.panel);
    if (on && round) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(ink);
        painter.drawEllipse(box.center(), 2.8, 2.8);
    } else if (on) {
        painter.setPen(QPen(ink, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolyline(
            QPolygonF({box.topLeft() + QPointF(3.4, 7.2), box.topLeft() + QPointF(6.0, 9.8),
                       box.topLeft() + QPointF(10.8, 4.4)}));
    }
    painter.restore();
}

}  // namespace

Style::Style() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                          const QWidget* widget) const {
    const bool box = element == PE_IndicatorCheckBox || element == PE_IndicatorItemViewItemCheck;
    if (box || element == PE_IndicatorRadioButton)
        drawMark(*painter, *option, !box);
    else
        QProxyStyle::drawPrimitive(element, option, painter, widget);
}

}  // namespace gemba::ui::theme
