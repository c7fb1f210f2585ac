#include "engine/render/vk/swapchain.h"

#include <algorithm>

namespace gemba::render {
namespace {

// A picture comes back with every refresh of the screen; a hidden window's may never. Whoever takes
// the window away waits for us no longer than this.
constexpr uint64_t kAcquireNs = 100'000'000;

}  // namespace

Result<std::unique_ptr<Swapchain>> Swapchain::create(Device& device, vk::SurfaceKHR surface) {
    std::unique_ptr<Swapchain> out(new Swapchain(device, surface));  // private constructor
    if (!device.physical().getSurfaceSupportKHR(device.queueFamily(), surface))
        return fail({.doing = "draw to the window",
                     .on = device.name(),
                     .found = "a device that cannot present to it"});

    // Eight bits a colour, not converted: our pictures are sRGB already.
    const auto formats = device.physical().getSurfaceFormatsKHR(surface);
    for (const vk::Format wanted : {vk::Format::eR8G8B8A8Unorm, vk::Format::eB8G8R8A8Unorm}) {
        const auto found = std::find_if(formats.begin(), formats.end(), [&](const auto& f) {
            return f.format == wanted && f.colorSpace == vk::ColorSpaceKHR::eSrgbNonlinear;
        });
        if (found != formats.end()) {
            out->m_format = *found;
            return out;
        }
    }
    return fail({.doing = "draw to the window",
                 .on = device.name(),
                 .found = "no surface format with eight bits a colour"});
}

bool Swapchain::rebuild(uint32_t width, uint32_t height) {
    const auto capabilities = m_device.physical().getSurfaceCapabilitiesKHR(m_surface);
    vk::Extent2D extent = capabilities.currentExtent;
    if (extent.width == UINT32_MAX)
        extent = vk::Extent2D{width, height};
    extent.width = std::clamp(extent.width, capabilities.minImageExtent.width,
                              capabilities.maxImageExtent.width);
    extent.height = std::clamp(extent.height, capabilities.minImageExtent.height,
                               capabilities.maxImageExtent.height);
    m_views.clear();
    m_finished.clear();
    m_images.clear();
    if (extent.width == 0 || extent.height == 0)
        return false;

    uint32_t count = capabilities.minImageCount + 1;
    if (capabilities.maxImageCount > 0)
        count = std::min(count, capabilities.maxImageCount);
    const auto alpha = capabilities.supportedCompositeAlpha & vk::CompositeAlphaFlagBitsKHR::eOpaque
                           ? vk::CompositeAlphaFlagBitsKHR::eOpaque
                           : vk::CompositeAlphaFlagBitsKHR::eInherit;
    const vk::SwapchainCreateInfoKHR info{.surface = m_surface,
                                          .minImageCount = count,
                                          .imageFormat = m_format.format,
                                          .imageColorSpace = m_format.colorSpace,
                                          .imageExtent = extent,
                                          .imageArrayLayers = 1,
                                          .imageUsage = vk::ImageUsageFlagBits::eColorAttachment,
                                          .preTransform = capabilities.currentTransform,
                                          .compositeAlpha = alpha,
                                          .presentMode = vk::PresentModeKHR::eFifo,
                                          .clipped = VK_TRUE,
                                          .oldSwapchain = *m_swapchain};
    m_swapchain = vk::raii::SwapchainKHR(*m_device, info);
    m_fits = true;
    m_device.label(m_swapchain, "swapchain");
    m_extent = extent;
    for (const VkImage raw : m_swapchain.getImages()) {
        m_images.emplace_back(raw);
        m_views.push_back(m_device->createImageView(
            {.image = raw,
             .viewType = vk::ImageViewType::e2D,
             .format = m_format.format,
             .subresourceRange = {vk::ImageAspectFlagBits::eColor, 0, 1, 0, 1}}));
        m_finished.push_back(m_device->createSemaphore({}));
        m_device.label(m_views.back(), "window picture");
        m_device.label(m_finished.back(), "frame finished");
    }
    return true;
}

std::optional<uint32_t> Swapchain::acquire(const vk::raii::Semaphore& acquired) {
    try {
        // A suboptimal picture is drawn; present() reports it.
        const auto [result, index] = m_swapchain.acquireNextImage(kAcquireNs, *acquired);
        if (result == vk::Result::eSuccess || result == vk::Result::eSuboptimalKHR)
            return index;
    } catch (const vk::OutOfDateKHRError&) {
        m_fits = false;  // resized between two frames
    }
    return std::nullopt;
}

void Swapchain::present(uint32_t index) {
    vk::PresentInfoKHR info;
    const vk::Semaphore ready = *m_finished[index];
    const vk::SwapchainKHR chain = *m_swapchain;
    info.setWaitSemaphores(ready).setSwapchains(chain).setImageIndices(index);
    try {
        m_fits = m_device.queue().presentKHR(info) == vk::Result::eSuccess;
    } catch (const vk::OutOfDateKHRError&) {
        m_fits = false;
    }
}

}  // namespace gemba::render
