#include <QFile>
#include <QMouseEvent>
#include <algorithm>
#include <cmath>

#include "ui/plot/curve_plottable.h"
#include "ui/plot/plot_canvas.h"
#include "ui/plot/plot_overlay.h"
#include "ui/plot/plot_widget.h"
#include "ui/plot/svg_device.h"

/// The hand on the plots, and the pictures that it takes away.
namespace gemba::ui {
namespace {

constexpr int kCatch = 4;        // px: as near a cursor is taken hold of
constexpr int kMostGap = 10;     // px: as near to an edge between rows a drop makes a new one
constexpr int kMark = 6;         // px: how thick a new row is shown
constexpr double kPngScale = 2;  // sharp on paper

}  // namespace

UtcNs PlotCanvas::timeAt(int x) const {
    if (m_rects.empty())
        return m_now;
    const QRect rect = m_rects.front()->rect();
    const double share = static_cast<double>(x - rect.left()) / std::max(1, rect.width());
    return m_from + std::llround(share * static_cast<double>(m_to - m_from));
}

int PlotCanvas::xOf(UtcNs time) const {
    if (m_rects.empty())
        return 0;
    const QRect rect = m_rects.front()->rect();
    const double share =
        static_cast<double>(time - m_from) / static_cast<double>(std::max<UtcNs>(1, m_to - m_from));
    return rect.left() + static_cast<int>(std::lround(std::clamp(share, -1.0, 2.0) * rect.width()));
}

int PlotCanvas::rowAt(const QPoint& at) const {
    for (size_t row = 0; row < m_rowRects.size(); ++row) {
        const auto& [values, differences] = m_rowRects[row];
        QRect rect = values->outerRect();
        if (differences != nullptr)
            rect |= differences->outerRect();
        if (at.y() >= rect.top() && at.y() <= rect.bottom())
            return static_cast<int>(row);
    }
    return -1;
}

PlotCanvas::Place PlotCanvas::placeAt(const QPoint& at) const {
    const int row = rowAt(at);
    if (row < 0)
        return {.row = static_cast<int>(m_rowRects.size()), .newRow = true};
    const auto& [values, differences] = m_rowRects[static_cast<size_t>(row)];
    const int top = values->outerRect().top();
    const int bottom = (differences != nullptr ? differences : values)->outerRect().bottom();
    const int gap = std::min(kMostGap, (bottom - top) / 4);
    if (at.y() < top + gap)
        return {.row = row, .newRow = true};
    if (at.y() > bottom - gap)
        return {.row = row + 1, .newRow = true};
    return {.row = row, .newRow = false};
}

void PlotCanvas::markPlace(std::optional<Place> place) {
    m_overlay->drop = {};
    if (place) {
        const QRect all = m_plot->viewport();
        if (place->newRow) {
            const auto rows = m_rowRects.size();
            const auto before = static_cast<size_t>(place->row);
            const int y = before < rows     ? m_rowRects[before].first->outerRect().top()
                          : m_rects.empty() ? 0
                                            : m_rects.back()->outerRect().bottom() - kMark;
            m_overlay->drop = QRectF(all.left() + 1, y, all.width() - 3, kMark);
        } else {
            const auto& [values, differences] = m_rowRects[static_cast<size_t>(place->row)];
            QRect rect = values->rect();
            if (differences != nullptr)
                rect |= differences->rect();
            m_overlay->drop = rect;
        }
    }
    if (m_wasDrawn)
        m_overlay->layer()->replot();
}

PlotCanvas::Grip PlotCanvas::gripAt(int x) const {
    const auto near = [&](std::optional<UtcNs> at) {
        return at && *at >= m_from && *at <= m_to && std::abs(xOf(*at) - x) <= kCatch;
    };
    return near(m_a) ? Grip::a : near(m_b) ? Grip::b : near(m_now) ? Grip::now : Grip::time;
}

void PlotCanvas::press(const QMouseEvent& event) {
    if (event.button() != Qt::LeftButton || m_rects.empty())
        return;
    m_lastX = static_cast<int>(event.position().x());
    m_grip = gripAt(m_lastX);
    if (m_grip == Grip::time)
        Q_EMIT touched();
}

void PlotCanvas::drag(const QMouseEvent& event) {
    const int x = static_cast<int>(event.position().x());
    if (m_rects.empty())
        return;
    if ((event.buttons() & Qt::LeftButton) == 0) {
        m_grip = Grip::none;
        const QRect rect = m_rects.front()->rect();
        const bool over = x >= rect.left() && x <= rect.right();
        hover(over ? std::optional(timeAt(x)) : std::nullopt);
        m_plot->setCursor(over && gripAt(x) != Grip::time ? Qt::SplitHCursor : Qt::ArrowCursor);
        return;
    }
    switch (m_grip) {
        case Grip::none:
            return;
        case Grip::time:
            Q_EMIT panned(timeAt(m_lastX) - timeAt(x));
            break;
        case Grip::now:
            Q_EMIT sought(std::clamp(timeAt(x), m_from, m_to));
            break;
        case Grip::a:
            setCursor(Cursor::a, std::clamp(timeAt(x), m_from, m_to));
            break;
        case Grip::b:
            setCursor(Cursor::b, std::clamp(timeAt(x), m_from, m_to));
            break;
    }
    m_lastX = x;
}

void PlotCanvas::hover(std::optional<UtcNs> at) {
    if (at == m_hover)
        return;
    m_hover = at;
    showOverlay();
    Q_EMIT hovered();
}

bool PlotCanvas::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_plot && event->type() == QEvent::Leave)
        hover(std::nullopt);
    return QWidget::eventFilter(watched, event);
}

bool PlotCanvas::savePng(const QString& path) {
    return m_plot->toPixmap(0, 0, kPngScale).save(path, "PNG");
}

bool PlotCanvas::saveSvg(const QString& path) {
    SvgDevice device(m_plot->size());
    {
        QCPPainter painter;
        painter.begin(&device);
        painter.setMode(QCPPainter::pmVectorized);
        painter.setMode(QCPPainter::pmNoCaching);
        m_plot->toPainter(&painter, m_plot->width(), m_plot->height());
        painter.end();
    }
    QFile file(path);
    const QByteArray text = device.svg();
    return file.open(QIODevice::WriteOnly | QIODevice::Truncate) &&
           file.write(text) == text.size() && file.flush();
}

}  // namespace gemba::ui
