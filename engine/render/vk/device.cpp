#include "engine/render/vk/device.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "engine/core/log.h"

namespace gemba::render {
namespace {

constexpr const char* kValidationLayer = "VK_LAYER_KHRONOS_validation";

// Validation's word to us: counted, and said as a warning.
VKAPI_ATTR VkBool32 VKAPI_CALL onMessage(VkDebugUtilsMessageSeverityFlagBitsEXT,
                                         VkDebugUtilsMessageTypeFlagsEXT,
                                         const VkDebugUtilsMessengerCallbackDataEXT* data,
                                         void* counter) {
    static_cast<std::atomic<uint64_t>*>(counter)->fetch_add(1);
    log::warn(fmt::format("Vulkan: {}", data->pMessage));
    return VK_FALSE;
}

bool hasLayer(const vk::raii::Context& context, const char* name) {
    const auto layers = context.enumerateInstanceLayerProperties();
    return std::any_of(layers.begin(), layers.end(), [&](const vk::LayerProperties& layer) {
        return std::strcmp(layer.layerName, name) == 0;
    });
}

bool hasExtension(const std::vector<vk::ExtensionProperties>& all, const char* name) {
    return std::any_of(all.begin(), all.end(), [&](const vk::ExtensionProperties& extension) {
        return std::strcmp(extension.extensionName, name) == 0;
    });
}

// Family that draws, computes and copies; -1 when a device has none.
int graphicsFamily(const vk::raii::PhysicalDevice& device) {
    const auto families = device.getQueueFamilyProperties();
    for (size_t i = 0; i < families.size(); ++i) {
        const auto both = vk::QueueFlagBits::eGraphics | vk::QueueFlagBits::eCompute;
        if ((families[i].queueFlags & both) == both)
            return static_cast<int>(i);
    }
    return -1;
}

// The first thing that a device lacks, by name; empty when it has all.
std::string missing(const vk::raii::PhysicalDevice& device, bool window) {
    if (device.getProperties().apiVersion < VK_API_VERSION_1_3)
        return "Vulkan 1.3";
    const auto features =
        device.getFeatures2<vk::PhysicalDeviceFeatures2, vk::PhysicalDeviceVulkan13Features>();
    const auto& core = features.get<vk::PhysicalDeviceFeatures2>().features;
    const auto& core13 = features.get<vk::PhysicalDeviceVulkan13Features>();
    if (!core13.dynamicRendering)
        return "the feature dynamicRendering";
    if (!core13.synchronization2)
        return "the feature synchronization2";
    if (!core13.maintenance4)
        return "the feature maintenance4";
    if (!core.independentBlend)
        return "the feature independentBlend";
    if (!core.multiDrawIndirect)
        return "the feature multiDrawIndirect";
    if (!core.drawIndirectFirstInstance)
        return "the feature drawIndirectFirstInstance";
    if (graphicsFamily(device) < 0)
        return "a queue that draws and computes";
    if (window &&
        !hasExtension(device.enumerateDeviceExtensionProperties(), VK_KHR_SWAPCHAIN_EXTENSION_NAME))
        return "the extension VK_KHR_swapchain";
    return {};
}

int rank(vk::PhysicalDeviceType type) {
    switch (type) {
        case vk::PhysicalDeviceType::eDiscreteGpu:
            return 4;
        case vk::PhysicalDeviceType::eIntegratedGpu:
            return 3;
        case vk::PhysicalDeviceType::eVirtualGpu:
            return 2;
        default:
            return 1;
    }
}

vk::DebugUtilsMessengerCreateInfoEXT messengerInfo(std::atomic<uint64_t>& counter) {
    using Severity = vk::DebugUtilsMessageSeverityFlagBitsEXT;
    using Type = vk::DebugUtilsMessageTypeFlagBitsEXT;
    return {.messageSeverity = Severity::eWarning | Severity::eError,
            .messageType = Type::eValidation,
            .pfnUserCallback = onMessage,
            .pUserData = &counter};
}

}  // namespace

Device::~Device() {
    if (*m_device) {
        try {
            m_device.waitIdle();
        } catch (const vk::SystemError&) {
            // Lost: nothing runs on it any more.
        }
    }
}

Result<std::unique_ptr<Device>> Device::create(const RendererSettings& settings) {
    try {
        std::unique_ptr<Device> device(new Device);  // the constructor is private
        if (auto made = device->makeInstance(settings); !made)
            return tl::unexpected(made.error());
        if (auto chosen = device->choosePhysical(settings); !chosen)
            return tl::unexpected(chosen.error());
        device->makeDevice(settings);
        return device;
    } catch (const std::exception& problem) {
        return fail({.doing = "start the renderer",
                     .found = problem.what(),
                     .expected = "a Vulkan loader and a Vulkan 1.3 driver"});
    }
}

Result<void> Device::makeInstance(const RendererSettings& settings) {
    const auto available = m_context.enumerateInstanceExtensionProperties();
    std::vector<const char*> extensions, layers;
    for (const std::string& name : settings.instanceExtensions) {
        if (!hasExtension(available, name.c_str()))
            return fail({.doing = "start the renderer",
                         .found = "a Vulkan loader without " + name,
                         .expected = "the extensions of this window system"});
        extensions.push_back(name.c_str());
    }

    // Validation where it is installed, with the checks of synchronisation.
    const bool validate = settings.validation && hasLayer(m_context, kValidationLayer);
    m_labels = validate && hasExtension(available, VK_EXT_DEBUG_UTILS_EXTENSION_NAME);
    if (validate)
        layers.push_back(kValidationLayer);
    if (m_labels)
        extensions.push_back(VK_EXT_DEBUG_UTILS_EXTENSION_NAME);
    const auto synchronization = vk::ValidationFeatureEnableEXT::eSynchronizationValidation;
    const vk::ValidationFeaturesEXT features{.enabledValidationFeatureCount = 1,
                                             .pEnabledValidationFeatures = &synchronization};

    const vk::ApplicationInfo application{.pApplicationName = settings.applicationName.c_str(),
                                          .pEngineName = "Gemba",
                                          .apiVersion = VK_API_VERSION_1_3};
    vk::InstanceCreateInfo info{.pApplicationInfo = &application};
    info.setPEnabledLayerNames(layers).setPEnabledExtensionNames(extensions);
    if (validate)
        info.pNext = &features;
    m_instance = vk::raii::Instance(m_context, info);
    if (m_labels)
        m_messenger = m_instance.createDebugUtilsMessengerEXT(messengerInfo(m_messages));
    return {};
}

Result<void> Device::choosePhysical(const RendererSettings& settings) {
    int best = 0;
    std::string refused;
    for (vk::raii::PhysicalDevice& device : vk::raii::PhysicalDevices(m_instance)) {
        const vk::PhysicalDeviceProperties properties = device.getProperties();
        const std::string name = properties.deviceName;
        if (!settings.gpu.empty() && name.find(settings.gpu) == std::string::npos)
            continue;
        if (const std::string lacks = missing(device, settings.window); !lacks.empty()) {
            refused += (refused.empty() ? "" : ", ") + name + " without " + lacks;
        } else if (rank(properties.deviceType) > best) {
            best = rank(properties.deviceType);
            m_physical = std::move(device);
            m_name = name;
        }
    }
    if (best == 0)
        return fail({.doing = "start the renderer",
                     .found = refused.empty() ? "no Vulkan device" : refused,
                     .expected = "a Vulkan 1.3 device (without a GPU: mesa-vulkan-drivers)"});
    return {};
}

void Device::makeDevice(const RendererSettings& settings) {
    m_queueFamily = static_cast<uint32_t>(graphicsFamily(m_physical));
    const bool anisotropy = m_physical.getFeatures().samplerAnisotropy == VK_TRUE;
    const vk::PhysicalDeviceProperties properties = m_physical.getProperties();
    m_processor = properties.deviceType == vk::PhysicalDeviceType::eCpu;
    if (anisotropy && !m_processor)
        m_maxAnisotropy = std::min(8.0f, properties.limits.maxSamplerAnisotropy);

    const auto found =
        m_physical.getFeatures2<vk::PhysicalDeviceFeatures2, vk::PhysicalDeviceVulkan12Features>();
    m_countsDraws = found.get<vk::PhysicalDeviceVulkan12Features>().drawIndirectCount == VK_TRUE;

    vk::PhysicalDeviceVulkan12Features features12{.drawIndirectCount = m_countsDraws};
    vk::PhysicalDeviceVulkan13Features features13{.pNext = &features12,
                                                  .synchronization2 = VK_TRUE,
                                                  .dynamicRendering = VK_TRUE,
                                                  .maintenance4 = VK_TRUE};
    const vk::PhysicalDeviceFeatures2 features{.pNext = &features13,
                                               .features = {.independentBlend = VK_TRUE,
                                                            .multiDrawIndirect = VK_TRUE,
                                                            .drawIndirectFirstInstance = VK_TRUE,
                                                            .samplerAnisotropy = anisotropy}};
    const float priority = 1.0f;
    const vk::DeviceQueueCreateInfo queue{
        .queueFamilyIndex = m_queueFamily, .queueCount = 1, .pQueuePriorities = &priority};
    std::vector<const char*> extensions;
    if (settings.window)
        extensions.push_back(VK_KHR_SWAPCHAIN_EXTENSION_NAME);
    vk::DeviceCreateInfo info{.pNext = &features};
    info.setQueueCreateInfos(queue).setPEnabledExtensionNames(extensions);

    m_device = m_physical.createDevice(info);
    m_queue = m_device.getQueue(m_queueFamily, 0);
    m_pool = m_device.createCommandPool(
        {.flags = vk::CommandPoolCreateFlagBits::eTransient, .queueFamilyIndex = m_queueFamily});
    std::function<bool()> refuses;
    if (settings.refuses)
        refuses = [asked = settings.refuses] { return asked(DriverStep::memory) != Refusal::none; };
    m_memory = std::make_unique<MemoryPool>(m_physical, m_device, std::move(refuses));
    label(m_device, "device");
    label(m_queue, "queue");
    label(m_pool, "loading commands");
}

void Device::labelHandle(vk::ObjectType type, uint64_t handle, const char* text) const {
    m_device.setDebugUtilsObjectNameEXT(
        {.objectType = type, .objectHandle = handle, .pObjectName = text});
}

void Device::runOnce(const std::function<void(const vk::raii::CommandBuffer&)>& record) {
    const auto buffers = m_device.allocateCommandBuffers({.commandPool = *m_pool,
                                                          .level = vk::CommandBufferLevel::ePrimary,
                                                          .commandBufferCount = 1});
    const vk::raii::CommandBuffer& commands = buffers.front();
    commands.begin({.flags = vk::CommandBufferUsageFlagBits::eOneTimeSubmit});
    record(commands);
    commands.end();

    const vk::raii::Fence done = m_device.createFence({});
    const vk::CommandBufferSubmitInfo part{.commandBuffer = *commands};
    vk::SubmitInfo2 submit;
    submit.setCommandBufferInfos(part);
    m_queue.submit2(submit, *done);
    if (m_device.waitForFences(*done, VK_TRUE, UINT64_MAX) != vk::Result::eSuccess)
        throw vk::DeviceLostError("waiting for an upload");
}

}  // namespace gemba::render
