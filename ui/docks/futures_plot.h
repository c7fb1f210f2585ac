#pragma once

#include <QWidget>
#include <memory>

#include "engine/sim/futures.h"
#include "ui/combo_box.h"

class QCustomPlot;
class QCPGraph;
class QCPItemStraightLine;

namespace gemba::ui {

/// How futures come about: mean of each variant over the time ahead, and where one more branch
/// would lie.
class FuturesPlot final : public QWidget {
    Q_OBJECT

 public:
    enum Measure { taken, present };

    explicit FuturesPlot(QWidget* parent);

    /// May be null.
    void show(std::shared_ptr<const sim::FutureResults> results);
    /// Where ghosts are looked at, s ahead; negative: nowhere.
    void markTime(double seconds);
    /// Means in the plot.
    [[nodiscard]] const QCPGraph& mean(uint32_t variant) const { return *m_lines[variant].mean; }

 protected:
    void customEvent(QEvent* event) override;

 private:
    struct Lines {
        QCPGraph* low = nullptr;
        QCPGraph* high = nullptr;
        QCPGraph* mean = nullptr;
    };
    void dressAll();
    void draw();
    void draw(uint32_t variant);

    std::shared_ptr<const sim::FutureResults> m_results;
    ComboBox* m_measure;
    QCustomPlot* m_plot;
    Lines m_lines[2];
    QCPItemStraightLine* m_mark = nullptr;
};

}  // namespace gemba::ui
