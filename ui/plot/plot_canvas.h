#pragma once

#include <QWidget>
#include <functional>
#include <optional>
#include <vector>

#include "ui/plot/curve.h"
#include "ui/plot/plot_rows.h"

class QCustomPlot;
class QCPAxis;
class QCPAxisRect;
class QCPMarginGroup;
class QMouseEvent;

namespace gemba::ui {

class CurvePlottable;
class PlotOverlay;

/// Rows of curves and lanes above one time. It reads what it draws from the history whenever it is
/// drawn, and says what the hand on it wants; whoever owns it decides on the time. GUI thread.
class PlotCanvas final : public QWidget {
    Q_OBJECT

 public:
    /// A place where a signal may be dropped: into a row, or as a new one before it.
    struct Place {
        int row = 0;
        bool newRow = true;
    };
    /// What is drawn of one series.
    struct Line {
        uint32_t signal;
        signals::Series series;
        CurvePlottable* plottable;  // the plot's
        QCPAxis* value;
        bool lane;
    };
    enum class Cursor { a, b };

    explicit PlotCanvas(QWidget* parent);
    ~PlotCanvas() override;

    /// Where curves are read from, asked at each drawing; it may answer null.
    void setHistory(std::function<const signals::History*()> history);
    /// Builds everything anew, in the words and colours of now.
    void setRows(const PlotRows& rows);

    /// What time is in sight, UTC.
    void setRange(UtcNs from, UtcNs to);
    [[nodiscard]] UtcNs from() const { return m_from; }
    [[nodiscard]] UtcNs to() const { return m_to; }
    /// The instant that the program shows: the cursor, where levels end.
    void setNow(UtcNs now);
    /// Below it what it shows cannot be read.
    [[nodiscard]] int leastHeight() const;
    /// Draws soon.
    void redraw();
    /// Draws now; ms that it took.
    double drawNow();

    void setCursor(Cursor which, std::optional<UtcNs> at);
    [[nodiscard]] std::optional<UtcNs> cursor(Cursor which) const {
        return which == Cursor::a ? m_a : m_b;
    }
    /// Where the mouse is, if it is over the plots; else the cursor.
    [[nodiscard]] UtcNs readoutTime() const { return m_hover.value_or(m_now); }

    /// What was drawn last of a series; null: it is not shown.
    [[nodiscard]] const Curve* curve(uint32_t signal, signals::Series series) const;
    [[nodiscard]] int rowAt(const QPoint& at) const;
    [[nodiscard]] UtcNs timeAt(int x) const;
    [[nodiscard]] int xOf(UtcNs time) const;
    [[nodiscard]] Place placeAt(const QPoint& at) const;
    /// Shows where what is dragged would go; none: nothing is dragged.
    void markPlace(std::optional<Place> place);

    /// False: it could not be written.
    [[nodiscard]] bool savePng(const QString& path);
    [[nodiscard]] bool saveSvg(const QString& path);

 Q_SIGNALS:
    /// By the wheel: the span is to become so many times as long about an instant.
    void zoomed(double factor, qint64 about);
    void panned(qint64 byNs);
    /// A hand took hold of the plots.
    void touched();
    /// The program's cursor is to go there.
    void sought(qint64 at);
    void cursorMoved();
    void hovered();
    void menuRequested(const QPoint& at);
    void drawn();

 protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

 private:
    enum class Grip { none, time, now, a, b };

    void buildRow(const PlotRows& rows, size_t index);
    QCPAxisRect* addRect();
    void addLines(const PlotRows& rows, const PlotRow& row, QCPAxisRect& values,
                  QCPAxisRect* differences);
    void addLine(const PlotSignal& what, signals::Series series, QCPAxis* value, int lane,
                 int lanes);
    QCPAxis* axisFor(QCPAxisRect& rect, const QString& unit);
    void finishRects();
    void readCurves();
    void fitValues();
    void showTimeFormat();
    [[nodiscard]] Grip gripAt(int x) const;
    void press(const QMouseEvent& event);
    void drag(const QMouseEvent& event);
    void hover(std::optional<UtcNs> at);
    void showOverlay();

    std::function<const signals::History*()> m_history;
    CurveReader m_reader;
    UtcNs m_from = 0, m_to = 60 * kNsPerSecond, m_now = 0;
    std::optional<UtcNs> m_a, m_b, m_hover;
    Grip m_grip = Grip::none;
    bool m_wasDrawn = false;
    int m_lastX = 0;
    std::vector<Line> m_lines;
    std::vector<QCPAxisRect*> m_rects;                              // from above
    std::vector<std::pair<QCPAxisRect*, QCPAxisRect*>> m_rowRects;  // values; differences or null
    QCustomPlot* m_plot;
    QCPMarginGroup* m_margins;  // the plot's, as what follows
    PlotOverlay* m_overlay;
};

}  // namespace gemba::ui
