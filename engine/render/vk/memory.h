#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "engine/render/vk/block_allocator.h"
#include "engine/render/vk/vulkan.h"

namespace gemba::render {

class MemoryPool;

/// A range of device memory, given back when it dies. Move-only; must not outlive its pool.
class Allocation {
 public:
    Allocation() = default;
    ~Allocation() { release(); }
    Allocation(Allocation&& other) noexcept { *this = std::move(other); }
    Allocation& operator=(Allocation&& other) noexcept;

    [[nodiscard]] vk::DeviceMemory memory() const { return m_memory; }
    [[nodiscard]] uint64_t offset() const { return m_offset; }
    /// Where the host sees it, coherently; null for memory that it cannot see so.
    [[nodiscard]] std::byte* mapped() const { return m_mapped; }

 private:
    friend class MemoryPool;
    void release();

    MemoryPool* m_pool = nullptr;
    size_t m_block = 0;
    vk::DeviceMemory m_memory;
    uint64_t m_offset = 0, m_size = 0;
    std::byte* m_mapped = nullptr;
};

/// What an allocation is for; images and buffers live in different blocks, so that the granularity
/// between linear and optimal resources never matters.
enum class MemoryUse : uint8_t { deviceBuffer, deviceImage, upload, readback };

/// All device memory of one device, in blocks of 32 MiB; larger requests get a block of their own.
/// Blocks that the host sees, coherently, stay mapped. One thread.
class MemoryPool {
 public:
    /// `refuses`, for tests: asked at each allocation; true: there is no memory.
    MemoryPool(const vk::raii::PhysicalDevice& physical, const vk::raii::Device& device,
               std::function<bool()> refuses = {});

    /// Throws vk::OutOfDeviceMemoryError.
    [[nodiscard]] Allocation allocate(const vk::MemoryRequirements& needs, MemoryUse use);

    [[nodiscard]] uint64_t blockBytes() const;

 private:
    friend class Allocation;
    struct Block {
        vk::raii::DeviceMemory memory = nullptr;
        std::unique_ptr<BlockAllocator> ranges;  // null: the slot is free
        uint32_t type = 0;
        bool images = false;
        std::byte* mapped = nullptr;
    };
    [[nodiscard]] uint32_t typeFor(uint32_t allowed, MemoryUse use) const;
    [[nodiscard]] size_t newBlock(uint32_t type, bool images, uint64_t size);
    void release(size_t block, uint64_t offset, uint64_t size);

    const vk::raii::Device& m_device;
    vk::PhysicalDeviceMemoryProperties m_properties;
    std::function<bool()> m_refuses;
    std::vector<Block> m_blocks;
};

}  // namespace gemba::render
