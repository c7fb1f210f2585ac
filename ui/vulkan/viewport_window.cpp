#include "ui/vulkan/viewport_window.h"

#include <QDropEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QVulkanInstance>
#include <utility>

namespace gemba::ui {
namespace {

constexpr double kClickTremble = 4.0;  // logical pixels
constexpr int kHoverMs = 100;          // a pick reads back from the GPU
constexpr int kFlightMs = 16;
constexpr double kWheelStep = 120.0;  // Qt's units of a notch

// How much of -1 … 1 two opposite keys ask for.
[[nodiscard]] double axis(const QSet<int>& held, int plus, int minus) {
    return (held.contains(plus) ? 1.0 : 0.0) - (held.contains(minus) ? 1.0 : 0.0);
}

[[nodiscard]] bool flightKey(int key) {
    return key == Qt::Key_W || key == Qt::Key_A || key == Qt::Key_S || key == Qt::Key_D ||
           key == Qt::Key_Q || key == Qt::Key_E;
}

}  // namespace

ViewportWindow::ViewportWindow(RenderPort& port, ViewController& view)
    : m_port(port), m_view(view) {
    setSurfaceType(QSurface::VulkanSurface);
    m_flight.setInterval(kFlightMs);
    connect(&m_flight, &QTimer::timeout, this, &ViewportWindow::flyOn);
    m_hoverClock.start();
}

void ViewportWindow::offerSurface() {
    if (m_surface != 0 || vulkanInstance() == nullptr || handle() == nullptr)
        return;
    const VkSurfaceKHR surface = QVulkanInstance::surfaceForWindow(this);
    if (surface == VK_NULL_HANDLE)
        return;
    m_surface = reinterpret_cast<quint64>(surface);
    announceSize();
    m_port.setSurface(m_surface);
}

bool ViewportWindow::event(QEvent* event) {
    if (event->type() == QEvent::PlatformSurface) {
        // The system takes the window away: the renderer lets go of it first.
        const auto type = static_cast<QPlatformSurfaceEvent*>(event)->surfaceEventType();
        if (type == QPlatformSurfaceEvent::SurfaceAboutToBeDestroyed && m_surface != 0) {
            m_port.releaseSurface();
            m_surface = 0;
        }
    }
    if (offerDrop(event))
        return true;
    return QWindow::event(event);
}

// A file dragged onto the picture opens like one dragged onto the rest of the window; equipment
// comes from the palette.
bool ViewportWindow::offerDrop(QEvent* event) {
    const QEvent::Type type = event->type();
    if (type != QEvent::DragEnter && type != QEvent::DragMove && type != QEvent::Drop)
        return false;
    auto* drop = static_cast<QDropEvent*>(event);
    const QByteArray kind = drop->mimeData()->data(QLatin1String(kEquipmentMime));
    const QList<QUrl> urls = drop->mimeData()->urls();
    if (kind.isEmpty() && (urls.isEmpty() || !urls.front().isLocalFile()))
        return false;
    drop->acceptProposedAction();
    if (type != QEvent::Drop)
        return true;
    m_view.setDrop({drop->position().x(), drop->position().y()});
    if (kind.isEmpty())
        Q_EMIT openRequested(urls.front().toLocalFile());
    else
        Q_EMIT equipmentDropped(kind.toUInt());
    return true;
}

void ViewportWindow::exposeEvent(QExposeEvent*) {
    if (isExposed())
        offerSurface();
    announceSize();
}

void ViewportWindow::resizeEvent(QResizeEvent*) {
    announceSize();
}

// Pixels, or zero while nobody sees the window: then nothing is drawn.
void ViewportWindow::announceSize() {
    m_view.setViewport(width(), height(), devicePixelRatio());
    m_port.resize(isExposed() ? size() * devicePixelRatio() : QSize(0, 0));
}

QPointF ViewportWindow::pixels(const QPointF& position) const {
    return position * devicePixelRatio();
}

void ViewportWindow::mousePressEvent(QMouseEvent* event) {
    requestActivate();  // keys go where the hand is
    if (m_tooling)
        return;  // the tool has the hand until its button is let go
    m_pressed = m_last = event->position();
    m_dragging = false;
    PointerTool* const tool = m_view.tool();
    m_tooling = event->button() == Qt::LeftButton && tool != nullptr &&
                tool->press({m_pressed.x(), m_pressed.y()});
}

void ViewportWindow::mouseMoveEvent(QMouseEvent* event) {
    const QPointF by = event->position() - m_last;
    if (event->buttons() == Qt::NoButton) {
        hover(event->position());
        return;
    }
    if (m_tooling) {
        m_view.tool()->drag({event->position().x(), event->position().y()},
                            event->modifiers() & Qt::ShiftModifier);
        return;
    }
    const QPointF moved = event->position() - m_pressed;
    m_dragging |= std::hypot(moved.x(), moved.y()) > kClickTremble;
    if (m_dragging) {
        m_last = event->position();
        drag(by, event->buttons());
    }
}

void ViewportWindow::drag(const QPointF& by, Qt::MouseButtons buttons) {
    CameraController& camera = m_view.camera();
    if (buttons & Qt::RightButton)
        camera.look(by.x(), by.y());
    else if (buttons & Qt::MiddleButton)
        camera.pan(by.x(), by.y());
    else
        camera.orbit(by.x(), by.y());
    m_view.publish();
}

void ViewportWindow::hover(const QPointF& position) {
    if (PointerTool* const tool = m_view.tool(); tool != nullptr) {
        const bool over = tool->hover({position.x(), position.y()});
        setCursor(over ? Qt::SizeAllCursor : Qt::ArrowCursor);
        if (over)
            return;
    }
    if (m_hoverClock.elapsed() < kHoverMs)
        return;
    m_hoverClock.restart();
    const QPointF at = pixels(position);
    m_port.requestPick(
        {.x = static_cast<uint32_t>(at.x()), .y = static_cast<uint32_t>(at.y()), .hover = true});
}

void ViewportWindow::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::RightButton)
        m_held.clear();
    if (event->button() == Qt::LeftButton && std::exchange(m_tooling, false)) {
        m_view.tool()->release();
        return;
    }
    if (m_dragging)
        return;
    if (event->button() == Qt::LeftButton && geometry().size().width() > 0) {
        const QPointF at = pixels(event->position());
        m_view.extendByNextPick(event->modifiers() & (Qt::ControlModifier | Qt::ShiftModifier));
        m_port.requestPick({.x = static_cast<uint32_t>(std::max(0.0, at.x())),
                            .y = static_cast<uint32_t>(std::max(0.0, at.y()))});
    } else if (event->button() == Qt::RightButton) {
        Q_EMIT contextMenuRequested(event->globalPosition().toPoint());
    }
}

void ViewportWindow::wheelEvent(QWheelEvent* event) {
    const double steps = event->angleDelta().y() / kWheelStep;
    if (event->buttons() & Qt::RightButton)
        m_view.camera().changeFlySpeed(steps);
    else
        m_view.camera().zoom(steps, event->position().x(), event->position().y());
    m_view.publish();
}

void ViewportWindow::keyPressEvent(QKeyEvent* event) {
    const bool flying = QGuiApplication::mouseButtons() & Qt::RightButton;
    if (flying && flightKey(event->key())) {
        m_held.insert(event->key());
        if (!m_flight.isActive()) {
            m_flightClock.start();
            m_flight.start();
        }
        return;
    }
    if (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier) || !viewKey(event->key()))
        event->ignore();
}

bool ViewportWindow::viewKey(int key) {
    switch (key) {
        case Qt::Key_F:
            m_view.frameSelection();
            return true;
        case Qt::Key_Home:
            m_view.frameAll();
            return true;
        case Qt::Key_1:
            m_view.viewAlong(StandardView::front);
            return true;
        case Qt::Key_3:
            m_view.viewAlong(StandardView::right);
            return true;
        case Qt::Key_7:
            m_view.viewAlong(StandardView::top);
            return true;
        case Qt::Key_5:
            m_view.toggleOrthographic();
            return true;
        case Qt::Key_Escape:
            // A drag that is given up ends with its button.
            if (m_view.tool() == nullptr || !m_view.tool()->cancel())
                m_view.select({});
            return true;
        default:
            return false;
    }
}

void ViewportWindow::keyReleaseEvent(QKeyEvent* event) {
    if (!event->isAutoRepeat())
        m_held.remove(event->key());
}

void ViewportWindow::focusOutEvent(QFocusEvent*) {
    m_held.clear();
}

void ViewportWindow::flyOn() {
    if (m_held.isEmpty()) {
        m_flight.stop();
        return;
    }
    const Vec3 direction(axis(m_held, Qt::Key_D, Qt::Key_A), axis(m_held, Qt::Key_W, Qt::Key_S),
                         axis(m_held, Qt::Key_E, Qt::Key_Q));
    const bool hurry = QGuiApplication::queryKeyboardModifiers() & Qt::ShiftModifier;
    m_view.camera().fly(direction, static_cast<double>(m_flightClock.restart()) * 1e-3,
                        hurry ? 4.0 : 1.0);
    m_view.publish();
}

}  // namespace gemba::ui
