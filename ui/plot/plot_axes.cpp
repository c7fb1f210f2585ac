#include "ui/plot/plot_axes.h"

#include "ui/plot/plot_widget.h"
#include "ui/theme.h"

namespace gemba::ui {

void dress(QCPAxis& axis) {
    axis.setBasePen(QColor(theme::colors().line));
    axis.setTickPen(QColor(theme::colors().line));
    axis.setSubTickPen(Qt::NoPen);
    axis.setTickLabelColor(QColor(theme::colors().muted));
    axis.setTickLabelFont(theme::caption());
    axis.setLabelColor(QColor(theme::colors().muted));
    axis.setLabelFont(theme::caption());
    axis.grid()->setPen(QPen(QColor(theme::colors().line), 1));
    axis.grid()->setZeroLinePen(QPen(QColor(theme::colors().hover), 1));
}

void dress(QCPLegend& legend) {
    legend.setFont(theme::caption());
    legend.setTextColor(QColor(theme::colors().muted));
}

void layOut(QCPLegend& legend) {
    QCPLayoutGrid& grid = *legend.parentPlot()->plotLayout();
    grid.insertRow(0);
    grid.addElement(0, 0, &legend);
    grid.setRowStretchFactor(0, 0.001);
    legend.setVisible(true);
    dress(legend);
    legend.setBrush(Qt::NoBrush);
    legend.setBorderPen(Qt::NoPen);
    legend.setFillOrder(QCPLegend::foColumnsFirst);
    legend.setMargins(QMargins(40, 2, 12, 0));
    legend.setIconSize(14, 8);
    legend.setColumnSpacing(12);
}

}  // namespace gemba::ui
