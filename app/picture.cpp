#include "app/picture.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <vector>

#include "engine/render/renderer.h"

namespace gemba::app {
namespace {

// "1,2,3,…": nothing unless all of it is numbers.
std::vector<double> numbers(const std::string& text) {
    std::vector<double> out;
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at < end) {
        double value = 0.0;
        const auto [next, error] = std::from_chars(at, end, value);
        if (error != std::errc{} || (next < end && *next != ','))
            return {};
        out.push_back(value);
        at = next < end ? next + 1 : next;
    }
    return out;
}

Result<render::Camera> cameraOf(const LoadedTwin& loaded, const PictureOptions& options) {
    const auto& views = loaded.twin->views;
    for (const twin::View& view : views) {
        if (view.name == options.camera || options.camera.empty())
            return render::Camera{.eye = view.eye, .target = view.target, .fovDeg = view.fovDeg};
    }
    if (options.camera.empty())
        return render::frameAll(*loaded.twin, loaded.models,
                                static_cast<double>(options.width) / options.height);
    const std::vector<double> n = numbers(options.camera);
    const bool finite = std::all_of(n.begin(), n.end(), [](double v) { return std::abs(v) < 1e6; });
    const bool apart = n.size() >= 6 && !std::equal(n.begin(), n.begin() + 3, n.begin() + 3);
    const bool lens = n.size() != 7 || (n[6] >= 1.0 && n[6] <= 170.0);
    if ((n.size() != 6 && n.size() != 7) || !finite || !apart || !lens)
        return fail(
            {.doing = "place the camera",
             .on = "--camera " + options.camera,
             .expected =
                 "the name of a view, or x,y,z,tx,ty,tz[,fov]: two places and 1 to 170 degrees"});
    return render::Camera{.eye = {n[0], n[1], n[2]},
                          .target = {n[3], n[4], n[5]},
                          .fovDeg = n.size() == 7 ? n[6] : 45.0};
}

}  // namespace

namespace {

Result<render::Picture> draw(const std::shared_ptr<const twin::Twin>& twin,
                             const render::SceneModels& models, const sim::Snapshot& snapshot,
                             const render::ViewState& view, const PictureOptions& options) {
    auto renderer =
        render::Renderer::create({.gpu = options.gpu, .validation = options.validation});
    if (!renderer)
        return tl::unexpected(renderer.error());
    if (auto scene = (*renderer)->setScene(twin, models); !scene)
        return tl::unexpected(scene.error());
    return (*renderer)->renderOffscreen(snapshot, view, options.width, options.height);
}

}  // namespace

Result<render::Picture> drawAtRest(const std::shared_ptr<const twin::Twin>& twin,
                                   const render::SceneModels& models, const render::ViewState& view,
                                   const PictureOptions& options) {
    return draw(twin, models, {}, view, options);
}

Result<void> takePicture(const LoadedTwin& loaded, const sim::Snapshot& snapshot,
                         const PictureOptions& options) {
    const auto camera = cameraOf(loaded, options);
    if (!camera)
        return tl::unexpected(camera.error());
    const auto picture = draw(loaded.twin, loaded.models, snapshot, {.camera = *camera}, options);
    if (!picture)
        return tl::unexpected(picture.error());
    return render::writePng(*picture, options.output);
}

}  // namespace gemba::app
