#include "ui/docks/lanes_view.h"

#include <QDateTime>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "ui/format.h"
#include "ui/theme.h"

namespace gemba::ui {
namespace {

using signals::Point;
using signals::Quality;

// Pixels of the layout.
constexpr int kNameWidth = 128;
constexpr int kRight = 12;
constexpr int kAxisHeight = 24;
constexpr int kStrip = 10;        // height of measured, and of simulated
constexpr int kResidualHalf = 9;  // above and below the residual's zero line
constexpr int kLaneHeight = 2 * kStrip + 2 * kResidualHalf + 14;

// Residuals this small fill no more than their share: noise must not look like a fault.
constexpr double kSmallestScale = 0.25;  // s

[[nodiscard]] bool trusted(Quality quality) {
    return quality == Quality::good || quality == Quality::uncertain;
}

void hatch(QPainter& painter, const QRectF& where) {
    painter.fillRect(where, QBrush(QColor(theme::colors().stale), Qt::BDiagPattern));
}

}  // namespace

LanesView::LanesView(QWidget* parent) : QWidget(parent) {
    setAccessibleName(tr("Lanes of the eyes"));
    setAttribute(Qt::WA_OpaquePaintEvent);
}

void LanesView::show(std::vector<Lane>& lanes, UtcNs now, bool past) {
    const bool other = lanes.size() != m_lanes.size();
    m_lanes.swap(lanes);
    m_now = now;
    m_past = past;
    if (other)
        updateGeometry();
    update();
}

QSize LanesView::sizeHint() const {
    return {640, minimumSizeHint().height()};
}

QSize LanesView::minimumSizeHint() const {
    return {320, kAxisHeight + static_cast<int>(m_lanes.size()) * kLaneHeight + 6};
}

double LanesView::xOf(UtcNs time) const {
    const double left = kNameWidth, right = width() - kRight;
    const double share = static_cast<double>(time - (m_now - m_span)) / static_cast<double>(m_span);
    return left + std::clamp(share, 0.0, 1.0) * (right - left);
}

double LanesView::residualScale() const {
    double largest = kSmallestScale;
    for (const Lane& lane : m_lanes) {
        for (const Point& point : lane.residual) {
            if (std::isfinite(point.value) && point.time >= m_now - m_span)
                largest = std::max(largest, std::abs(point.value));
        }
    }
    return largest;
}

void LanesView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), QColor(theme::colors().field));
    paintAxis(painter);
    const double scale = residualScale();
    double top = kAxisHeight;
    for (const Lane& lane : m_lanes) {
        paintLane(painter, lane, top, scale);
        top += kLaneHeight;
    }
}

// Lines each ten seconds, and what a residual of full height is.
void LanesView::paintAxis(QPainter& painter) const {
    painter.setFont(theme::caption());
    const int bottom = kAxisHeight + static_cast<int>(m_lanes.size()) * kLaneHeight;
    const int64_t step = m_span > 120 * kNsPerSecond ? 60 * kNsPerSecond : 10 * kNsPerSecond;
    const QString end =
        m_past
            ? QDateTime::fromMSecsSinceEpoch(m_now / 1'000'000).toString(QStringLiteral("HH:mm:ss"))
            : tr("now");
    for (int64_t back = 0; back <= m_span; back += step) {
        const int x = static_cast<int>(xOf(m_now - back));
        painter.setPen(QColor(theme::colors().line));
        painter.drawLine(x, kAxisHeight - 4, x, bottom);
        painter.setPen(QColor(theme::colors().muted));
        const QString text = back == 0 ? end : tr("−%1 s").arg(back / kNsPerSecond);
        const auto flags = (back == 0 ? Qt::AlignRight : Qt::AlignHCenter) | Qt::AlignVCenter;
        const QRect where = back == 0 ? QRect(x - 60, 0, 60 + kRight - 4, kAxisHeight - 4)
                                      : QRect(x - 30, 0, 60, kAxisHeight - 4);
        painter.drawText(where, flags, text);
    }
    painter.drawText(QRect(10, 0, kNameWidth - 40, kAxisHeight - 4), Qt::AlignVCenter,
                     tr("residual ±%1 s").arg(residualScale(), 0, 'f', 2));
}

void LanesView::paintLane(QPainter& painter, const Lane& lane, double top, double scale) const {
    const double zero = top + 2 * kStrip + 6 + kResidualHalf;
    painter.setPen(QColor(theme::colors().line));
    painter.drawLine(0, static_cast<int>(top), width(), static_cast<int>(top));
    painter.drawLine(kNameWidth, static_cast<int>(zero), width() - kRight, static_cast<int>(zero));
    paintName(painter, lane, top);
    paintBlocks(painter, lane.measured, top + 4, theme::colors().measured, lane.quality);
    paintBlocks(painter, lane.simulated, top + 5 + kStrip, theme::colors().simulated,
                Quality::good);
    paintResiduals(painter, lane.residual, zero, scale);
}

void LanesView::paintName(QPainter& painter, const Lane& lane, double top) const {
    const QRect where(10, static_cast<int>(top) + 4, kNameWidth - 20, 18);
    painter.setFont(font());
    painter.setPen(QColor(theme::colors().text));
    const QString name = fontMetrics().elidedText(lane.name, Qt::ElideMiddle, where.width());
    painter.drawText(where, Qt::AlignVCenter, name);

    painter.setFont(theme::caption());
    const bool stale = lane.quality == Quality::stale;
    painter.setPen(QColor(stale ? theme::colors().stale : theme::colors().faint));
    const QString state = stale ? tr("stale") : tr("plant · model · Δt");
    painter.drawText(where.translated(0, 18), Qt::AlignVCenter, state);
}

// A block wherever the signal is on; hatched where nobody knows.
void LanesView::paintBlocks(QPainter& painter, const std::vector<Point>& points, double top,
                            QRgb color, Quality now) const {
    for (size_t i = 0; i < points.size(); ++i) {
        const bool last = i + 1 == points.size();
        const UtcNs end = last ? m_now : points[i + 1].time;
        if (end < m_now - m_span)
            continue;
        const double left = xOf(points[i].time), right = xOf(end);
        const QRectF block(left, top, std::max(1.0, right - left), kStrip - 1);
        if (!trusted(points[i].quality) || (last && !trusted(now)))
            hatch(painter, block);
        else if (points[i].value != 0.0)
            painter.fillRect(block, QColor(color));
        else
            painter.fillRect(QRectF(left, top + kStrip - 2, right - left, 1),
                             QColor(color).darker(220));
    }
}

void LanesView::paintResiduals(QPainter& painter, const std::vector<Point>& points, double zero,
                               double scale) const {
    for (const Point& point : points) {
        if (point.time < m_now - m_span || point.time > m_now)
            continue;
        const double x = xOf(point.time);
        if (!std::isfinite(point.value)) {  // an edge without a partner
            painter.setPen(QPen(QColor(theme::colors().residual), 1.5));
            painter.drawLine(QPointF(x - 3, zero - 3), QPointF(x + 3, zero + 3));
            painter.drawLine(QPointF(x - 3, zero + 3), QPointF(x + 3, zero - 3));
            continue;
        }
        const double height = std::clamp(point.value / scale, -1.0, 1.0) * (kResidualHalf - 1);
        const QRectF bar(x - 1.5, height > 0 ? zero - height : zero, 3.0,
                         std::max(1.0, std::abs(height)));
        painter.fillRect(bar, QColor(theme::colors().residual));
    }
}

// Long names are elided: the whole one, and the last residual, stand in the tool tip.
bool LanesView::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const int lane = (help->pos().y() - kAxisHeight) / kLaneHeight;
    if (help->pos().y() < kAxisHeight || lane >= static_cast<int>(m_lanes.size())) {
        QToolTip::hideText();
        return true;
    }
    const Lane& under = m_lanes[static_cast<size_t>(lane)];
    QString text = under.name;
    if (!under.residual.empty() && std::isfinite(under.residual.back().value))
        text += u'\n' + tr("last edge %1 s, measured against simulated")
                            .arg(format::signedNumber(under.residual.back().value, 2));
    QToolTip::showText(help->globalPos(), text, this);
    return true;
}

}  // namespace gemba::ui
