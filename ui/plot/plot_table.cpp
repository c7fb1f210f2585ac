#include "ui/plot/plot_table.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <cmath>

#include "ui/format.h"
#include "ui/plot/plot_colors.h"
#include "ui/plot/signal_mime.h"
#include "ui/theme.h"

namespace gemba::ui {
namespace {

using signals::Point;
using signals::Series;

constexpr int kSignalRole = Qt::UserRole, kSeriesRole = Qt::UserRole + 1;
constexpr int kTraitRole = Qt::UserRole + 2;
constexpr int kCheckWidth = 28, kFigureWidth = 68, kNameWidth = 150;

[[nodiscard]] uint32_t signalOf(const QTreeWidgetItem& item) {
    return item.data(PlotTable::name, kSignalRole).toUInt();
}
[[nodiscard]] Series seriesOf(const QTreeWidgetItem& item) {
    return static_cast<Series>(item.data(PlotTable::name, kSeriesRole).toInt());
}

[[nodiscard]] QString valueText(const Point& point, bool lane) {
    if (!point.trusted())
        return QStringLiteral("—");
    if (lane)
        return point.value != 0.0 ? PlotTable::tr("on") : PlotTable::tr("off");
    return format::number(point.value);
}

// "12.3 s · 41 %": how long of the time that is known it was on.
[[nodiscard]] QString onText(const signals::Summary& whole) {
    if (whole.weight <= 0.0)
        return QStringLiteral("—");
    return PlotTable::tr("%1 s · %2 %")
        .arg(whole.mean * whole.weight, 0, 'f', 1)
        .arg(std::lround(100.0 * whole.mean));
}

[[nodiscard]] QTreeWidgetItem* addItem(QTreeWidgetItem* parent) {
    return std::make_unique<QTreeWidgetItem>(parent).release();  // the parent's now
}

void set(QTreeWidgetItem& item, int column, const QString& text) {
    if (item.text(column) != text)
        item.setText(column, text);
}

}  // namespace

PlotTable::PlotTable(QWidget* parent) : QTreeWidget(parent) {
    setAccessibleName(tr("Signals in the plots"));
    setColumnCount(columns);
    setHeaderLabels({tr("Signal"), tr("M"), tr("S"), tr("Δ"), tr("Value"), tr("A"), tr("B"),
                     tr("B − A"), tr("Least"), tr("Most"), tr("Mean"), tr("Dev."), tr("Points")});
    const QString hints[columns] = {
        tr("What the signal is bound to"),
        tr("Show what was measured"),
        tr("Show what was simulated"),
        tr("Show the residuals"),
        tr("Value under the mouse, or at the cursor"),
        tr("Value at the cursor A"),
        tr("Value at the cursor B"),
        tr("Value at B less that at A"),
        tr("Least of what is in sight"),
        tr("Greatest of what is in sight"),
        tr("Mean of what is in sight: over the time of a value, over the number of residuals; of a "
           "lane how long it is on"),
        tr("Standard deviation of what is in sight, weighed as the mean"),
        tr("Points in sight; after a plus those that cannot be trusted"),
    };
    for (int column = 0; column < columns; ++column) {
        headerItem()->setToolTip(column, hints[column]);
        if (column >= value)
            headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    }
    header()->setMinimumSectionSize(kCheckWidth);
    header()->setStretchLastSection(false);
    setColumnWidth(name, kNameWidth);
    for (const int column : {measured, simulated, residual})
        setColumnWidth(column, kCheckWidth);
    for (int column = value; column < columns; ++column)
        setColumnWidth(column, kFigureWidth);
    setColumnWidth(mean, kFigureWidth + 34);  // "16.8 s · 28 %"
    setColumnWidth(count, kFigureWidth + 24);
    setUniformRowHeights(true);
    setIndentation(14);
    setTextElideMode(Qt::ElideMiddle);
    setDragEnabled(true);
    setDragDropMode(QAbstractItemView::DragOnly);
    setContextMenuPolicy(Qt::CustomContextMenu);
    connect(this, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem* item, int column) {
        if (m_filling || item->parent() != nullptr || column < measured || column > residual)
            return;
        Q_EMIT seriesToggled(signalOf(*item), static_cast<Series>(column - measured),
                             item->checkState(column) == Qt::Checked);
    });
    connect(this, &QWidget::customContextMenuRequested, this, [this](const QPoint& at) {
        const QTreeWidgetItem* item = itemAt(at);
        Q_EMIT menuRequested(viewport()->mapToGlobal(at),
                             item != nullptr ? static_cast<int>(signalOf(*item)) : -1);
    });
    connect(this, &QTreeWidget::itemExpanded, this, &PlotTable::unfolded);
    connect(this, &QTreeWidget::itemCollapsed, this, &PlotTable::unfolded);
}

void PlotTable::setRows(const PlotRows& rows) {
    m_filling = true;
    const int current = currentSignal();
    std::vector<uint32_t> open;
    for (int i = 0; i < topLevelItemCount(); ++i) {
        if (topLevelItem(i)->isExpanded())
            open.push_back(signalOf(*topLevelItem(i)));
    }
    clear();
    m_traits.clear();
    for (const PlotRow& row : rows.rows()) {
        for (const PlotSignal& what : row.signals)
            addSignal(rows, what);
    }
    for (int i = 0; i < topLevelItemCount(); ++i) {
        QTreeWidgetItem& item = *topLevelItem(i);
        item.setExpanded(std::find(open.begin(), open.end(), signalOf(item)) != open.end());
        if (current >= 0 && signalOf(item) == static_cast<uint32_t>(current))
            setCurrentItem(&item);
    }
    m_filling = false;
    Q_EMIT unfolded();
}

// The signal's row says the measured figures; below it are those of the others.
void PlotTable::addSignal(const PlotRows& rows, const PlotSignal& what) {
    const SignalTraits& traits = rows.traits(what.signal);
    const PlotColors colors = plotColors(what.color);
    auto* item = std::make_unique<QTreeWidgetItem>(this).release();
    const bool shown[] = {what.measured, what.simulated, what.residual};
    const bool has[] = {true, traits.simulated, traits.compared};
    const QRgb worn[] = {colors.measured, colors.simulated, colors.residual};
    const QString names[] = {tr("measured"), tr("simulated"), tr("residual")};
    for (const Series series : {Series::measured, Series::simulated, Series::residual}) {
        const auto s = static_cast<size_t>(series);
        if (!has[s])
            continue;
        QTreeWidgetItem* row = series == Series::measured ? item : addItem(item);
        row->setText(name, series == Series::measured ? traits.title : names[s]);
        row->setToolTip(name, traits.fullName);
        row->setData(name, kSignalRole, what.signal);
        row->setData(name, kSeriesRole, static_cast<int>(series));
        row->setData(name, kTraitRole, static_cast<uint32_t>(m_traits.size()));
        row->setForeground(name, QColor(worn[s]));
        for (int column = value; column < columns; ++column)
            row->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
        item->setCheckState(measured + static_cast<int>(series),
                            shown[s] ? Qt::Checked : Qt::Unchecked);
        item->setToolTip(measured + static_cast<int>(series), names[s]);
    }
    item->setFlags(item->flags() | Qt::ItemIsUserCheckable | Qt::ItemIsDragEnabled);
    m_traits.push_back(traits);
}

void PlotTable::show(const PlotCanvas& canvas, const signals::History* history) {
    m_filling = true;
    const bool cursors = canvas.cursor(PlotCanvas::Cursor::a).has_value();
    for (const int column : {atA, atB, difference})
        setColumnHidden(column, !cursors);
    for (int i = 0; i < topLevelItemCount(); ++i) {
        QTreeWidgetItem& item = *topLevelItem(i);
        showSeries(item, canvas, history);
        for (int child = 0; item.isExpanded() && child < item.childCount(); ++child)
            showSeries(*item.child(child), canvas, history);
    }
    m_filling = false;
}

void PlotTable::showSeries(QTreeWidgetItem& item, const PlotCanvas& canvas,
                           const signals::History* history) {
    const uint32_t signal = signalOf(item);
    const Series series = seriesOf(item);
    const bool lane =
        m_traits[item.data(name, kTraitRole).toUInt()].lane && series != Series::residual;
    const auto at = [&](std::optional<UtcNs> time) {
        return history != nullptr && time && signal < history->signalCount()
                   ? m_reader.at(*history, signal, series, *time)
                   : Point{.quality = signals::Quality::none};
    };
    set(item, value, valueText(at(canvas.readoutTime()), lane));
    const Point a = at(canvas.cursor(PlotCanvas::Cursor::a));
    const Point b = at(canvas.cursor(PlotCanvas::Cursor::b));
    set(item, atA, valueText(a, lane));
    set(item, atB, valueText(b, lane));
    const bool both = a.trusted() && b.trusted() && !lane;
    set(item, difference, both ? format::number(b.value - a.value) : QStringLiteral("—"));
    showStatistics(item, canvas.curve(signal, series), lane);
}

void PlotTable::showStatistics(QTreeWidgetItem& item, const Curve* curve, bool lane) {
    const bool any = curve != nullptr && curve->whole.least <= curve->whole.most;
    if (!any) {
        for (int column = least; column < columns; ++column)
            set(item, column, QStringLiteral("—"));
        return;
    }
    const signals::Summary& whole = curve->whole;
    const bool weighed = whole.weight > 0.0;
    set(item, least, valueText({.value = whole.least}, lane));
    set(item, most, valueText({.value = whole.most}, lane));
    set(item, mean,
        lane      ? onText(whole)
        : weighed ? format::number(whole.mean)
                  : QStringLiteral("—"));
    set(item, deviation,
        weighed && !lane ? format::number(whole.deviation()) : QStringLiteral("—"));
    QString points = format::count(whole.trusted);
    if (whole.untrusted > 0)
        points += QStringLiteral(" + ") + format::count(whole.untrusted);
    set(item, count, points);
}

int PlotTable::currentSignal() const {
    const QTreeWidgetItem* item = currentItem();
    return item != nullptr ? static_cast<int>(signalOf(*item)) : -1;
}

int PlotTable::wantedHeight() const {
    int rows = 0;
    for (int i = 0; i < topLevelItemCount(); ++i)
        rows += 1 + (topLevelItem(i)->isExpanded() ? topLevelItem(i)->childCount() : 0);
    const int row = topLevelItemCount() > 0 ? visualItemRect(topLevelItem(0)).height() : 24;
    return header()->sizeHint().height() + rows * std::max(row, 20) + 13;
}

QMimeData* PlotTable::mimeData(const QList<QTreeWidgetItem*>& items) const {
    QStringList names;
    for (const QTreeWidgetItem* item : items)
        names << m_traits[item->data(name, kTraitRole).toUInt()].fullName;
    return signalMime(names);
}

// Delete takes the signal out of the plots, not the equipment out of the twin.
bool PlotTable::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Delete && currentSignal() >= 0) {
        event->accept();
        return true;
    }
    return QTreeWidget::event(event);
}

void PlotTable::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Delete && currentSignal() >= 0)
        Q_EMIT removeRequested(static_cast<uint32_t>(currentSignal()));
    else
        QTreeWidget::keyPressEvent(event);
}

}  // namespace gemba::ui
