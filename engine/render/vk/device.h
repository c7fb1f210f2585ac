#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>

#include "engine/core/result.h"
#include "engine/render/renderer.h"
#include "engine/render/vk/memory.h"
#include "engine/render/vk/vulkan.h"

namespace gemba::render {

/// Instance, physical device, device, the one queue that we use, and memory. Render thread.
class Device {
 public:
    /// Errors name what is missing: loader, extension, device, feature.
    [[nodiscard]] static Result<std::unique_ptr<Device>> create(const RendererSettings& settings);
    ~Device();

    [[nodiscard]] const vk::raii::Instance& instance() const { return m_instance; }
    [[nodiscard]] const vk::raii::PhysicalDevice& physical() const { return m_physical; }
    [[nodiscard]] const vk::raii::Device& operator*() const { return m_device; }
    [[nodiscard]] const vk::raii::Device* operator->() const { return &m_device; }
    [[nodiscard]] const vk::raii::Queue& queue() const { return m_queue; }
    [[nodiscard]] uint32_t queueFamily() const { return m_queueFamily; }
    [[nodiscard]] MemoryPool& memory() { return *m_memory; }
    [[nodiscard]] const std::string& name() const { return m_name; }
    [[nodiscard]] float maxAnisotropy() const { return m_maxAnisotropy; }
    /// A processor draws: each texture tap is paid for.
    [[nodiscard]] bool isProcessor() const { return m_processor; }
    /// Draws may take their number from a buffer.
    [[nodiscard]] bool countsDraws() const { return m_countsDraws; }
    [[nodiscard]] uint64_t validationMessages() const { return m_messages.load(); }

    /// Gives an object a name that validation messages and debuggers show.
    template <class Object>
    void label(const Object& object, const char* text) const {
        if (m_labels)
            labelHandle(Object::objectType,
                        reinterpret_cast<uint64_t>(static_cast<typename Object::CType>(*object)),
                        text);
    }

    /// Records commands, submits them and waits until they are done. For loading, not for frames.
    void runOnce(const std::function<void(const vk::raii::CommandBuffer&)>& record);

 private:
    Device() = default;
    [[nodiscard]] Result<void> makeInstance(const RendererSettings& settings);
    [[nodiscard]] Result<void> choosePhysical(const RendererSettings& settings);
    void makeDevice(const RendererSettings& settings);
    void labelHandle(vk::ObjectType type, uint64_t handle, const char* text) const;

    std::atomic<uint64_t> m_messages{0};
    bool m_labels = false;
    vk::raii::Context m_context;
    vk::raii::Instance m_instance = nullptr;
    vk::raii::DebugUtilsMessengerEXT m_messenger = nullptr;
    vk::raii::PhysicalDevice m_physical = nullptr;
    vk::raii::Device m_device = nullptr;
    vk::raii::Queue m_queue = nullptr;
    vk::raii::CommandPool m_pool = nullptr;
    uint32_t m_queueFamily = 0;
    float m_maxAnisotropy = 1.0f;
    bool m_processor = false;
    bool m_countsDraws = false;
    std::string m_name;
    std::unique_ptr<MemoryPool> m_memory;
};

}  // namespace gemba::render
