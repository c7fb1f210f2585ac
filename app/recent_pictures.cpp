#include "app/recent_pictures.h"

#include <QDir>
#include <QFileInfo>
#include <utility>

#include "app/picture.h"
#include "engine/core/log.h"
#include "ui/recent_files.h"

namespace gemba::app {
namespace {
constexpr int kRestsMs = 4000;
constexpr uint32_t kWidth = 384, kHeight = 216;
}  // namespace

RecentPictures::RecentPictures(ui::MainWindow& window, std::string gpu)
    : m_window(window), m_gpu(std::move(gpu)) {
    m_rests.setSingleShot(true);
    m_rests.setInterval(kRestsMs);
    connect(&m_rests, &QTimer::timeout, this, &RecentPictures::draw);
    connect(&window, &ui::MainWindow::sessionShown, this, [this](const QString& path) {
        m_path = path;
        m_rests.start();
    });
}

void RecentPictures::draw() {
    const ui::SessionLink* const link = m_window.link();
    if (link == nullptr || m_path.isEmpty())
        return;
    const QString file = ui::RecentFiles::pictureOf(m_path);
    if (QFileInfo(file).lastModified() > QFileInfo(m_path).lastModified())
        return;  // of this very file
    render::ViewState view;
    if (!link->twin->views.empty()) {
        const twin::View& first = link->twin->views.front();
        view.camera = {.eye = first.eye, .target = first.target, .fovDeg = first.fovDeg};
    } else {
        view.camera = render::frameAll(*link->twin, link->models, double(kWidth) / kHeight);
    }
    view.labels = false;
    (void)m_workers.run(
        [file, view, twin = link->twin, models = link->models, gpu = m_gpu](std::stop_token) {
            const auto picture =
                drawAtRest(twin, models, view, {.width = kWidth, .height = kHeight, .gpu = gpu});
            if (!picture || !QDir().mkpath(QFileInfo(file).path()) ||
                !render::writePng(*picture, file.toStdString()))
                log::debug("no picture for the welcome page could be made");
        });
}

}  // namespace gemba::app
