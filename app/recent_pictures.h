#pragma once

#include <QObject>
#include <QTimer>
#include <string>

#include "app/workers.h"
#include "ui/main_window.h"

namespace gemba::app {

/// Keeps a small picture of each twin that is open, for the welcome page; drawn on a worker some
/// seconds after it was opened, so that nothing waits for it. GUI thread.
class RecentPictures final : public QObject {
    Q_OBJECT

 public:
    /// `gpu`: as RendererSettings::gpu.
    RecentPictures(ui::MainWindow& window, std::string gpu);

 private:
    void draw();

    ui::MainWindow& m_window;
    std::string m_gpu;
    QString m_path;
    QTimer m_rests;
    Workers m_workers;
};

}  // namespace gemba::app
