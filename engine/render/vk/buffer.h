#pragma once

#include <span>

#include "engine/render/vk/device.h"

namespace gemba::render {

struct BufferSettings {
    uint64_t size = 0;
    vk::BufferUsageFlags usage;
    MemoryUse memory = MemoryUse::deviceBuffer;
    const char* label = "buffer";
};

/// A buffer with its memory. Move-only.
class Buffer {
 public:
    Buffer() = default;
    Buffer(Device& device, const BufferSettings& settings);

    [[nodiscard]] vk::Buffer operator*() const { return *m_buffer; }
    [[nodiscard]] uint64_t size() const { return m_size; }
    [[nodiscard]] std::byte* mapped() const { return m_allocation.mapped(); }

 private:
    Allocation m_allocation;  // before the buffer: freed after it
    vk::raii::Buffer m_buffer = nullptr;
    uint64_t m_size = 0;
};

/// A buffer in device memory filled with `pieces`, one behind the other: as it lies there where the
/// host sees that memory, or else through a staging buffer; waits until they are there.
using BytePieces = std::span<const std::span<const std::byte>>;
[[nodiscard]] Buffer uploadedBuffer(Device& device, BytePieces pieces, vk::BufferUsageFlags usage,
                                    const char* label);

}  // namespace gemba::render
