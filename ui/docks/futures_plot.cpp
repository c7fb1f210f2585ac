#include "ui/docks/futures_plot.h"

#include <QHBoxLayout>
#include <QVBoxLayout>
#include <algorithm>

#include "engine/analysis/spread.h"
#include "ui/make_child.h"
#include "ui/plot/plot_axes.h"
#include "ui/plot/plot_widget.h"
#include "ui/renewal.h"
#include "ui/theme.h"

namespace gemba::ui {
namespace {

[[nodiscard]] QRgb colorOf(size_t variant) {
    return variant == 0 ? theme::colors().asItIs : theme::colors().changed;
}

constexpr int kBandAlpha = 40;

}  // namespace

FuturesPlot::FuturesPlot(QWidget* parent)
    : QWidget(parent), m_measure(makeChild<ComboBox>(this)), m_plot(makeChild<QCustomPlot>(this)) {
    m_measure->addItem(tr("Parts taken away"));
    m_measure->addItem(tr("Parts on the line"));
    m_measure->setAccessibleName(tr("What the curves show"));
    connect(m_measure, &QComboBox::currentIndexChanged, this, [this] { draw(); });
    m_plot->setMinimumHeight(90);
    m_plot->axisRect()->setMinimumMargins(QMargins(46, 4, 12, 22));
    const QSharedPointer<QCPAxisTickerTime> ticker(std::make_unique<QCPAxisTickerTime>().release());
    ticker->setTimeFormat(QStringLiteral("+%m:%s"));
    m_plot->xAxis->setTicker(ticker);
    for (Lines& lines : m_lines) {
        for (QCPGraph** graph : {&lines.low, &lines.high, &lines.mean}) {
            *graph = m_plot->addGraph();
            (*graph)->setPen(Qt::NoPen);
        }
        lines.high->setChannelFillGraph(lines.low);
        lines.low->removeFromLegend();
        lines.high->removeFromLegend();
    }
    layOut(*m_plot->legend);
    m_mark = std::make_unique<QCPItemStraightLine>(m_plot).release();  // the plot's
    m_mark->setVisible(false);
    dressAll();

    auto* head = makeLayout<QHBoxLayout>();
    head->addStretch(1);
    head->addWidget(m_measure);
    auto* layout = makeChild<QVBoxLayout>(this);
    layout->setContentsMargins(0, theme::kSpace / 2, 0, 0);
    layout->setSpacing(theme::kSpace / 2);
    layout->addLayout(head);
    layout->addWidget(m_plot, 1);
}

// Its words and colours, as they are now.
void FuturesPlot::dressAll() {
    m_plot->setBackground(QColor(theme::colors().field));
    for (QCPAxis* axis : {m_plot->xAxis, m_plot->yAxis})
        dress(*axis);
    dress(*m_plot->legend);
    const QString names[] = {tr("as it is"), tr("changed")};
    for (uint32_t variant = 0; variant < 2; ++variant) {
        QColor band(colorOf(variant));
        band.setAlpha(kBandAlpha);
        m_lines[variant].high->setBrush(band);
        m_lines[variant].mean->setPen(QPen(QColor(colorOf(variant)), 1.6));
        m_lines[variant].mean->setName(names[variant]);
    }
    m_mark->setPen(QPen(QColor(theme::colors().accent), 1, Qt::DashLine));
}

void FuturesPlot::customEvent(QEvent* event) {
    if (Renewal::of(*event) == nullptr)
        return;
    dressAll();
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void FuturesPlot::show(std::shared_ptr<const sim::FutureResults> results) {
    m_results = std::move(results);
    draw();
}

void FuturesPlot::markTime(double seconds) {
    m_mark->setVisible(seconds >= 0.0);
    m_mark->point1->setCoords(seconds, 0.0);
    m_mark->point2->setCoords(seconds, 1.0);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void FuturesPlot::draw() {
    draw(0);
    draw(1);
    const bool any = m_results != nullptr && !m_results->branches.empty();
    const double seconds = any ? m_results->request.seconds : 1.0;
    m_plot->xAxis->setRange(0.0, seconds);
    QCPRange range(0.0, 1.0);
    for (const Lines& lines : m_lines) {
        bool found = false;
        const QCPRange one = lines.high->getValueRange(found);
        if (found)
            range.expand(one);
    }
    m_plot->yAxis->setRange(0.0, 1.05 * range.upper);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void FuturesPlot::draw(uint32_t variant) {
    QVector<QCPGraphData> low, high, mean;
    std::vector<const std::vector<float>*> curves;
    if (m_results != nullptr) {
        for (const auto& branch : m_results->branches) {
            if (branch->variant == variant)
                curves.push_back(m_measure->currentIndex() == taken ? &branch->taken
                                                                    : &branch->present);
        }
    }
    size_t points = curves.empty() ? 0 : curves.front()->size();
    for (const auto* curve : curves)
        points = std::min(points, curve->size());
    std::vector<double> values(curves.size());
    for (size_t i = 0; i < points; ++i) {
        for (size_t c = 0; c < curves.size(); ++c)
            values[c] = static_cast<double>((*curves[c])[i]);
        const analysis::Spread spread = analysis::spreadOf(values, 1.0);  // parts
        const double at = static_cast<double>(i + 1) * m_results->interval;
        low.append({at, std::max(0.0, spread.low)});
        high.append({at, spread.high});
        mean.append({at, spread.mean});
    }
    const Lines& lines = m_lines[variant];
    lines.low->data()->set(low, true);
    lines.high->data()->set(high, true);
    lines.mean->data()->set(mean, true);
}

}  // namespace gemba::ui
