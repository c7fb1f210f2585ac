#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/assets/model_levels.h"
#include "engine/core/result.h"
#include "engine/render/view.h"
#include "engine/sim/snapshot.h"

namespace gemba::render {

/// What a driver is asked for: memory for a buffer or an image, a whole scene, its levels of
/// detail, a window's frame.
enum class DriverStep : uint8_t { memory, scene, levels, frame };
enum class Refusal : uint8_t { none, deviceLost, outOfMemory };

struct RendererSettings {
    std::string applicationName = "Gemba";
    std::string gpu;                              ///< part of a device's name; empty = the best
    std::vector<std::string> instanceExtensions;  ///< what a window system needs
    bool window = false;                          ///< swapchain support is required
    bool validation = false;                      ///< validation layers where installed
    uint32_t samples = 4;                         ///< MSAA, 1 or 4, above the lowest quality
    /// Without a window too eight bits a colour where a processor draws: to measure.
    bool asWindow = false;
    std::vector<std::string> fontFiles;  ///< empty: the fonts found on the system
    /// For tests: asked before the driver is; what it says instead of doing so. Called on the
    /// render thread.
    std::function<Refusal(DriverStep)> refuses;
};

/// Pixels of a finished picture: RGBA8, sRGB, top row first.
struct Picture {
    uint32_t width = 0, height = 0;
    std::vector<uint8_t> pixels;
};

struct FrameStatistics {
    Quality quality = Quality::automatic;  ///< of the last frame; never automatic after one
    double cpuRecordMs = 0.0;              ///< filling and recording the frame's commands
    double frameMs = 0.0;                  ///< wall time of the last frame, acquire to present
    uint64_t frames = 0;
    uint64_t triangles = 0, instances = 0;  ///< drawn, in the newest frame that is done
    uint64_t trianglesSubmitted = 0, instancesSubmitted = 0;  ///< … and all that the scene has
    uint64_t validationMessages = 0;
};

enum class DrawOutcome : uint8_t { drawn, skipped, deviceLost, outOfMemory };

/// Draws Snapshots of one twin, to a window's surface or offscreen, with the same code. Owns the
/// Vulkan instance, device and queue. All calls from one thread (the render thread), but for the
/// constants deviceName() and instanceHandle().
///
///     auto renderer = Renderer::create({});
///     (*renderer)->setScene(twin, models);
///     auto picture = (*renderer)->renderOffscreen(snapshot, view, 1280, 720);
class Renderer {
 public:
    /// Errors name what is missing: no Vulkan loader, no 1.3 device, a feature by name.
    [[nodiscard]] static Result<std::unique_ptr<Renderer>> create(const RendererSettings& settings);
    ~Renderer();

    [[nodiscard]] const std::string& deviceName() const;
    /// VkInstance, for QVulkanInstance::setVkInstance.
    [[nodiscard]] void* instanceHandle() const;

    /// Uploads the models of a twin; replaces the scene before. Errors: out of device memory.
    [[nodiscard]] Result<void> setScene(std::shared_ptr<const twin::Twin> twin, SceneModels models);

    /// Coarser forms of models of the scene, for what is far away. Errors: out of device memory.
    struct Levels {
        std::shared_ptr<const assets::Model> model;
        std::shared_ptr<const assets::ModelLevels> levels;
    };
    [[nodiscard]] Result<void> setLevels(const std::vector<Levels>& levels);

    /// Draws to a VkSurfaceKHR made from instanceHandle(), given as its number; 0 takes it away
    /// (and waits until the device is done with it). The caller destroys the surface.
    [[nodiscard]] Result<void> setSurface(uint64_t surface);
    /// Size in pixels of the window; zero pauses drawing.
    void resize(uint32_t width, uint32_t height);

    /// Draws and presents one frame; blocks for as long as the driver does. `skipped`: no surface,
    /// zero size, swapchain renewed, or no picture came back from the screen for 0.1 s; call again.
    /// After `deviceLost` and `outOfMemory` (of the device or the host) make a new Renderer.
    [[nodiscard]] DrawOutcome draw(const sim::Snapshot& snapshot, const ViewState& view);

    /// The same picture without a window, at most 8192 x 8192.
    [[nodiscard]] Result<Picture> renderOffscreen(const sim::Snapshot& snapshot,
                                                  const ViewState& view, uint32_t width,
                                                  uint32_t height);

    /// What is drawn at a pixel of the last frame, window or offscreen.
    [[nodiscard]] PickId pick(uint32_t x, uint32_t y);

    [[nodiscard]] FrameStatistics statistics() const;

 private:
    struct Impl;
    explicit Renderer(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

/// What is said where a picture does not fit the device.
[[nodiscard]] Error outOfDeviceMemory(const char* doing);

/// Camera that shows the whole scene, for a twin without views.
[[nodiscard]] Camera frameAll(const twin::Twin& twin, const SceneModels& models, double aspect);

/// Writes a PNG. Errors: the path cannot be written.
[[nodiscard]] Result<void> writePng(const Picture& picture, const std::string& path);

}  // namespace gemba::render
