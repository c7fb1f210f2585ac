#pragma once

#include "ui/plot/curve.h"
#include "ui/plot/plot_widget.h"

namespace gemba::ui {

/// Draws a Curve: as a line, as blocks of a lane, or as events. For .cpp files only.
class CurvePlottable final : public QCPAbstractPlottable {
 public:
    enum class Style { line, lane, events };

    CurvePlottable(QCPAxis* key, QCPAxis* value, Style style)
        : QCPAbstractPlottable(key, value), m_style(style) {}

    Curve curve;
    /// Of a lane: where it lies between the value axis' ends, in its units.
    double laneTop = 1.0, laneBottom = 0.0;

    [[nodiscard]] QCPRange getKeyRange(bool& found, QCP::SignDomain) const override;
    [[nodiscard]] QCPRange getValueRange(bool& found, QCP::SignDomain,
                                         const QCPRange&) const override;
    [[nodiscard]] double selectTest(const QPointF&, bool, QVariant*) const override { return -1.0; }

 protected:
    void draw(QCPPainter* painter) override;
    void drawLegendIcon(QCPPainter*, const QRectF&) const override {}

 private:
    void drawLine(QCPPainter& painter) const;
    void drawLane(QCPPainter& painter) const;
    void drawColumns(QCPPainter& painter) const;
    void drawLaneColumns(QCPPainter& painter) const;
    void drawEvents(QCPPainter& painter) const;
    [[nodiscard]] double xOf(double key) const;
    [[nodiscard]] QPointF pixelOf(const Curve::Vertex& vertex) const;

    Style m_style;
};

}  // namespace gemba::ui
