#include "ui/plot/plot_canvas.h"

#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/make_child.h"
#include "ui/plot/curve_plottable.h"
#include "ui/plot/plot_axes.h"
#include "ui/plot/plot_colors.h"
#include "ui/plot/plot_overlay.h"
#include "ui/plot/plot_widget.h"
#include "ui/theme.h"

namespace gemba::ui {
namespace {

using signals::Series;

constexpr int kLaneHeight = 34;                             // of one signal in a row of lanes, px
constexpr int kValuesHeight = 56, kDifferencesHeight = 34;  // of a row, at least
constexpr int kTickHeight = 22;                             // for a value axis, one
constexpr int kAxisHeight = 20;                             // below the last row
constexpr double kFineSpan = 5.0;                           // s: below it ticks are within a second
constexpr double kLongSpan = 86400.0;

// Where a signal's strips lie within its lane, of which there are `lanes`; 1 is the top.
constexpr double kCaptionShare = 0.42;  // above them
constexpr double kStripShare = 0.24;

}  // namespace

PlotCanvas::PlotCanvas(QWidget* parent) : QWidget(parent), m_plot(makeChild<QCustomPlot>(this)) {
    auto* layout = makeChild<QVBoxLayout>(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_plot);
    m_plot->setAccessibleName(tr("Plots"));
    m_plot->setContextMenuPolicy(Qt::CustomContextMenu);
    m_plot->setMouseTracking(true);
    m_plot->setAutoAddPlottableToLegend(false);
    m_plot->setNoAntialiasingOnDrag(false);
    m_plot->plotLayout()->clear();
    m_plot->plotLayout()->setRowSpacing(0);
    m_margins = std::make_unique<QCPMarginGroup>(m_plot).release();
    m_plot->layer(QStringLiteral("overlay"))->setMode(QCPLayer::lmBuffered);
    m_overlay = std::make_unique<PlotOverlay>(m_plot).release();
    m_plot->installEventFilter(this);

    connect(m_plot, &QCustomPlot::beforeReplot, this, &PlotCanvas::readCurves);
    connect(m_plot, &QCustomPlot::afterReplot, this, &PlotCanvas::drawn);
    connect(m_plot, &QCustomPlot::mousePress, this, [this](QMouseEvent* event) { press(*event); });
    connect(m_plot, &QCustomPlot::mouseMove, this, [this](QMouseEvent* event) { drag(*event); });
    connect(m_plot, &QCustomPlot::mouseRelease, this, [this] { m_grip = Grip::none; });
    connect(m_plot, &QCustomPlot::mouseDoubleClick, this, [this](QMouseEvent* event) {
        if (event->button() == Qt::LeftButton)
            Q_EMIT sought(timeAt(static_cast<int>(event->position().x())));
    });
    connect(m_plot, &QCustomPlot::mouseWheel, this, [this](QWheelEvent* event) {
        Q_EMIT touched();
        Q_EMIT zoomed(std::pow(0.85, event->angleDelta().y() / 120.0),
                      timeAt(static_cast<int>(event->position().x())));
    });
    connect(m_plot, &QWidget::customContextMenuRequested, this, &PlotCanvas::menuRequested);
}

PlotCanvas::~PlotCanvas() {
    m_plot->removeEventFilter(this);
    m_plot->disconnect(this);
}

void PlotCanvas::setHistory(std::function<const signals::History*()> history) {
    m_history = std::move(history);
}

void PlotCanvas::setRows(const PlotRows& rows) {
    m_lines.clear();
    m_rects.clear();
    m_rowRects.clear();
    m_overlay->rows.clear();
    m_overlay->rects.clear();
    m_plot->clearPlottables();
    m_plot->plotLayout()->clear();
    m_plot->setBackground(QColor(theme::colors().field));
    for (size_t row = 0; row < rows.rows().size(); ++row)
        buildRow(rows, row);
    finishRects();
    redraw();
}

void PlotCanvas::buildRow(const PlotRows& rows, size_t index) {
    const PlotRow& row = rows.rows()[index];
    bool compared = false;
    for (const PlotSignal& what : row.signals)
        compared |= what.residual && rows.traits(what.signal).compared;
    QCPAxisRect* values = addRect();
    m_plot->plotLayout()->setRowStretchFactor(m_plot->plotLayout()->rowCount() - 1, 3.0);
    if (row.lanes) {
        const int height = static_cast<int>(row.signals.size()) * kLaneHeight;
        values->setMinimumSize(60, height);
        values->setMaximumSize(QWIDGETSIZE_MAX, 2 * height);
        values->axis(QCPAxis::atLeft)->setRange(0.0, 1.0);
        values->axis(QCPAxis::atLeft)->setTicks(false);
        values->axis(QCPAxis::atLeft)->setTickLabels(false);
        values->axis(QCPAxis::atLeft)->grid()->setVisible(false);
    }
    QCPAxisRect* differences = nullptr;
    if (compared) {
        differences = addRect();
        differences->axis(QCPAxis::atLeft)->setLabel(tr("Δ"));
        m_plot->plotLayout()->setRowStretchFactor(m_plot->plotLayout()->rowCount() - 1, 1.0);
    }
    m_rowRects.emplace_back(values, differences);
    addLines(rows, row, *values, differences);
}

QCPAxisRect* PlotCanvas::addRect() {
    auto* rect = std::make_unique<QCPAxisRect>(m_plot).release();  // the layout's now
    m_plot->plotLayout()->addElement(m_plot->plotLayout()->rowCount(), 0, rect);
    rect->setMarginGroup(QCP::msLeft | QCP::msRight, m_margins);
    rect->setMinimumMargins(QMargins(46, 4, 12, 4));
    rect->setMinimumSize(60, 16);
    for (QCPAxis* axis :
         {rect->axis(QCPAxis::atBottom), rect->axis(QCPAxis::atLeft), rect->axis(QCPAxis::atRight)})
        dress(*axis);
    const QSharedPointer<QCPAxisTickerDateTime> ticker(
        std::make_unique<QCPAxisTickerDateTime>().release());
    rect->axis(QCPAxis::atBottom)->setTicker(ticker);
    rect->axis(QCPAxis::atBottom)->setTickLabels(false);
    for (QCPAxis* axis : rect->axes())
        axis->setLayer(QStringLiteral("axes"));
    m_rects.push_back(rect);
    m_overlay->rects.push_back(rect);
    return rect;
}

void PlotCanvas::addLines(const PlotRows& rows, const PlotRow& row, QCPAxisRect& values,
                          QCPAxisRect* differences) {
    PlotOverlay::Row captions{.rect = &values, .captions = {}, .lanes = row.lanes};
    const auto lanes = static_cast<int>(row.signals.size());
    for (int i = 0; i < lanes; ++i) {
        const PlotSignal& what = row.signals[static_cast<size_t>(i)];
        const SignalTraits& traits = rows.traits(what.signal);
        const PlotColors colors = plotColors(what.color);
        QCPAxis* axis = row.lanes ? values.axis(QCPAxis::atLeft) : axisFor(values, traits.unit);
        const int lane = row.lanes ? i : -1;
        // The plant's over the model's.
        if (what.simulated && traits.simulated)
            addLine(what, Series::simulated, axis, lane, lanes);
        if (what.measured)
            addLine(what, Series::measured, axis, lane, lanes);
        if (what.residual && traits.compared && differences != nullptr)
            addLine(what, Series::residual, differences->axis(QCPAxis::atLeft), -1, lanes);
        const auto shown = [](bool is, QRgb color) { return is ? QColor(color) : QColor(); };
        const QString unit =
            traits.unit.isEmpty() ? QString() : QStringLiteral(" · ") + traits.unit;
        captions.captions.push_back({traits.title + unit, shown(what.measured, colors.measured),
                                     shown(what.simulated && traits.simulated, colors.simulated),
                                     shown(what.residual, colors.residual)});
    }
    m_overlay->rows.push_back(std::move(captions));
}

void PlotCanvas::addLine(const PlotSignal& what, Series series, QCPAxis* value, int lane,
                         int lanes) {
    using Style = CurvePlottable::Style;
    const PlotColors colors = plotColors(what.color);
    const bool events = series == Series::residual;
    // The plot's now.
    auto* plottable =
        std::make_unique<CurvePlottable>(value->axisRect()->axis(QCPAxis::atBottom), value,
                                         events      ? Style::events
                                         : lane >= 0 ? Style::lane
                                                     : Style::line)
            .release();
    const QRgb color = events                       ? colors.residual
                       : series == Series::measured ? colors.measured
                                                    : colors.simulated;
    QPen pen(QColor(color), series == Series::measured ? 1.6 : 1.3);
    if (series == Series::simulated)
        pen.setDashPattern({5.0, 3.0});
    plottable->setPen(pen);
    if (lane >= 0) {
        const double height = 1.0 / lanes;
        const double top = 1.0 - lane * height - kCaptionShare * height;
        const bool below = series == Series::simulated;
        plottable->laneTop = top - (below ? 1.15 * kStripShare * height : 0.0);
        plottable->laneBottom = plottable->laneTop - kStripShare * height;
    }
    m_lines.push_back({what.signal, series, plottable, value, lane >= 0});
}

// One for each unit: the first to the left, the second to the right, others farther to the left.
QCPAxis* PlotCanvas::axisFor(QCPAxisRect& rect, const QString& unit) {
    QCPAxis* const left = rect.axis(QCPAxis::atLeft);
    for (QCPAxis* axis : rect.axes(QCPAxis::atLeft | QCPAxis::atRight)) {
        const QVariant taken = axis->property("unit");
        if (taken.isValid() && taken.toString() == unit)
            return axis;
    }
    QCPAxis* axis = left;
    if (left->property("unit").isValid()) {
        axis = rect.axis(QCPAxis::atRight);
        if (axis->property("unit").isValid()) {
            axis = rect.addAxis(QCPAxis::atLeft);
            dress(*axis);
            axis->setLayer(QStringLiteral("axes"));
        }
        axis->setVisible(true);
        axis->setTickLabels(true);
        axis->grid()->setVisible(false);
    }
    axis->setProperty("unit", unit);
    axis->setLabel(unit);
    return axis;
}

// The last one says the time for all of them.
void PlotCanvas::finishRects() {
    if (m_rects.empty())
        return;
    QCPAxisRect& last = *m_rects.back();
    last.axis(QCPAxis::atBottom)->setTickLabels(true);
    const bool single = m_rects.size() == 1;
    m_rects.front()->setMinimumMargins(QMargins(46, PlotOverlay::kFlagHeight, 12, 4));
    last.setMinimumMargins(QMargins(46, single ? PlotOverlay::kFlagHeight : 4, 12, kAxisHeight));
    for (QCPAxisRect* rect : m_rects)
        rect->axis(QCPAxis::atBottom)->setRange(keyOf(m_from), keyOf(m_to));
    showTimeFormat();
}

void PlotCanvas::setRange(UtcNs from, UtcNs to) {
    m_from = from;
    m_to = std::max(to, from + 1);
    for (QCPAxisRect* rect : m_rects)
        rect->axis(QCPAxis::atBottom)->setRange(keyOf(m_from), keyOf(m_to));
    showTimeFormat();
    redraw();
}

void PlotCanvas::showTimeFormat() {
    const double span = keyOf(m_to) - keyOf(m_from);
    const QString format = span < kFineSpan   ? QStringLiteral("HH:mm:ss.zzz")
                           : span > kLongSpan ? QStringLiteral("MM-dd HH:mm")
                                              : QStringLiteral("HH:mm:ss");
    for (QCPAxisRect* rect : m_rects)
        rect->axis(QCPAxis::atBottom)
            ->ticker()
            .staticCast<QCPAxisTickerDateTime>()
            ->setDateTimeFormat(format);
}

void PlotCanvas::setNow(UtcNs now) {
    if (std::exchange(m_now, now) != now)
        showOverlay();
}

int PlotCanvas::leastHeight() const {
    int out = kAxisHeight + PlotOverlay::kFlagHeight;
    for (size_t row = 0; row < m_rowRects.size(); ++row) {
        const auto& [values, differences] = m_rowRects[row];
        const PlotOverlay::Row& shown = m_overlay->rows[row];
        out +=
            shown.lanes ? static_cast<int>(shown.captions.size()) * kLaneHeight + 8 : kValuesHeight;
        out += differences != nullptr ? kDifferencesHeight : 0;
    }
    return out;
}

void PlotCanvas::redraw() {
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

double PlotCanvas::drawNow() {
    m_plot->replot(QCustomPlot::rpImmediateRefresh);
    return m_plot->replotTime();
}

// As the picture is drawn: a history that grows, or is another one now, is read as it is.
void PlotCanvas::readCurves() {
    const signals::History* history = m_history ? m_history() : nullptr;
    for (const Line& line : m_lines) {
        Curve& curve = line.plottable->curve;
        if (history == nullptr || line.signal >= history->signalCount()) {
            curve = {};
            continue;
        }
        const CurveReader::Range range{
            .from = m_from, .to = m_to, .now = m_now, .columns = line.value->axisRect()->width()};
        m_reader.read(*history, line.signal, line.series, range, curve);
    }
    fitValues();
    m_wasDrawn = true;
}

// What is in sight with some air; a constant stays in the middle.
void PlotCanvas::fitValues() {
    for (QCPAxisRect* rect : m_rects) {
        for (QCPAxis* axis : rect->axes(QCPAxis::atLeft | QCPAxis::atRight)) {
            QCPRange range;
            bool any = false, fits = false;
            for (const Line& line : m_lines) {
                if (line.value != axis || line.lane)
                    continue;
                fits = true;
                bool found = false;
                const QCPRange one = line.plottable->getValueRange(found, QCP::sdBoth, {});
                if (found)
                    range = any ? range.expanded(one) : one;
                any |= found;
            }
            if (!fits)
                continue;
            // What is different is different from nothing.
            if (axis->label() == tr("Δ"))
                range.expand(0.0);
            const double air =
                std::max(0.08 * range.size(), any ? 1e-3 + 0.02 * std::abs(range.upper) : 0.5);
            axis->setRange(range.lower - air, range.upper + air);
            axis->ticker()->setTickCount(std::clamp(rect->height() / kTickHeight, 1, 5));
        }
    }
}

const Curve* PlotCanvas::curve(uint32_t signal, Series series) const {
    for (const Line& line : m_lines) {
        if (line.signal == signal && line.series == series)
            return &line.plottable->curve;
    }
    return nullptr;
}

void PlotCanvas::setCursor(Cursor which, std::optional<UtcNs> at) {
    (which == Cursor::a ? m_a : m_b) = at;
    showOverlay();
    Q_EMIT cursorMoved();
}

void PlotCanvas::showOverlay() {
    const auto key = [](std::optional<UtcNs> at) {
        return at ? keyOf(*at) : PlotOverlay::kNowhere;
    };
    m_overlay->cursor = keyOf(m_now);
    m_overlay->hover = key(m_hover);
    m_overlay->a = key(m_a);
    m_overlay->b = key(m_b);
    if (m_wasDrawn)  // else there is nothing to lie over
        m_overlay->layer()->replot();
}

}  // namespace gemba::ui
