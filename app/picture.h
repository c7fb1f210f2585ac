#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "app/composition.h"
#include "engine/core/result.h"
#include "engine/render/renderer.h"
#include "engine/sim/snapshot.h"

namespace gemba::app {

struct PictureOptions {
    std::string output;
    uint32_t width = 1280, height = 720;
    std::string camera;  ///< name of a [[view]], or "x,y,z,tx,ty,tz[,fov]"; empty: the first view
    bool orthographic = false;
    std::string selected, hovered;    ///< id of a device or model
    std::string colorBy;              ///< "SIGNAL,MIN,MAX": the signal colours its equipment
    std::vector<std::string> hidden;  ///< labels, serials, grid, shadows, models, or ids
    std::vector<std::string> shown;   ///< of contacts, joints, sleeping
    std::vector<std::string> only;    ///< ids: other equipment and models are hidden
    render::Quality quality = render::Quality::automatic;
    std::string gpu;
    bool validation = false;
};

/// Draws models of a twin at rest; for small pictures. Blocks. Errors: no Vulkan device.
[[nodiscard]] Result<render::Picture> drawAtRest(const std::shared_ptr<const twin::Twin>& twin,
                                                 const render::SceneModels& models,
                                                 const render::ViewState& view,
                                                 const PictureOptions& options);

/// The renderer that draws pictures; it stays on the thread that starts it. Blocks, and needs
/// nothing of what it will draw: load that at the same time. Errors: no Vulkan device.
[[nodiscard]] Result<std::unique_ptr<render::Renderer>> startRenderer(
    const PictureOptions& options);

/// Draws a snapshot offscreen and writes a PNG. Errors: a camera that is none, a path that cannot
/// be written.
[[nodiscard]] Result<void> takePicture(render::Renderer& renderer, const LoadedTwin& loaded,
                                       const sim::Snapshot& snapshot,
                                       const PictureOptions& options);

}  // namespace gemba::app
