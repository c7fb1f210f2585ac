#include "ui/vulkan/viewport_host.h"

#include <QGuiApplication>

#include "ui/make_child.h"

namespace gemba::ui {
namespace {

constexpr int kPaintedMs = 60;  // until words are painted

}  // namespace

ViewportHost::ViewportHost(RenderPort& port, ViewController& view, QWidget* parent)
    : QWidget(parent), m_port(port), m_view(view), m_message(this) {
    setLayout(&m_layout);
    setObjectName(QStringLiteral("viewport"));
    setAccessibleName(tr("3-D view"));
    setMinimumSize(240, 100);
    setFocusPolicy(Qt::StrongFocus);
    m_layout.setContentsMargins(0, 0, 0, 0);
    m_message.setAlignment(Qt::AlignCenter);
    m_message.setWordWrap(true);
    m_message.setMargin(40);
    m_message.setObjectName(QStringLiteral("caption"));
    m_message.setText(tr("Starting the renderer …"));
    m_layout.addWidget(&m_message);
    m_painted.setSingleShot(true);
    m_painted.setInterval(kPaintedMs);
    connect(&m_painted, &QTimer::timeout, this, [this] { m_layout.setCurrentWidget(m_container); });

    // The render thread speaks; Qt queues it to this thread.
    connect(&port, &RenderPort::rendererReady, this, &ViewportHost::adopt);
    connect(&port, &RenderPort::rendererFailed, this, &ViewportHost::showFailure);
    connect(&port, &RenderPort::sceneFailed, this, &ViewportHost::showMessage);
    connect(&port, &RenderPort::rendererLost, this, [this] {
        letGo();
        m_message.setText(tr("The graphics device was lost. Starting it again …"));
        m_port.acknowledgeLoss();
    });
}

ViewportHost::~ViewportHost() {
    letGo();
}

void ViewportHost::adopt(quint64 instance, const QString& deviceName) {
    letGo();
    m_deviceName = deviceName;
    m_instance = std::make_unique<QVulkanInstance>();
    m_instance->setFlags(QVulkanInstance::NoDebugOutputRedirect);
    m_instance->setVkInstance(reinterpret_cast<VkInstance>(instance));
    if (!m_instance->create()) {
        showFailure(
            tr("The window system cannot show Vulkan pictures: it has no surfaces for them."));
        return;
    }

    // The container owns the window, and this layout the container.
    auto window = std::make_unique<ViewportWindow>(m_port, m_view);
    m_window = window.get();
    m_window->setVulkanInstance(m_instance.get());
    connect(m_window, &ViewportWindow::openRequested, this, &ViewportHost::openRequested);
    connect(m_window, &ViewportWindow::equipmentDropped, this, &ViewportHost::equipmentDropped);
    connect(m_window, &ViewportWindow::contextMenuRequested, this,
            &ViewportHost::contextMenuRequested);
    m_container = QWidget::createWindowContainer(window.release(), this);
    m_container->setFocusPolicy(Qt::StrongFocus);
    m_layout.addWidget(m_container);
    m_view.publish();
    prepare();
}

// The embedded window has no picture of its own before its first frame: what was painted below it
// shines through. So the words are painted first, and the window comes over them a moment later.
void ViewportHost::prepare() {
    if (m_container == nullptr)
        return;
    m_message.setText(tr("Preparing the picture …"));
    m_layout.setCurrentWidget(&m_message);
    m_painted.start();
}

void ViewportHost::letGo() {
    m_painted.stop();
    m_deviceName.clear();
    m_layout.setCurrentWidget(&m_message);
    // With the container goes its window, with the window the surface; the instance comes last.
    std::unique_ptr<QWidget> container(m_container.data());
    m_container.clear();
    container.reset();
    m_instance.reset();
}

void ViewportHost::showFailure(const QString& message) {
    letGo();
    showMessage(message);
}

void ViewportHost::showMessage(const QString& message) {
    m_painted.stop();
    m_layout.setCurrentWidget(&m_message);
    m_message.setText(tr("There is no picture.\n\n%1\n\nEverything else works: signals, residuals, "
                         "plots.")
                          .arg(message));
}

void ViewportHost::focusViewport() {
    if (m_window != nullptr)
        m_window->requestActivate();
}

std::vector<std::string> vulkanInstanceExtensions() {
    const QString platform = QGuiApplication::platformName();
    if (platform.startsWith(QLatin1String("wayland")))
        return {"VK_KHR_surface", "VK_KHR_wayland_surface"};
    if (platform == QLatin1String("xcb"))
        return {"VK_KHR_surface", "VK_KHR_xcb_surface"};
    return {};
}

}  // namespace gemba::ui
