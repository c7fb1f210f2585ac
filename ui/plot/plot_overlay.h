#pragma once

#include <limits>
#include <vector>

#include "ui/plot/plot_widget.h"

namespace gemba::ui {

/// What lies over the curves: cursors, names, where a dragged signal would go. On a layer of its
/// own, so that a cursor moves without drawing curves anew. For .cpp files only.
class PlotOverlay final : public QCPLayerable {
 public:
    /// Room above the first row, where the cursors' names stand.
    static constexpr int kFlagHeight = 13;
    static constexpr double kNowhere = std::numeric_limits<double>::quiet_NaN();

    /// A signal's name, with what its curves look like.
    struct Caption {
        QString text;
        QColor measured, simulated, residual;  ///< invalid: not shown
    };
    struct Row {
        QCPAxisRect* rect;
        std::vector<Caption> captions;
        bool lanes;
    };

    explicit PlotOverlay(QCustomPlot* plot);

    std::vector<Row> rows;
    std::vector<QCPAxisRect*> rects;  ///< all that have the time below them
    double cursor = kNowhere, hover = kNowhere, a = kNowhere, b = kNowhere;  // s
    QRectF drop;  ///< empty: nothing is dragged

 protected:
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override;
    void draw(QCPPainter* painter) override;

 private:
    void drawCaptions(QCPPainter& painter, const Row& row) const;
    void drawCursor(QCPPainter& painter, double key, const QPen& pen, const QString& name) const;
};

}  // namespace gemba::ui
