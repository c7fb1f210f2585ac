#include "ui/icons.h"

#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>
#include <memory>

#include "ui/theme.h"

namespace gemba::ui {
namespace {

void drawTransport(QPainter& p, IconName name) {
    p.setBrush(p.pen().color());
    if (name == IconName::play) {
        p.drawPolygon(QPolygonF({{8, 5.5}, {18.5, 12}, {8, 18.5}}));
    } else if (name == IconName::pause) {
        p.drawRect(QRectF(7.5, 6, 2.6, 12));
        p.drawRect(QRectF(13.9, 6, 2.6, 12));
    } else if (name == IconName::step) {
        p.drawPolygon(QPolygonF({{6.5, 6.5}, {14.5, 12}, {6.5, 17.5}}));
        p.drawLine(QPointF(17.6, 6.5), QPointF(17.6, 17.5));
    } else {
        p.setBrush(Qt::NoBrush);
        p.drawArc(QRectF(5.5, 5.5, 13, 13), 150 * 16, -285 * 16);
        p.setBrush(p.pen().color());
        p.drawPolygon(QPolygonF({{3.9, 5.0}, {10.0, 6.6}, {5.0, 10.8}}));
    }
}

void drawTool(QPainter& p, IconName name) {
    if (name == IconName::open) {
        p.drawPolygon(QPolygonF({{4, 18}, {4, 6}, {9.5, 6}, {11.5, 8.5}, {20, 8.5}, {20, 18}}));
    } else if (name == IconName::save) {  // down into a tray
        p.drawLine(QPointF(12, 4.5), QPointF(12, 14));
        p.drawPolyline(QPolygonF({{8, 10.5}, {12, 14.5}, {16, 10.5}}));
        p.drawPolyline(QPolygonF({{5, 15}, {5, 19}, {19, 19}, {19, 15}}));
    } else if (name == IconName::frameAll) {
        for (const QPointF corner :
             {QPointF(5, 5), QPointF(19, 5), QPointF(19, 19), QPointF(5, 19)}) {
            p.drawLine(corner, QPointF(corner.x() < 12 ? 9 : 15, corner.y()));
            p.drawLine(corner, QPointF(corner.x(), corner.y() < 12 ? 9 : 15));
        }
        p.drawRect(QRectF(9.5, 9.5, 5, 5));
    } else if (name == IconName::tree) {
        p.drawPolyline(QPolygonF({{6, 5}, {6, 18}, {10, 18}}));
        p.drawLine(QPointF(6, 11.5), QPointF(10, 11.5));
        for (const double y : {5.0, 11.5, 18.0})
            p.drawLine(QPointF(y > 5 ? 13 : 10, y), QPointF(19, y));
    } else if (name == IconName::inspector) {  // sliders
        for (const auto& [y, knob] : {std::pair(6.0, 9.0), {12.0, 15.0}, {18.0, 8.0}}) {
            p.drawLine(QPointF(4, y), QPointF(knob - 2, y));
            p.drawLine(QPointF(knob + 2, y), QPointF(20, y));
            p.drawEllipse(QPointF(knob, y), 2, 2);
        }
    } else if (name == IconName::wire) {  // a plug and its cable
        p.drawRect(QRectF(12, 8, 6, 8));
        p.drawLine(QPointF(18, 10), QPointF(21, 10));
        p.drawLine(QPointF(18, 14), QPointF(21, 14));
        p.drawPolyline(QPolygonF({{12, 12}, {8, 12}, {8, 17}, {3, 17}}));
    } else if (name == IconName::equipment) {  // a carton on a belt
        p.drawRect(QRectF(8, 5, 8, 7));
        p.drawLine(QPointF(4, 14.5), QPointF(20, 14.5));
        for (const double x : {6.5, 12.0, 17.5})
            p.drawEllipse(QPointF(x, 18), 1.5, 1.5);
    } else if (name == IconName::move) {  // four arrows
        p.drawLine(QPointF(12, 4), QPointF(12, 20));
        p.drawLine(QPointF(4, 12), QPointF(20, 12));
        for (const auto& [tip, side] : {std::pair(QPointF(12, 4), QPointF(2.5, 2.5)),
                                        {QPointF(12, 20), QPointF(2.5, -2.5)}}) {
            p.drawPolyline(QPolygonF({tip + side, tip, tip + QPointF(-side.x(), side.y())}));
            const QPointF turned(tip.y(), 12), across(side.y(), side.x());
            p.drawPolyline(
                QPolygonF({turned + across, turned, turned + QPointF(across.x(), -across.y())}));
        }
    } else if (name == IconName::problems) {
        p.drawPolygon(QPolygonF({{12, 4.5}, {20, 18.5}, {4, 18.5}}));
        p.drawLine(QPointF(12, 10), QPointF(12, 13.5));
        p.drawPoint(QPointF(12, 16));
    } else if (name == IconName::alarms) {  // a bell
        p.drawPolyline(QPolygonF({{5, 16.5},
                                  {7, 14},
                                  {7, 10},
                                  {9, 6.5},
                                  {12, 5.5},
                                  {15, 6.5},
                                  {17, 10},
                                  {17, 14},
                                  {19, 16.5},
                                  {5, 16.5}}));
        p.drawArc(QRectF(10, 15.5, 4, 4), 180 * 16, 180 * 16);
    } else if (name == IconName::detach) {
        p.drawRect(QRectF(5, 9, 10, 10));
        p.drawPolyline(QPolygonF({{9, 5}, {19, 5}, {19, 15}}));
    } else if (name == IconName::close) {
        p.drawLine(QPointF(6, 6), QPointF(18, 18));
        p.drawLine(QPointF(18, 6), QPointF(6, 18));
    } else if (name == IconName::sources) {
        p.drawEllipse(QPointF(12, 17), 1.6, 1.6);
        p.drawArc(QRectF(7.5, 12, 9, 9), 45 * 16, 90 * 16);
        p.drawArc(QRectF(3.5, 7, 17, 17), 45 * 16, 90 * 16);
    } else {
        for (const double y : {6.5, 12.0, 17.5})
            p.drawLine(QPointF(5, y), QPointF(y > 12 ? 14 : 19, y));
    }
}

void drawData(QPainter& p, IconName name) {
    const QColor measured(theme::colors().measured), simulated(theme::colors().simulated);
    if (name == IconName::residuals) {
        p.setPen(QPen(measured, 2));
        p.drawLine(QPointF(5, 8), QPointF(19, 8));
        p.setPen(QPen(simulated, 2));
        p.drawLine(QPointF(5, 16), QPointF(13, 16));
        p.setPen(QPen(QColor(theme::colors().residual), 2));
        p.drawLine(QPointF(16, 16), QPointF(19, 16));
    } else if (name == IconName::lanes) {
        p.setPen(QPen(measured, 2));
        p.drawPolyline(QPolygonF({{4, 10}, {8, 10}, {8, 5}, {13, 5}, {13, 10}, {20, 10}}));
        p.setPen(QPen(simulated, 2));
        p.drawPolyline(QPolygonF({{4, 19}, {10, 19}, {10, 14}, {15, 14}, {15, 19}, {20, 19}}));
    } else if (name == IconName::plot) {
        p.drawPolyline(QPolygonF({{5, 4}, {5, 19}, {20, 19}}));
        p.setPen(QPen(simulated, 2));
        p.drawPolyline(QPolygonF({{8, 15}, {12, 10}, {15, 12.5}, {19, 6}}));
    } else if (name == IconName::cursors) {
        for (const double x : {6.0, 14.5}) {  // with a flag each
            p.drawLine(QPointF(x, 4), QPointF(x, 20));
            p.fillRect(QRectF(x, 4, 5, 5), p.pen().color());
        }
    } else if (name == IconName::futures) {
        p.drawLine(QPointF(4, 12), QPointF(10, 12));
        p.setPen(QPen(QColor(theme::colors().asItIs), 2));
        p.drawLine(QPointF(10, 12), QPointF(20, 6));
        p.setPen(QPen(QColor(theme::colors().changed), 2));
        p.drawLine(QPointF(10, 12), QPointF(20, 18));
    } else {
        p.drawRoundedRect(QRectF(4, 5, 16, 14), 2, 2);
        p.drawLine(QPointF(4, 10), QPointF(20, 10));
        p.drawLine(QPointF(11, 10), QPointF(11, 19));
    }
}

// Of rows: an eye, open or struck out, and a padlock.
void drawMark(QPainter& p, IconName name) {
    if (name == IconName::eye || name == IconName::eyeOff) {
        QPainterPath lids(QPointF(3, 12));
        lids.quadTo(QPointF(12, 2.5), QPointF(21, 12));
        lids.quadTo(QPointF(12, 21.5), QPointF(3, 12));
        p.drawPath(lids);
        if (name == IconName::eye)
            p.setBrush(p.pen().color());
        p.drawEllipse(QPointF(12, 12), 2.6, 2.6);
        if (name == IconName::eyeOff)
            p.drawLine(QPointF(5, 20), QPointF(19, 4));
        return;
    }
    const double lift = name == IconName::lockOpen ? 2.5 : 0.0;
    QPainterPath shackle(QPointF(8, 11 - lift));
    shackle.lineTo(8, 8.5 - lift);
    shackle.arcTo(QRectF(8, 4.5 - lift, 8, 8), 180, -180);
    shackle.lineTo(16, name == IconName::lockOpen ? 8 - lift : 11);
    p.drawPath(shackle);
    if (name == IconName::lock)
        p.setBrush(p.pen().color());
    p.drawRoundedRect(QRectF(6, 11, 12, 8.5), 1.5, 1.5);
}

// A carton on a belt: solid where the plant has it, outlined where the model does.
void drawApplication(QPainter& p) {
    p.setPen(Qt::NoPen);
    p.setBrush(QColor(theme::colors().raised));
    p.drawRoundedRect(QRectF(1, 1, 22, 22), 5, 5);
    p.setBrush(QColor(theme::colors().measured));
    p.drawRoundedRect(QRectF(5, 8, 8, 8), 1, 1);
    p.setBrush(Qt::NoBrush);
    p.setPen(QPen(QColor(theme::colors().simulated), 1.4));
    p.drawRoundedRect(QRectF(10, 8, 8, 8), 1, 1);
    p.setPen(QPen(QColor(theme::colors().accent), 1.8, Qt::SolidLine, Qt::RoundCap));
    p.drawLine(QPointF(4.5, 18.6), QPointF(19.5, 18.6));
}

void draw(QPainter& p, IconName name) {
    switch (name) {
        case IconName::play:
        case IconName::pause:
        case IconName::step:
        case IconName::reset:
            drawTransport(p, name);
            break;
        case IconName::residuals:
        case IconName::lanes:
        case IconName::plot:
        case IconName::cursors:
        case IconName::futures:
        case IconName::signalTable:
            drawData(p, name);
            break;
        case IconName::application:
            drawApplication(p);
            break;
        case IconName::eye:
        case IconName::eyeOff:
        case IconName::lock:
        case IconName::lockOpen:
            drawMark(p, name);
            break;
        default:
            drawTool(p, name);
    }
}

/// Draws whenever it is looked at, so that it wears the colours of now.
class Engine final : public QIconEngine {
 public:
    explicit Engine(IconName name) : m_name(name) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
        const QRgb color = mode == QIcon::Disabled ? theme::colors().faint : theme::colors().text;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->translate(rect.topLeft());
        painter->scale(rect.width() / 24.0, rect.height() / 24.0);
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(QColor(color), 1.7, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        draw(*painter, m_name);
        painter->restore();
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        QPixmap out(size);
        out.fill(Qt::transparent);
        QPainter painter(&out);
        paint(&painter, QRect({}, size), mode, state);
        return out;
    }
    [[nodiscard]] QIconEngine* clone() const override {
        return std::make_unique<Engine>(m_name).release();  // the icon's
    }

 private:
    IconName m_name;
};

}  // namespace

QIcon icon(IconName name) {
    return QIcon(std::make_unique<Engine>(name).release());  // the icon's now
}

QPixmap dot(QRgb color, double pixelRatio) {
    constexpr int kSize = 10;
    QPixmap out(QSize(kSize, kSize) * pixelRatio);
    out.setDevicePixelRatio(pixelRatio);
    out.fill(Qt::transparent);
    QPainter painter(&out);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(color));
    painter.drawEllipse(QRectF(1, 1, kSize - 2, kSize - 2));
    return out;
}

}  // namespace gemba::ui
