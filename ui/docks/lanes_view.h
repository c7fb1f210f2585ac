#pragma once

#include <QWidget>
#include <vector>

#include "engine/signals/history.h"

namespace gemba::ui {

/// One eye's curves over the window that is shown.
struct Lane {
    QString name;
    std::vector<signals::Point> measured, simulated, residual;
    signals::Quality quality = signals::Quality::none;  ///< of the measured signal, now
};

/// Lanes of boolean signals: measured over simulated, and under them each matched edge's residual,
/// up for late, down for early. Time runs to the right and ends at `now`.
class LanesView final : public QWidget {
    Q_OBJECT

 public:
    explicit LanesView(QWidget* parent);

    void setSpan(int64_t spanNs) { m_span = spanNs; }
    [[nodiscard]] int64_t span() const { return m_span; }
    /// The lanes are swapped in: the caller gets the old ones back, with their capacity. `past`:
    /// the instant at their end is not now.
    void show(std::vector<Lane>& lanes, UtcNs now, bool past = false);
    [[nodiscard]] size_t laneCount() const { return m_lanes.size(); }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

 protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

 private:
    [[nodiscard]] double xOf(UtcNs time) const;
    [[nodiscard]] double residualScale() const;
    void paintAxis(QPainter& painter) const;
    void paintLane(QPainter& painter, const Lane& lane, double top, double scale) const;
    void paintName(QPainter& painter, const Lane& lane, double top) const;
    void paintBlocks(QPainter& painter, const std::vector<signals::Point>& points, double top,
                     QRgb color, signals::Quality now) const;
    void paintResiduals(QPainter& painter, const std::vector<signals::Point>& points, double top,
                        double scale) const;

    std::vector<Lane> m_lanes;
    UtcNs m_now = 0;
    bool m_past = false;
    int64_t m_span = 60 * kNsPerSecond;
};

}  // namespace gemba::ui
