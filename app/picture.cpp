#include "app/picture.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <vector>

#include "engine/render/renderer.h"
#include "engine/signals/signal_table.h"

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

// A device or a placed model by its id.
Result<render::PickId> thing(const twin::Twin& twin, const std::string& id) {
    using Kind = render::PickId::Kind;
    if (id.empty())
        return render::PickId{};
    for (uint32_t i = 0; i < twin.devices.size(); ++i) {
        if (twin.devices[i].id == id)
            return render::PickId{Kind::device, i};
    }
    for (uint32_t i = 0; i < twin.models.size(); ++i) {
        if (twin.models[i].id == id)
            return render::PickId{Kind::model, i};
    }
    return fail({.doing = "find in the picture",
                 .found = "nothing called " + id,
                 .expected = "the id of a device or a model"});
}

// "SIGNAL,MIN,MAX" into the view.
Result<void> colorBy(const twin::Twin& twin, const std::string& text, render::ViewState& view) {
    if (text.empty())
        return {};
    const size_t comma = text.find(',');
    const std::vector<double> range =
        numbers(comma == std::string::npos ? std::string() : text.substr(comma + 1));
    const auto signal = signals::SignalNames(twin).find(text.substr(0, comma));
    if (range.size() != 2 || !signal)
        return fail({.doing = "colour by a signal",
                     .on = "--color-by " + text,
                     .expected = "SIGNAL,MIN,MAX: a signal of this twin and two numbers"});
    view.colorBySignal = static_cast<int32_t>(*signal);
    view.colorMin = range[0];
    view.colorMax = range[1];
    return {};
}

// Overlays by their words, equipment and models by their ids.
Result<void> hide(const twin::Twin& twin, const PictureOptions& options, render::ViewState& view) {
    auto withheld = std::make_shared<render::Withheld>();
    withheld->hiddenDevices.assign(twin.devices.size(), options.only.empty() ? 0 : 1);
    withheld->hiddenModels.assign(twin.models.size(), options.only.empty() ? 0 : 1);
    const auto set = [&](const std::string& id, uint8_t hidden) -> Result<void> {
        const auto found = thing(twin, id);
        if (!found)
            return tl::unexpected(found.error());
        if (found->kind == render::PickId::Kind::nothing)
            return {};
        (found->kind == render::PickId::Kind::device ? withheld->hiddenDevices
                                                     : withheld->hiddenModels)[found->index] =
            hidden;
        for (size_t m = 0; m < twin.models.size(); ++m) {
            if (found->kind == render::PickId::Kind::device &&
                twin.models[m].device == static_cast<int32_t>(found->index))
                withheld->hiddenModels[m] = hidden;
        }
        return {};
    };
    for (const std::string& id : options.only) {
        if (auto done = set(id, 0); !done)
            return done;
    }
    for (const std::string& word : options.hidden) {
        bool* const shown = word == "labels"    ? &view.labels
                            : word == "serials" ? &view.serials
                            : word == "grid"    ? &view.grid
                            : word == "shadows" ? &view.shadows
                                                : nullptr;
        if (shown != nullptr)
            *shown = false;
        else if (word == "models")
            view.collision = true;
        else if (auto done = set(word, 1); !done)
            return done;
    }
    view.withheld = std::move(withheld);
    return {};
}

Result<render::ViewState> viewOf(const LoadedTwin& loaded, const PictureOptions& options) {
    const auto camera = cameraOf(loaded, options);
    if (!camera)
        return tl::unexpected(camera.error());
    render::ViewState view{.camera = *camera, .quality = options.quality};
    view.camera.orthographic = options.orthographic;
    const auto selected = thing(*loaded.twin, options.selected);
    const auto hovered = thing(*loaded.twin, options.hovered);
    if (!selected || !hovered)
        return tl::unexpected(selected ? hovered.error() : selected.error());
    view.selected = *selected;
    view.hovered = *hovered;
    for (const std::string& word : options.shown) {
        view.contacts = view.contacts || word == "contacts";
        view.joints = view.joints || word == "joints";
        view.sleeping = view.sleeping || word == "sleeping";
    }
    if (auto hidden = hide(*loaded.twin, options, view); !hidden)
        return tl::unexpected(hidden.error());
    if (auto colored = colorBy(*loaded.twin, options.colorBy, view); !colored)
        return tl::unexpected(colored.error());
    return view;
}

Result<render::Picture> draw(render::Renderer& renderer,
                             const std::shared_ptr<const twin::Twin>& twin,
                             const render::SceneModels& models, const sim::Snapshot& snapshot,
                             const render::ViewState& view, const PictureOptions& options) {
    if (auto scene = renderer.setScene(twin, models); !scene)
        return tl::unexpected(scene.error());
    return renderer.renderOffscreen(snapshot, view, options.width, options.height);
}

}  // namespace

Result<std::unique_ptr<render::Renderer>> startRenderer(const PictureOptions& options) {
    return render::Renderer::create({.gpu = options.gpu, .validation = options.validation});
}

Result<render::Picture> drawAtRest(const std::shared_ptr<const twin::Twin>& twin,
                                   const render::SceneModels& models, const render::ViewState& view,
                                   const PictureOptions& options) {
    const auto renderer = startRenderer(options);
    if (!renderer)
        return tl::unexpected(renderer.error());
    return draw(**renderer, twin, models, {}, view, options);
}

Result<void> takePicture(render::Renderer& renderer, const LoadedTwin& loaded,
                         const sim::Snapshot& snapshot, const PictureOptions& options) {
    const auto view = viewOf(loaded, options);
    if (!view)
        return tl::unexpected(view.error());
    const auto picture = draw(renderer, loaded.twin, loaded.models, snapshot, *view, options);
    if (!picture)
        return tl::unexpected(picture.error());
    return render::writePng(*picture, options.output);
}

}  // namespace gemba::app
