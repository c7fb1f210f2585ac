#include "ui/plot/plot_overlay.h"

#include <cmath>

#include "ui/theme.h"

namespace gemba::ui {
namespace {

constexpr double kSwatch = 16.0;  // of a caption: a piece of its line
constexpr double kAir = 6.0;
constexpr double kFlag = PlotOverlay::kFlagHeight;

}  // namespace

PlotOverlay::PlotOverlay(QCustomPlot* plot) : QCPLayerable(plot, QStringLiteral("overlay")) {}

void PlotOverlay::applyDefaultAntialiasingHint(QCPPainter* painter) const {
    painter->setAntialiasing(false);
}

void PlotOverlay::draw(QCPPainter* painter) {
    for (const Row& row : rows)
        drawCaptions(*painter, row);
    drawCursor(*painter, hover, QPen(QColor(theme::colors().faint), 1, Qt::DotLine), {});
    drawCursor(*painter, cursor, QPen(QColor(theme::colors().accent), 1), {});
    drawCursor(*painter, a, QPen(QColor(theme::colors().text), 1), QStringLiteral("A"));
    drawCursor(*painter, b, QPen(QColor(theme::colors().text), 1), QStringLiteral("B"));
    if (!drop.isEmpty()) {
        QColor fill(theme::colors().accent);
        fill.setAlpha(50);
        painter->setPen(QColor(theme::colors().accent));
        painter->setBrush(fill);
        painter->drawRect(drop);
    }
}

// In the picture too, which is exported: it says itself what it shows.
void PlotOverlay::drawCaptions(QCPPainter& painter, const Row& row) const {
    const QRectF rect = row.rect->rect();
    painter.setFont(theme::caption());
    const QFontMetricsF metrics(theme::caption());
    const double height = metrics.height();
    double x = rect.left() + kAir;
    const double laneHeight = rect.height() / std::max<size_t>(1, row.captions.size());
    for (size_t i = 0; i < row.captions.size(); ++i) {
        const Caption& caption = row.captions[i];
        const double room = rect.right() - x - kSwatch - 3 * kAir;
        if (room < 2 * kSwatch)
            return;
        const QString text = metrics.elidedText(caption.text, Qt::ElideMiddle, room);
        const double width = metrics.horizontalAdvance(text);
        const double y =
            row.lanes ? rect.top() + static_cast<double>(i) * laneHeight + 1 : rect.top() + 2;
        // Readable over whatever curve runs there.
        QColor ground(theme::colors().field);
        ground.setAlpha(190);
        painter.fillRect(QRectF(x - 2, y, kSwatch + kAir + width + 4, height), ground);
        double lineY = y + height / 2 - (caption.measured.isValid() && caption.simulated.isValid());
        for (const auto& [color, style] : {std::pair(caption.measured, Qt::SolidLine),
                                           std::pair(caption.simulated, Qt::DashLine)}) {
            if (!color.isValid())
                continue;
            painter.setPen(QPen(color, 2, style));
            painter.drawLine(QPointF(x, lineY), QPointF(x + kSwatch, lineY));
            lineY += 3;
        }
        painter.setPen(QColor(theme::colors().text));
        painter.drawText(QRectF(x + kSwatch + kAir, y, width + kAir, height),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, text);
        if (!row.lanes)
            x += kSwatch + width + 3 * kAir;
    }
}

void PlotOverlay::drawCursor(QCPPainter& painter, double key, const QPen& pen,
                             const QString& name) const {
    if (std::isnan(key))
        return;
    bool first = true;
    for (const QCPAxisRect* rect : rects) {
        const QCPAxis* time = rect->axis(QCPAxis::atBottom);
        if (!time->range().contains(key))
            return;
        const double x = time->coordToPixel(key);
        painter.setPen(pen);
        painter.drawLine(QPointF(x, rect->top()), QPointF(x, rect->bottom()));
        if (std::exchange(first, false) && !name.isEmpty()) {
            painter.setFont(theme::caption());
            const QRectF flag(x, rect->top() - kFlag, kFlag, kFlag);
            painter.fillRect(flag, pen.color());
            painter.setPen(QColor(theme::colors().field));
            painter.drawText(flag, Qt::AlignCenter, name);
        }
    }
}

}  // namespace gemba::ui
