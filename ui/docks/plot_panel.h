#pragma once

#include <QAction>
#include <QCheckBox>
#include <QProgressBar>
#include <QSettings>
#include <QTimer>
#include <QToolButton>
#include <memory>
#include <optional>

#include "ui/combo_box.h"
#include "ui/docks/empty_hint.h"
#include "ui/docks/panel.h"
#include "ui/elided_label.h"
#include "ui/plot/csv_export.h"
#include "ui/plot/plot_canvas.h"
#include "ui/plot/plot_rows.h"
#include "ui/plot/plot_table.h"

class QMenu;
class QScrollArea;

namespace gemba::ui {

/// Signals over time: rows of curves and lanes that share it, with cursors and statistics. Signals
/// come by dragging, by their menu, or for as long as nothing else is here by being chosen. What
/// stands here is kept for each twin.
class PlotPanel final : public Panel {
    Q_OBJECT

 public:
    /// The settings outlive it.
    PlotPanel(QSettings& settings, QWidget* parent);

    void showSession(const SessionLink* link) override;
    void refresh(const sim::Snapshot& snapshot, UtcNs now) override;
    [[nodiscard]] int refreshEvery() const override { return 2; }

    /// The signal that is chosen elsewhere, index into SignalNames, -1 for none: shown while
    /// nothing was put here by hand.
    void showSignal(int signal);
    /// The signal that stands here only because it is chosen; -1: none.
    [[nodiscard]] int shownSignal() const { return m_guest; }
    /// Puts signals here, by their full names: into a row, or each as a new one.
    void plot(const QStringList& names, int row = PlotRows::kNewRow);
    /// For the menu of a chosen signal.
    [[nodiscard]] QAction* plotAction() { return m_plotChosen; }

    /// The figures in the table, as they are now; while plots are drawn it does so by itself.
    void showFigures();

    /// How much time is in sight, s.
    [[nodiscard]] double shownSpan() const;
    [[nodiscard]] const PlotRows& rows() const { return m_rows; }
    [[nodiscard]] PlotCanvas& canvas() { return *m_canvas; }
    [[nodiscard]] PlotTable& table() { return *m_table; }
    [[nodiscard]] QToolButton& cursorsButton() { return *m_cursors; }
    [[nodiscard]] QToolButton& valuesButton() { return *m_values; }
    [[nodiscard]] QCheckBox& follow() { return *m_follow; }
    [[nodiscard]] QString deltaText() const { return m_shownDelta; }
    /// What is in sight, as a picture or a table, by the name's ending; said() tells.
    void exportTo(const QString& path);
    [[nodiscard]] CsvExport& csvExport() { return m_csv; }
    /// What may be done with a row and a signal; either may be -1. The caller ends it.
    [[nodiscard]] std::unique_ptr<QMenu> menuOf(int row, int signal);

 Q_SIGNALS:
    /// How much time the curves show.
    void spanChanged(qint64 ns);
    /// The program's cursor is to go there.
    void sought(qint64 at);
    /// To the user.
    void said(const QString& message);

 protected:
    void resizeEvent(QResizeEvent* event) override;
    void renew() override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

 private:
    void buildHead(QLayout& layout);
    void connectCanvas();
    void connectTable();
    void followNow();
    void setRange(UtcNs from, UtcNs to);
    [[nodiscard]] int64_t longestSpan() const;
    void zoom(double factor, UtcNs about);
    void toggleCursors(bool on);
    void showDelta();
    void showFiguresSoon();
    void fitTable();

    void rowsChanged();
    void keep();
    [[nodiscard]] QString kept() const;
    [[nodiscard]] bool hasFile() const { return m_twin != nullptr && !m_twin->file.empty(); }
    [[nodiscard]] int signalOf(const QString& name) const;
    [[nodiscard]] const signals::History* history() const;
    void plotAt(const QStringList& names, PlotCanvas::Place place);
    void askExport(const QString& kind, const QString& filter);
    void exportCsv(const QString& path);

    QSettings& m_settings;
    const SessionLink* m_link = nullptr;
    std::shared_ptr<const twin::Twin> m_twin;
    PlotRows m_rows;
    int m_chosen = -1;  // elsewhere
    int m_guest = -1;
    UtcNs m_now = 0;
    int64_t m_saidSpan = 0;
    QTimer m_figures;  // runs while they were shown just now
    bool m_figuresDue = false;
    QString m_shownDelta;
    CsvExport m_csv;

    // Owned by Qt's tree of widgets.
    QAction* m_plotChosen;
    ElidedLabel* m_delta;
    QProgressBar* m_progress;
    QToolButton* m_cancel;
    QToolButton* m_cursors;
    QToolButton* m_values;
    QToolButton* m_export;
    QCheckBox* m_follow;
    ComboBox* m_span;
    PlotCanvas* m_canvas;
    PlotTable* m_table;
    QWidget* m_content;
    QScrollArea* m_scroll;
    EmptyHint* m_hint;
};

}  // namespace gemba::ui
