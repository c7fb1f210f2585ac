#include "engine/render/vk/buffer.h"

#include <algorithm>
#include <cstring>

namespace gemba::render {

Buffer::Buffer(Device& device, const BufferSettings& settings)
    : m_size(std::max<uint64_t>(settings.size, 16)) {
    m_buffer = device->createBuffer({.size = m_size, .usage = settings.usage});
    m_allocation = device.memory().allocate(m_buffer.getMemoryRequirements(), settings.memory);
    m_buffer.bindMemory(m_allocation.memory(), m_allocation.offset());
    device.label(m_buffer, settings.label);
}

Buffer uploadedBuffer(Device& device, std::span<const std::byte> bytes, vk::BufferUsageFlags usage,
                      const char* label) {
    Buffer out(device, {.size = bytes.size(),
                        .usage = usage | vk::BufferUsageFlagBits::eTransferDst,
                        .label = label});
    if (bytes.empty())
        return out;

    // In pieces, so that a large model needs no second copy of itself.
    constexpr size_t kPiece = 16u << 20;
    const Buffer staging(device, {.size = std::min(bytes.size(), kPiece),
                                  .usage = vk::BufferUsageFlagBits::eTransferSrc,
                                  .memory = MemoryUse::upload,
                                  .label = "staging"});
    for (size_t at = 0; at < bytes.size(); at += kPiece) {
        const size_t size = std::min(kPiece, bytes.size() - at);
        std::memcpy(staging.mapped(), bytes.data() + at, size);
        device.runOnce([&](const vk::raii::CommandBuffer& commands) {
            commands.copyBuffer(*staging, *out, vk::BufferCopy{0, at, size});
        });
    }
    return out;
}

}  // namespace gemba::render
