#pragma once

#include <QTreeWidget>

#include "ui/plot/curve.h"
#include "ui/plot/plot_canvas.h"
#include "ui/plot/plot_rows.h"

namespace gemba::ui {

/// Under the plots: a row for each signal, its name and what of it is shown, the values at the
/// cursor and at A and B, and statistics of what is in sight; folded out the same of the model and
/// of the residuals. A level's mean and deviation are over time. GUI thread.
class PlotTable final : public QTreeWidget {
    Q_OBJECT

 public:
    enum Column {
        name,
        measured,
        simulated,
        residual,
        value,
        atA,
        atB,
        difference,
        least,
        most,
        mean,
        deviation,
        count,
        columns
    };

    explicit PlotTable(QWidget* parent);

    /// Other signals, or other series of them.
    void setRows(const PlotRows& rows);
    /// The figures as they are now.
    void show(const PlotCanvas& canvas, const signals::History* history);

    /// Signal of the current row; -1: none.
    [[nodiscard]] int currentSignal() const;
    /// As tall as its rows, up to a share of the room that there is.
    [[nodiscard]] int wantedHeight() const;

 Q_SIGNALS:
    void seriesToggled(uint32_t signal, gemba::signals::Series series, bool shown);
    void removeRequested(uint32_t signal);
    void menuRequested(const QPoint& globalAt, int signal);
    void unfolded();

 protected:
    [[nodiscard]] QMimeData* mimeData(const QList<QTreeWidgetItem*>& items) const override;
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

 private:
    void addSignal(const PlotRows& rows, const PlotSignal& what);
    void showSeries(QTreeWidgetItem& item, const PlotCanvas& canvas,
                    const signals::History* history);
    void showStatistics(QTreeWidgetItem& item, const Curve* curve, bool lane);

    CurveReader m_reader;
    std::vector<SignalTraits> m_traits;  // of the rows' signals, at the items' trait role
    bool m_filling = false;
};

}  // namespace gemba::ui
