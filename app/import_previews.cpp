#include "app/import_previews.h"

#include <QMetaObject>
#include <algorithm>
#include <utility>

#include "app/picture.h"
#include "engine/assets/importer.h"
#include "engine/core/log.h"
#include "ui/format.h"

namespace gemba::app {
namespace {

constexpr uint32_t kWidth = 420, kHeight = 320;
constexpr double kPersonM = 1.75;

/// Somebody of a usual height at `foot`, in a few strokes.
void addPerson(const Vec3& foot, std::vector<render::MarkLine>& out) {
    const auto line = [&](const Vec3& from, const Vec3& to) {
        out.push_back({.from = foot + kPersonM * from,
                       .to = foot + kPersonM * to,
                       .color = 0xffb0c85cu,
                       .width = 2.5f});
    };
    const Vec3 hip(0, 0, 0.48), neck(0, 0, 0.82), crown(0, 0, 1.0);
    line({-0.09, 0, 0}, hip);
    line({0.09, 0, 0}, hip);
    line(hip, neck);
    line({-0.17, 0, 0.45}, neck);
    line({0.17, 0, 0.45}, neck);
    line(neck, {-0.07, 0, 0.91});
    line({-0.07, 0, 0.91}, crown);
    line(crown, {0.07, 0, 0.91});
    line({0.07, 0, 0.91}, neck);
}

QImage pictureOf(const std::shared_ptr<const assets::Model>& model, const std::string& gpu) {
    auto twin = std::make_shared<twin::Twin>();
    twin->models.push_back({.id = "model"});
    const render::SceneModels models{.placed = {model}, .items = {}};
    render::ViewState view;
    view.camera = render::frameAll(*twin, models, double(kWidth) / kHeight);
    const Vec3 size = model->boundsMax - model->boundsMin;
    const double longest = std::max({size.x, size.y, size.z});
    // Where a person can be seen beside it.
    if (longest > 0.15 && longest < 80.0)
        addPerson({model->boundsMax.x + 0.35, model->boundsMin.y, model->boundsMin.z}, view.marks);
    const auto picture =
        drawAtRest(twin, models, view, {.width = kWidth, .height = kHeight, .gpu = gpu});
    if (!picture) {
        log::warn(picture.error().message());
        return {};
    }
    return QImage(picture->pixels.data(), static_cast<int>(picture->width),
                  static_cast<int>(picture->height), QImage::Format_RGBA8888)
        .copy();
}

}  // namespace

ImportPreviews::ImportPreviews(ui::MainWindow& window, std::string gpu)
    : m_window(window), m_gpu(std::move(gpu)) {
    connect(&window, &ui::MainWindow::importAsked, this, &ImportPreviews::begin);
}

void ImportPreviews::begin(const ui::ImportAsk& ask) {
    m_loading.request_stop();
    if (ask.settings.file.empty())
        return;
    m_loading = m_workers.run([this, ask](const std::stop_token& stop) {
        const auto say = [&](ui::ImportAnswer answer) {
            answer.number = ask.number;
            if (!stop.stop_requested())
                QMetaObject::invokeMethod(this, [this, stop, answer = std::move(answer)] {
                    if (!stop.stop_requested())  // also not for a dialog that came since
                        m_window.showImport(answer);
                });
        };
        const auto progress = [&](double share, std::string_view what) {
            say({.progress = std::min(share, 0.99), .what = ui::format::said(what)});
        };
        const auto imported =
            assets::importModel(ask.settings, assets::defaultCacheDir(), progress, stop);
        if (!imported) {
            say({.failure = ui::format::said(imported.error())});
            return;
        }
        say({.report = imported->report,
             .hulls = imported->model->instances.size(),
             .picture = pictureOf(imported->model, m_gpu)});
    });
}

}  // namespace gemba::app
