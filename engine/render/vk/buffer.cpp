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

Buffer uploadedBuffer(Device& device, BytePieces pieces, vk::BufferUsageFlags usage,
                      const char* label) {
    uint64_t total = 0;
    for (const auto& piece : pieces)
        total += piece.size();
    Buffer out(
        device,
        {.size = total, .usage = usage | vk::BufferUsageFlagBits::eTransferDst, .label = label});

    // Where the host sees the device's memory, straight into it.
    if (std::byte* at = out.mapped(); at != nullptr) {
        for (const auto& piece : pieces)
            at = std::copy(piece.begin(), piece.end(), at);
        return out;
    }

    // By way of a staging buffer of limited size, so that a large model needs no copy of itself.
    constexpr uint64_t kStagingBytes = 16u << 20;
    const Buffer staging(device, {.size = std::min(total, kStagingBytes),
                                  .usage = vk::BufferUsageFlagBits::eTransferSrc,
                                  .memory = MemoryUse::upload,
                                  .label = "staging"});
    uint64_t done = 0, filled = 0;
    const auto flush = [&] {
        if (filled == 0)
            return;
        device.runOnce([&](const vk::raii::CommandBuffer& commands) {
            commands.copyBuffer(*staging, *out, vk::BufferCopy{0, done, filled});
        });
        done += filled;
        filled = 0;
    };
    for (std::span<const std::byte> piece : pieces) {
        while (!piece.empty()) {
            const size_t size = std::min<size_t>(piece.size(), kStagingBytes - filled);
            std::memcpy(staging.mapped() + filled, piece.data(), size);
            filled += size;
            piece = piece.subspan(size);
            if (filled == kStagingBytes)
                flush();
        }
    }
    flush();
    return out;
}

}  // namespace gemba::render
