#pragma once

#include <QWidget>
#include <memory>
#include <optional>
#include <vector>

#include "engine/sim/time_control.h"

namespace gemba::ui {

/// The whole of a recording, or of a session's past up to now, from left to right: how many
/// messages each source had, gaps, losses and bookmarks, the chosen range, and the cursor. Dragging
/// moves the cursor, Shift+drag chooses a range, Shift+click lets go of it. GUI thread.
class TimeStrip final : public QWidget {
    Q_OBJECT

 public:
    explicit TimeStrip(QWidget* parent);

    void setStatus(const sim::TimeStatus& status);
    void setOverview(std::shared_ptr<const sim::Overview> overview);
    void setBookmarks(std::vector<sim::TimeMark> bookmarks);

    [[nodiscard]] double xOf(UtcNs time) const;
    [[nodiscard]] UtcNs timeAt(double x) const;
    [[nodiscard]] QSize sizeHint() const override { return {640, kHeight}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {200, kHeight}; }

    static constexpr int kHeight = 58;

 Q_SIGNALS:
    void sought(qint64 at);
    void rangeChosen(qint64 from, qint64 to);
    /// By a right click on one: an index into what setBookmarks() was given.
    void bookmarkMenuRequested(int bookmark, const QPoint& at);
    /// By a right click into the chosen range.
    void rangeMenuRequested(const QPoint& at);

 protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override;

 private:
    [[nodiscard]] sim::TimeRange extent() const;
    void paintDensity(QPainter& painter) const;
    void paintUnwritten(QPainter& painter) const;
    void paintBookmarks(QPainter& painter) const;
    void paintMarks(QPainter& painter) const;
    void paintAxis(QPainter& painter) const;
    void paintChosen(QPainter& painter) const;
    void paintCursor(QPainter& painter) const;
    [[nodiscard]] int bookmarkAt(double x) const;  // -1: none
    [[nodiscard]] QString textAt(double x) const;
    void moveTo(const QMouseEvent& event);

    sim::TimeStatus m_status;
    std::shared_ptr<const sim::Overview> m_overview;
    std::vector<sim::TimeMark> m_bookmarks;
    std::optional<UtcNs> m_rangeFrom;  // while a range is drawn
    bool m_dragging = false;
};

}  // namespace gemba::ui
