#pragma once

#include <QCheckBox>
#include <memory>
#include <vector>

#include "engine/signals/history.h"
#include "ui/combo_box.h"
#include "ui/docks/empty_hint.h"
#include "ui/docks/panel.h"
#include "ui/elided_label.h"

class QCustomPlot;
class QCPGraph;
class QCPAxisRect;

namespace gemba::ui {

/// The chosen signal over time: measured and simulated as steps, its residual below them.
class PlotPanel final : public Panel {
    Q_OBJECT

 public:
    explicit PlotPanel(QWidget* parent);
    ~PlotPanel() override;

    void showSession(const SessionLink* link) override;
    void refresh(const sim::Snapshot& snapshot, UtcNs now) override;
    [[nodiscard]] int refreshEvery() const override { return 4; }

    /// Index into SignalNames, or -1 for none.
    void showSignal(int signal);
    [[nodiscard]] int shownSignal() const { return m_signal; }
    /// How much time is in sight, s.
    [[nodiscard]] double shownSpan() const;

 Q_SIGNALS:
    /// How much time the curves show.
    void spanChanged(qint64 ns);

 private:
    void layOutAxes();
    void addGraphs(QCPAxisRect& values, QCPAxisRect& differences);
    void follow(UtcNs now);
    [[nodiscard]] double longestSpan() const;
    void keepSpan(double lowerBefore, double before, double lower, double span);
    void fitValues();
    void showDifferences(bool show);
    void fill(QCPGraph& graph, signals::Series series, UtcNs from, UtcNs to);
    void replot();

    const SessionLink* m_link = nullptr;
    std::shared_ptr<const twin::Twin> m_twin;
    std::shared_ptr<const signals::SignalNames> m_names;
    int m_signal = -1;
    UtcNs m_now = 0;
    qint64 m_spanMs = 0;                   // as said last
    std::vector<signals::Point> m_points;  // reused
    ElidedLabel* m_title;
    ComboBox* m_span;
    QCheckBox* m_follow;
    QCustomPlot* m_plot;
    QCPGraph* m_measured = nullptr;
    QCPGraph* m_simulated = nullptr;
    QCPGraph* m_residual = nullptr;
    QCPAxisRect* m_differences = nullptr;
    EmptyHint* m_hint;
};

}  // namespace gemba::ui
