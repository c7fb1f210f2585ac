#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <algorithm>

#include "ui/docks/plot_panel.h"
#include "ui/format.h"
#include "ui/plot/kept_plots.h"
#include "ui/plot/signal_mime.h"

/// What stands in the plots: how it comes, goes, is kept and taken away as a file.
namespace gemba::ui {

int PlotPanel::signalOf(const QString& name) const {
    for (uint32_t signal = 0; signal < m_rows.signalCount(); ++signal) {
        if (m_rows.traits(signal).fullName == name)
            return static_cast<int>(signal);
    }
    return -1;
}

void PlotPanel::plot(const QStringList& names, int row) {
    const auto rows = static_cast<int>(m_rows.rows().size());
    plotAt(names, row < 0 ? PlotCanvas::Place{.row = rows, .newRow = true}
                          : PlotCanvas::Place{.row = row, .newRow = false});
}

void PlotPanel::plotAt(const QStringList& names, PlotCanvas::Place place) {
    // Several at once share the row that the first one makes.
    int row = place.newRow ? PlotRows::kNewRow : place.row;
    bool refused = false;
    for (const QString& name : names) {
        const int found = signalOf(name);
        if (found < 0)
            continue;
        const auto signal = static_cast<uint32_t>(found);
        const bool added = row < 0 ? m_rows.insert(signal, place.row) : m_rows.add(signal, row);
        refused |= !added;
        if (added)
            row = m_rows.rowOf(signal);
    }
    if (refused)
        Q_EMIT said(tr("Not plotted: there are %1 plots already. Remove one first.")
                        .arg(PlotRows::kMostRows));
    m_guest = -1;
    rowsChanged();
}

// After each change of what stands where.
void PlotPanel::rowsChanged() {
    const bool any = !m_rows.empty();
    m_hint->setEmpty(!any);
    for (QWidget* widget :
         std::initializer_list<QWidget*>{m_delta, m_cursors, m_values, m_export, m_follow, m_span})
        widget->setVisible(any);
    if (any && m_follow->isChecked())
        followNow();
    m_canvas->setRows(m_rows);
    m_canvas->setMinimumHeight(m_canvas->leastHeight());
    m_table->setRows(m_rows);
    keep();
    showFigures();
}

// What is only chosen stays so.
void PlotPanel::renew() {
    rowsChanged();
    (void)m_canvas->drawNow();
    showFigures();
    showDelta();
}

QString PlotPanel::kept() const {
    return hasFile() ? KeptPlots(m_settings).of(m_twin->file) : QString();
}

// What only is chosen is not kept.
void PlotPanel::keep() {
    if (hasFile() && m_guest < 0)
        KeptPlots(m_settings).keep(m_twin->file, m_rows.text());
}

std::unique_ptr<QMenu> PlotPanel::menuOf(int row, int signal) {
    auto menu = std::make_unique<QMenu>();
    const auto add = [&](const QString& text, bool enabled, auto&& act) {
        QAction* action = menu->addAction(text);
        action->setEnabled(enabled);
        // While the menu stands open another twin may come, whose signals have other numbers.
        connect(action, &QAction::triggered, this, [this, act, names = m_link->names] {
            if (m_link == nullptr || m_link->names != names)
                return;
            act();
            m_guest = -1;
            rowsChanged();
        });
    };
    const auto rows = static_cast<int>(m_rows.rows().size());
    if (signal >= 0 && row >= 0) {
        const auto which = static_cast<uint32_t>(signal);
        add(tr("Remove %1").arg(m_rows.traits(which).title), true,
            [this, which] { m_rows.remove(which); });
        add(tr("To a plot of its own"), m_rows.rows()[static_cast<size_t>(row)].signals.size() > 1,
            [this, which, row] { m_rows.insert(which, row + 1); });
        menu->addSeparator();
    }
    if (row >= 0) {
        const PlotRow& here = m_rows.rows()[static_cast<size_t>(row)];
        const bool whole = std::all_of(
            here.signals.begin(), here.signals.end(),
            [this](const PlotSignal& what) { return m_rows.traits(what.signal).whole; });
        if (whole)
            add(here.lanes ? tr("As curves") : tr("As state lanes"), true,
                [this, row, lanes = here.lanes] { m_rows.setLanes(row, !lanes); });
        add(tr("Move the plot up"), row > 0, [this, row] { m_rows.moveRow(row, row - 1); });
        add(tr("Move the plot down"), row + 1 < rows,
            [this, row] { m_rows.moveRow(row, row + 1); });
        add(tr("Remove the plot"), true, [this, row] { m_rows.removeRow(row); });
    }
    if (rows > 0)
        add(tr("Remove all"), true, [this] { m_rows.clear(); });
    return menu;
}

void PlotPanel::dragEnterEvent(QDragEnterEvent* event) {
    if (m_link != nullptr && !signalsOf(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void PlotPanel::dragMoveEvent(QDragMoveEvent* event) {
    if (!m_rows.empty())
        m_canvas->markPlace(
            m_canvas->placeAt(m_canvas->mapFrom(this, event->position().toPoint())));
    event->acceptProposedAction();
}

void PlotPanel::dragLeaveEvent(QDragLeaveEvent*) {
    m_canvas->markPlace(std::nullopt);
}

void PlotPanel::dropEvent(QDropEvent* event) {
    m_canvas->markPlace(std::nullopt);
    event->acceptProposedAction();
    const QPoint at = m_canvas->mapFrom(this, event->position().toPoint());
    plotAt(signalsOf(*event->mimeData()),
           m_rows.empty() ? PlotCanvas::Place{} : m_canvas->placeAt(at));
}

void PlotPanel::askExport(const QString& kind, const QString& filter) {
    const QString name =
        m_twin != nullptr ? format::text(m_twin->name).replace(u'/', u'_') : tr("plot");
    QString path = QFileDialog::getSaveFileName(this, tr("Export what is in sight"),
                                                name + u'.' + kind, filter);
    if (path.isEmpty())
        return;
    if (QFileInfo(path).suffix().isEmpty())
        path += u'.' + kind;
    exportTo(path);
}

void PlotPanel::exportTo(const QString& path) {
    const QString kind = QFileInfo(path).suffix().toLower();
    if (kind == QLatin1String("csv")) {
        exportCsv(path);
        return;
    }
    if (kind != QLatin1String("png") && kind != QLatin1String("svg")) {
        Q_EMIT said(tr("Not written: %1 ends neither in .png nor in .svg or .csv").arg(path));
        return;
    }
    const bool done =
        kind == QLatin1String("svg") ? m_canvas->saveSvg(path) : m_canvas->savePng(path);
    Q_EMIT said(
        done ? tr("Written to %1").arg(path)
             : tr("Not written: %1 cannot be written to; is there room, and may you?").arg(path));
}

void PlotPanel::exportCsv(const QString& path) {
    using signals::Series;
    if (history() == nullptr)
        return;
    std::vector<signals::SeriesCsv::Column> columns;
    for (const PlotRow& row : m_rows.rows()) {
        for (const PlotSignal& what : row.signals) {
            const SignalTraits& traits = m_rows.traits(what.signal);
            const std::string name = traits.fullName.toStdString();
            if (what.measured)
                columns.push_back({what.signal, Series::measured, name});
            if (what.simulated && traits.simulated)
                columns.push_back({what.signal, Series::simulated, name + " (simulated)"});
            if (what.residual && traits.compared)
                columns.push_back({what.signal, Series::residual, name + " (residual)"});
        }
    }
    m_progress->setValue(0);
    m_progress->show();
    m_cancel->show();
    m_csv.start(path, {*history(), std::move(columns), m_canvas->from(), m_canvas->to()});
}

}  // namespace gemba::ui
