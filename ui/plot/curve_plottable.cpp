#include "ui/plot/curve_plottable.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/theme.h"

namespace gemba::ui {
namespace {

// Smooth lines of more corners take longer than a frame, and look no better.
constexpr size_t kMostSmooth = 1000;
constexpr qsizetype kAtOnce = 32;  // corners: of longer pieces Qt takes the square of the time
// Likewise dashes; where lines are that crowded nobody sees them.
constexpr size_t kMostDashed = 600;
constexpr double kMostPixels = 1e5;   // beyond it a painter loses digits
constexpr double kBeyond = 10.0;      // px: dashes that nobody sees take their time too
constexpr double kStateWidth = 26.0;  // of a block, for its number to be said in it

}  // namespace

QCPRange CurvePlottable::getKeyRange(bool& found, QCP::SignDomain) const {
    found = !curve.line.empty() || !curve.columns.empty();
    if (!curve.line.empty())
        return {curve.line.front().key, curve.line.back().key};
    return found ? QCPRange(curve.columns.front().key, curve.columns.back().key) : QCPRange();
}

// Of what is in sight, for that is what the curve was read for.
QCPRange CurvePlottable::getValueRange(bool& found, QCP::SignDomain, const QCPRange&) const {
    found = curve.whole.least <= curve.whole.most;
    return found ? QCPRange(curve.whole.least, curve.whole.most) : QCPRange();
}

double CurvePlottable::xOf(double key) const {
    const QRect rect = mKeyAxis->axisRect()->rect();
    return std::clamp(mKeyAxis->coordToPixel(key), rect.left() - kBeyond, rect.right() + kBeyond);
}

QPointF CurvePlottable::pixelOf(const Curve::Vertex& vertex) const {
    const double x = xOf(vertex.key);
    const double y = mValueAxis->coordToPixel(vertex.value);
    return {x, std::clamp(y, -kMostPixels, kMostPixels)};
}

void CurvePlottable::draw(QCPPainter* painter) {
    if (mKeyAxis.isNull() || mValueAxis.isNull())
        return;
    switch (m_style) {
        case Style::line:
            curve.columns.empty() ? drawLine(*painter) : drawColumns(*painter);
            return;
        case Style::lane:
            curve.columns.empty() ? drawLane(*painter) : drawLaneColumns(*painter);
            return;
        case Style::events:
            drawEvents(*painter);
            return;
    }
}

void CurvePlottable::drawLine(QCPPainter& painter) const {
    QPen pen = mPen;
    const bool smooth = curve.line.size() <= kMostSmooth;
    if (!smooth)
        pen.setWidth(0);  // the fast one, a pixel wide
    const bool dashed = pen.style() != Qt::SolidLine && curve.line.size() <= kMostDashed;
    if (!dashed)
        pen.setStyle(Qt::SolidLine);
    pen.setJoinStyle(Qt::MiterJoin);
    painter.setAntialiasing(smooth);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    QPolygonF part;
    part.reserve(static_cast<qsizetype>(curve.line.size()));
    const auto flush = [&] {
        if (part.size() > 1)
            painter.drawPolyline(part);
        part.clear();
    };
    for (const Curve::Vertex& vertex : curve.line) {
        if (std::isnan(vertex.value)) {
            flush();
            continue;
        }
        const QPointF at = pixelOf(vertex);
        part.append(at);
        if (smooth && !dashed && part.size() == kAtOnce) {
            flush();
            part.append(at);
        }
    }
    flush();
}

// From least to greatest of each, joined to the one before: a fraction of what a line takes that
// goes up and down in each.
void CurvePlottable::drawColumns(QCPPainter& painter) const {
    painter.setAntialiasing(false);
    const QColor color = mPen.color();
    const auto yOf = [this](double value) {
        return static_cast<int>(
            std::lround(std::clamp(mValueAxis->coordToPixel(value), -kMostPixels, kMostPixels)));
    };
    int x = 0;
    double level = signals::Summary::kNone;
    for (const Curve::Column& column : curve.columns) {
        const int from = std::exchange(x, static_cast<int>(std::lround(xOf(column.key))));
        const double held = std::exchange(level, column.last);
        if (!std::isnan(held) && x > from + 1)
            painter.fillRect(QRect(from, yOf(held), x - from, 1), color);
        if (std::isnan(column.least))
            continue;
        // fmin and fmax leave out what is no number.
        const int top = yOf(std::fmax(column.most, held));
        painter.fillRect(QRect(x, top, 1, yOf(std::fmin(column.least, held)) - top + 1), color);
    }
}

// A block wherever it is on, a line where it is off, hatched where nobody knows.
void CurvePlottable::drawLane(QCPPainter& painter) const {
    painter.setAntialiasing(false);
    painter.setFont(theme::caption());
    const double top = mValueAxis->coordToPixel(laneTop);
    const double bottom = mValueAxis->coordToPixel(laneBottom);
    const QColor color = mPen.color();
    const QRectF clip = mKeyAxis->axisRect()->rect();
    const auto x = [&](const Curve::Vertex& at) {
        return std::clamp(mKeyAxis->coordToPixel(at.key), clip.left(), clip.right());
    };
    for (size_t i = 0; i + 1 < curve.line.size(); ++i) {
        const Curve::Vertex &from = curve.line[i], &to = curve.line[i + 1];
        const QRectF block(x(from), top, std::max(1.0, x(to) - x(from)), bottom - top);
        if (std::isnan(from.value)) {
            if (x(to) > x(from))
                painter.fillRect(block, QBrush(QColor(theme::colors().stale), Qt::BDiagPattern));
        } else if (std::isnan(to.value)) {
            continue;
        } else if (from.value != to.value || from.value != 0.0) {
            painter.fillRect(block, from.value == to.value ? color : color.darker(130));
            if (curve.whole.most > 1.0 && block.width() > kStateWidth) {
                painter.setPen(QColor(theme::colors().field));
                painter.drawText(block, Qt::AlignCenter, QString::number(from.value));
            }
        } else if (x(to) > x(from)) {
            painter.fillRect(QRectF(block.left(), bottom - 1, block.width(), 1), color.darker(220));
        }
    }
}

// What went on and off within a column is a shade darker.
void CurvePlottable::drawLaneColumns(QCPPainter& painter) const {
    painter.setAntialiasing(false);
    const QColor color = mPen.color();
    const double top = mValueAxis->coordToPixel(laneTop);
    const double height = mValueAxis->coordToPixel(laneBottom) - top;
    double x = 0.0;
    const double before = curve.columns.front().key;
    double level = signals::Summary::kNone;
    for (const Curve::Column& column : curve.columns) {
        const double from = std::exchange(x, xOf(column.key));
        const double held = std::exchange(level, column.last);
        const QRectF between(from, top, x - from, height);
        if (std::isnan(held) && column.key > before)
            painter.fillRect(between, QBrush(QColor(theme::colors().stale), Qt::BDiagPattern));
        else if (held > 0.0 || held < 0.0)
            painter.fillRect(between, color);
        else if (held == 0.0)
            painter.fillRect(QRectF(from, top + height - 1, x - from, 1), color.darker(220));
        if (column.least != column.most && !std::isnan(column.least))
            painter.fillRect(QRectF(x, top, 1, height), color.darker(130));
    }
}

// A stem from zero; a cross at zero for one without a partner.
void CurvePlottable::drawEvents(QCPPainter& painter) const {
    painter.setAntialiasing(!curve.dense);
    painter.setPen(QPen(mPen.color(), curve.dense ? 0.0 : 1.4));
    painter.setBrush(mPen.color());
    const double zero = mValueAxis->coordToPixel(0.0);
    for (const Curve::Vertex& vertex : curve.line) {
        if (std::isnan(vertex.value)) {
            const QPointF at(mKeyAxis->coordToPixel(vertex.key), zero);
            painter.drawLine(at + QPointF(-3, -3), at + QPointF(3, 3));
            painter.drawLine(at + QPointF(-3, 3), at + QPointF(3, -3));
            continue;
        }
        const QPointF at = pixelOf(vertex);
        painter.drawLine(QPointF(at.x(), zero), at);
        if (!curve.dense)
            painter.drawEllipse(at, 2.0, 2.0);
    }
}

}  // namespace gemba::ui
