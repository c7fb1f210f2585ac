#include "ui/docks/plot_panel.h"

#include <QHBoxLayout>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "ui/docks/plot_axes.h"
#include "ui/docks/plot_widget.h"
#include "ui/format.h"
#include "ui/make_child.h"
#include "ui/theme.h"

namespace gemba::ui {
namespace {

// QCustomPlot's keys are doubles in seconds: since 1970 they still resolve a quarter of a
// microsecond.
[[nodiscard]] double keyOf(UtcNs time) {
    return static_cast<double>(time) * 1e-9;
}
[[nodiscard]] UtcNs timeOf(double key) {
    return static_cast<UtcNs>(key * 1e9);
}

// What a wheel may make of the time in sight, s: from what two messages of a fast source are apart
// to what can be told apart on a screen. A recording is read anew for it, which must not take long.
constexpr double kShortestSpan = 0.01, kLongestLive = 600.0, kLongestRecorded = 3600.0;
constexpr double kFineSpan = 5.0;  // below it ticks are within a second

// Rows of the plot: legend, values, differences.
constexpr int kDifferencesRow = 2;

[[nodiscard]] QCPGraph* addGraph(QCPAxis* time, QCPAxis* value, QRgb color, const QString& name) {
    QCPGraph* graph = time->parentPlot()->addGraph(time, value);
    graph->setPen(QPen(QColor(color), 1.6));
    graph->setName(name);
    graph->setLineStyle(QCPGraph::lsStepLeft);
    return graph;
}

}  // namespace

PlotPanel::PlotPanel(QWidget* parent)
    : Panel(parent),
      m_title(makeChild<ElidedLabel>(this)),
      m_span(makeChild<ComboBox>(this)),
      m_follow(makeChild<QCheckBox>(this, tr("Follow"))),
      m_plot(makeChild<QCustomPlot>(this)),
      m_hint(makeChild<EmptyHint>(this, m_plot,
                                  tr("Choose a signal in the table to see what was measured and "
                                     "what was simulated."))) {
    for (const int seconds : {10, 30, 60, 300})
        m_span->addItem(seconds < 120 ? tr("%1 s").arg(seconds) : tr("%1 min").arg(seconds / 60),
                        seconds);
    m_span->setCurrentIndex(2);
    m_span->setToolTip(tr("How much time the plot shows"));
    m_follow->setChecked(true);
    m_follow->setToolTip(tr("Keep the newest value in sight; dragging the plot looks back"));
    connect(m_span, &QComboBox::currentIndexChanged, this, [this] {
        m_follow->setChecked(true);
        follow(m_now);
        replot();
    });

    auto* head = makeLayout<QHBoxLayout>();
    head->setContentsMargins(theme::kSpace + 2, 0, theme::kSpace, 0);
    head->setSpacing(theme::kSpace);
    head->addWidget(m_title, 1);
    head->addWidget(m_follow);
    head->addWidget(m_span);
    auto* layout = makeChild<QVBoxLayout>(this);
    layout->setContentsMargins(0, theme::kSpace, 0, 0);
    layout->setSpacing(theme::kSpace);
    layout->addLayout(head);
    layout->addWidget(m_hint, 1);
    layOutAxes();
    showSignal(-1);
}

// The plot's layout ends what it holds: the strip goes back into it.
PlotPanel::~PlotPanel() {
    showDifferences(true);
}

// Values above, the residual in a low strip below; both share the time.
void PlotPanel::layOutAxes() {
    m_plot->setBackground(QColor(theme::kField));
    m_plot->setMinimumHeight(120);
    m_plot->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    QCPAxisRect* values = m_plot->axisRect();
    auto* differences = std::make_unique<QCPAxisRect>(m_plot).release();  // the layout's now
    m_plot->plotLayout()->addElement(1, 0, differences);
    m_plot->plotLayout()->setRowStretchFactors({3.0, 1.0});
    m_plot->plotLayout()->setRowSpacing(0);
    auto* margins = std::make_unique<QCPMarginGroup>(m_plot).release();  // the plot's
    const QSharedPointer<QCPAxisTickerDateTime> ticker(
        std::make_unique<QCPAxisTickerDateTime>().release());
    for (QCPAxisRect* rect : {values, differences}) {
        rect->setMarginGroup(QCP::msLeft | QCP::msRight, margins);
        rect->setRangeZoom(Qt::Horizontal);
        rect->setRangeDrag(Qt::Horizontal);
        rect->axis(QCPAxis::atBottom)->setTicker(ticker);
        for (QCPAxis* axis : {rect->axis(QCPAxis::atBottom), rect->axis(QCPAxis::atLeft)})
            dress(*axis);
    }
    differences->axis(QCPAxis::atLeft)->setLabel(tr("Δ"));
    differences->axis(QCPAxis::atLeft)->ticker()->setTickCount(3);
    values->setMinimumMargins(QMargins(46, 8, 12, 4));
    differences->setMinimumMargins(QMargins(46, 4, 12, 22));
    m_differences = differences;
    addGraphs(*values, *differences);
}

void PlotPanel::addGraphs(QCPAxisRect& values, QCPAxisRect& differences) {
    QCPAxis* time = values.axis(QCPAxis::atBottom);
    QCPAxis* below = differences.axis(QCPAxis::atBottom);
    m_simulated = addGraph(time, values.axis(QCPAxis::atLeft), theme::kSimulated, tr("simulated"));
    m_measured = addGraph(time, values.axis(QCPAxis::atLeft), theme::kMeasured, tr("measured"));
    m_residual =
        addGraph(below, differences.axis(QCPAxis::atLeft), theme::kResidual, tr("residual"));
    m_residual->setLineStyle(QCPGraph::lsImpulse);
    m_residual->setScatterStyle({QCPScatterStyle::ssDisc, 4.0});

    m_residual->removeFromLegend();
    layOut(*m_plot->legend);

    connect(time, qOverload<const QCPRange&, const QCPRange&>(&QCPAxis::rangeChanged), this,
            [this](const QCPRange& now, const QCPRange& before) {
                keepSpan(before.lower, before.size(), now.lower, now.size());
            });
    // One time for both; a hand on the plot looks back.
    const auto link = [this](QCPAxis* from, QCPAxis* to) {
        connect(from, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), to,
                qOverload<const QCPRange&>(&QCPAxis::setRange));
    };
    link(time, below);
    link(below, time);
    connect(m_plot, &QCustomPlot::mousePress, m_follow, [this] { m_follow->setChecked(false); });
    connect(m_plot, &QCustomPlot::mouseWheel, m_follow, [this] { m_follow->setChecked(false); });
}

void PlotPanel::showSession(const SessionLink* link) {
    m_link = link != nullptr && link->now.history != nullptr ? link : nullptr;
    m_twin = link ? link->twin : nullptr;
    m_names = link ? link->names : nullptr;
    showSignal(-1);
}

void PlotPanel::showSignal(int signal) {
    const bool known = m_names && signal >= 0 && signal < static_cast<int>(m_names->size());
    m_signal = known ? signal : -1;
    m_hint->setEmpty(!known);
    m_follow->setVisible(known);
    m_span->setVisible(known);
    m_title->setVisible(known);
    if (!known)
        return;
    const QString name = format::text(m_names->name(static_cast<uint32_t>(signal)));
    m_title->setFullText(name);
    bool compared = false;
    for (const uint32_t index : m_names->bindings(static_cast<uint32_t>(signal)))
        compared |= m_twin->bindings[index].role == twin::Role::compare;
    showDifferences(compared);
    m_follow->setChecked(true);
    follow(m_now);
    replot();
}

// What is not compared has no residual: its strip makes room.
void PlotPanel::showDifferences(bool show) {
    QCPLayoutGrid* grid = m_plot->plotLayout();
    const bool shown = grid->rowCount() > kDifferencesRow;
    if (show && !shown) {
        grid->addElement(kDifferencesRow, 0, m_differences);
        grid->setRowStretchFactors({0.001, 3.0, 1.0});
    } else if (!show && shown) {
        grid->take(m_differences);  // the plot keeps it
        grid->simplify();
    }
    m_differences->setVisible(show);
    m_residual->setVisible(show);
    m_plot->xAxis->setTickLabels(!show);
}

void PlotPanel::refresh(const sim::Snapshot&, UtcNs now) {
    m_now = now;
    if (m_signal < 0 || m_link == nullptr || !isVisible())
        return;
    if (m_follow->isChecked())
        follow(now);
    replot();
}

void PlotPanel::follow(UtcNs now) {
    const double right = keyOf(now);
    m_plot->xAxis->setRange(right - std::min(m_span->currentData().toDouble(), longestSpan()),
                            right);
}

double PlotPanel::shownSpan() const {
    return m_plot->xAxis->range().size();
}

// Of a recording all of it.
double PlotPanel::longestSpan() const {
    if (m_link == nullptr || !m_link->recorded() || m_link->looksBack)
        return kLongestLive;
    const auto length = static_cast<double>(m_link->time->status().range.length()) * 1e-9;
    return std::clamp(length, m_span->itemData(0).toDouble(), kLongestRecorded);
}

// The place that the wheel is on stays, also where it has turned too far.
void PlotPanel::keepSpan(double lowerBefore, double before, double lower, double span) {
    const double kept = std::clamp(span, kShortestSpan, longestSpan());
    if (std::abs(kept - span) > 1e-3 * kept) {
        const double turned = before - span;
        const double place =
            turned != 0.0 ? std::clamp((lower - lowerBefore) / turned, 0.0, 1.0) : 1.0;
        const double from = lowerBefore + place * (before - kept);
        m_plot->xAxis->setRange(from, from + kept);
        return;
    }
    const auto ticker = m_plot->xAxis->ticker().staticCast<QCPAxisTickerDateTime>();
    ticker->setDateTimeFormat(kept < kFineSpan ? QStringLiteral("HH:mm:ss.zzz")
                                               : QStringLiteral("HH:mm:ss"));
    // In milliseconds: below them it is what a double does not resolve.
    const qint64 ms = std::llround(kept * 1e3);
    if (std::exchange(m_spanMs, ms) != ms)
        Q_EMIT spanChanged(ms * 1'000'000);
}

void PlotPanel::replot() {
    if (m_signal < 0 || m_link == nullptr)
        return;
    const QCPRange range = m_plot->xAxis->range();
    const UtcNs from = timeOf(range.lower), to = timeOf(range.upper);
    fill(*m_measured, signals::Series::measured, from, to);
    fill(*m_simulated, signals::Series::simulated, from, to);
    fill(*m_residual, signals::Series::residual, from, to);
    fitValues();
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

// Points in sight; a gap where the value cannot be trusted; a step drawn on to this instant.
void PlotPanel::fill(QCPGraph& graph, signals::Series series, UtcNs from, UtcNs to) {
    m_link->eyes().history->read(static_cast<uint32_t>(m_signal), series, from, to, m_points);
    const bool steps = series != signals::Series::residual;
    QVector<QCPGraphData> curve;
    curve.reserve(static_cast<qsizetype>(m_points.size()) + 1);
    for (const signals::Point& point : m_points) {
        const bool trusted = point.quality <= signals::Quality::uncertain;
        if (!steps && (point.time < from || !std::isfinite(point.value)))
            continue;
        curve.append(
            {keyOf(point.time), trusted ? point.value : std::numeric_limits<double>::quiet_NaN()});
    }
    if (steps && !curve.isEmpty())
        curve.append({keyOf(std::max(m_now, m_points.back().time)), curve.back().value});
    graph.data()->set(curve, false);
}

// Both graphs in sight with some air; a constant stays in the middle.
void PlotPanel::fitValues() {
    for (QCPAxis* axis : {m_measured->valueAxis(), m_residual->valueAxis()}) {
        QCPRange range;
        bool any = false;
        for (const QCPGraph* graph : axis->graphs()) {
            bool found = false;
            const QCPRange one = graph->getValueRange(found, QCP::sdBoth, m_plot->xAxis->range());
            if (found)
                range = any ? QCPRange(std::min(range.lower, one.lower),
                                       std::max(range.upper, one.upper))
                            : one;
            any |= found;
        }
        if (axis == m_residual->valueAxis())
            range.expand(0.0);
        const double air =
            std::max(0.08 * range.size(), any ? 1e-3 + 0.02 * std::abs(range.upper) : 0.5);
        axis->setRange(range.lower - air, range.upper + air);
    }
}

}  // namespace gemba::ui
