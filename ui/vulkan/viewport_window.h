#pragma once

#include <QElapsedTimer>
#include <QSet>
#include <QTimer>
#include <QWindow>

#include "ui/view_controller.h"
#include "ui/vulkan/render_port.h"

namespace gemba::ui {

/// A piece of equipment that is dragged: the index of its kind in twin::catalogue(), as text.
inline constexpr auto kEquipmentMime = "application/x-gemba-equipment";

/// The window that the renderer draws into. Turns mouse and keys into movements of the camera and
/// picks; draws nothing itself. GUI thread.
class ViewportWindow final : public QWindow {
    Q_OBJECT

 public:
    ViewportWindow(RenderPort& port, ViewController& view);

    /// Makes the surface once the window exists and a Vulkan instance is set.
    void offerSurface();

 Q_SIGNALS:
    void openRequested(const QString& path);
    /// Equipment of a kind comes from the palette; where, is in ViewController::takeDrop().
    void equipmentDropped(uint kind);
    void contextMenuRequested(const QPoint& globalPosition);

 protected:
    bool event(QEvent* event) override;
    void exposeEvent(QExposeEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

 private:
    void announceSize();
    void drag(const QPointF& by, Qt::MouseButtons buttons);
    void hover(const QPointF& position);
    void flyOn();
    [[nodiscard]] bool viewKey(int key);
    [[nodiscard]] QPointF pixels(const QPointF& position) const;
    [[nodiscard]] bool offerDrop(QEvent* event);

    RenderPort& m_port;
    ViewController& m_view;
    quint64 m_surface = 0;
    QPointF m_pressed, m_last;  // logical pixels
    bool m_dragging = false;    // moved beyond a click's tremble
    bool m_tooling = false;     // the tool has the drag
    QSet<int> m_held;           // keys of flight
    QTimer m_flight;
    QElapsedTimer m_flightClock, m_hoverClock;
};

}  // namespace gemba::ui
