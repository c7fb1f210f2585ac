#pragma once

#include <optional>
#include <vector>

#include "engine/core/result.h"
#include "engine/render/vk/device.h"

namespace gemba::render {

/// The pictures of one surface. Made anew when the surface changed; the device must be idle then.
class Swapchain {
 public:
    /// Errors: the device cannot present to the surface, or draw in any format that it takes.
    [[nodiscard]] static Result<std::unique_ptr<Swapchain>> create(Device& device,
                                                                   vk::SurfaceKHR surface);

    /// Fits the surface, which is `width` x `height` where it does not know its own size. False
    /// while the window has no area.
    [[nodiscard]] bool rebuild(uint32_t width, uint32_t height);

    /// Index of the next picture; nothing when the swapchain no longer fits, or when the window
    /// system gives none back for a while: of a window that nobody shows it may keep all.
    [[nodiscard]] std::optional<uint32_t> acquire(const vk::raii::Semaphore& acquired);
    void present(uint32_t index);
    /// False when it must be rebuilt.
    [[nodiscard]] bool fits() const { return m_fits; }

    [[nodiscard]] bool built() const { return !m_images.empty(); }
    [[nodiscard]] vk::Format format() const { return m_format.format; }
    [[nodiscard]] vk::Extent2D extent() const { return m_extent; }
    [[nodiscard]] vk::Image image(uint32_t index) const { return m_images[index]; }
    [[nodiscard]] vk::ImageView view(uint32_t index) const { return *m_views[index]; }
    [[nodiscard]] vk::Semaphore finished(uint32_t index) const { return *m_finished[index]; }

 private:
    Swapchain(Device& device, vk::SurfaceKHR surface) : m_device(device), m_surface(surface) {}

    Device& m_device;
    vk::SurfaceKHR m_surface;
    vk::SurfaceFormatKHR m_format;
    vk::Extent2D m_extent;
    bool m_fits = false;
    vk::raii::SwapchainKHR m_swapchain = nullptr;
    std::vector<vk::Image> m_images;
    std::vector<vk::raii::ImageView> m_views;
    std::vector<vk::raii::Semaphore> m_finished;  // one for each picture
};

}  // namespace gemba::render
