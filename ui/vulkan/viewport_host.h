#pragma once

#include <QLabel>
#include <QPointer>
#include <QStackedLayout>
#include <QTimer>
#include <QVulkanInstance>
#include <QWidget>
#include <memory>

#include "ui/vulkan/viewport_window.h"

namespace gemba::ui {

/// The place of the viewport in the main window: holds the embedded window while a renderer lives,
/// and says in plain words what is missing while none does. GUI thread.
class ViewportHost final : public QWidget {
    Q_OBJECT

 public:
    ViewportHost(RenderPort& port, ViewController& view, QWidget* parent = nullptr);
    ~ViewportHost() override;

    /// Name of the rendering device; empty while there is none.
    [[nodiscard]] const QString& deviceName() const { return m_deviceName; }
    /// A scene is on its way: says so until the picture can come. Without a renderer that stays.
    void prepare();
    void focusViewport();

 Q_SIGNALS:
    void openRequested(const QString& path);
    void equipmentDropped(uint kind);
    void contextMenuRequested(const QPoint& globalPosition);

 private:
    void adopt(quint64 instance, const QString& deviceName);
    void letGo();
    void showFailure(const QString& message);
    void showMessage(const QString& message);

    RenderPort& m_port;
    ViewController& m_view;
    QString m_deviceName;
    std::unique_ptr<QVulkanInstance> m_instance;  // wraps the renderer's own
    QPointer<ViewportWindow> m_window;            // owned by its container
    QPointer<QWidget> m_container;
    QStackedLayout m_layout;
    QLabel m_message;
    QTimer m_painted;  // since the words before a picture came
};

/// Instance extensions that the window system of this application needs, for RendererSettings.
/// After the QApplication was made.
[[nodiscard]] std::vector<std::string> vulkanInstanceExtensions();

}  // namespace gemba::ui
