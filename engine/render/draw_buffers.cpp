#include "engine/render/draw_buffers.h"

#include <algorithm>

#include "engine/render/frame_data.h"

namespace gemba::render {
namespace {

// Room for half as many again, so that a growing scene settles soon.
uint32_t roomFor(size_t wanted, uint32_t room) {
    return wanted <= room ? room : static_cast<uint32_t>(wanted + wanted / 2);
}

}  // namespace

void DrawBuffers::fit(size_t instances, size_t chunks, size_t groups) {
    const uint32_t instanceRoom = roomFor(std::max<size_t>(instances, 256), m_instanceRoom);
    const uint32_t chunkRoom = roomFor(std::max<size_t>(chunks, 64), m_chunkRoom);
    const uint32_t groupRoom = roomFor(std::max<size_t>(groups, 64), m_groupRoom);
    if (instanceRoom == m_instanceRoom && chunkRoom == m_chunkRoom && groupRoom == m_groupRoom)
        return;
    m_device->waitIdle();
    ++m_version;
    stillVersion = movingVersion = 0;

    using Usage = vk::BufferUsageFlagBits;
    const auto make = [&](Buffer& buffer, uint64_t size, vk::BufferUsageFlags usage,
                          const char* label) {
        buffer = {};  // the old one first: both may not fit
        buffer = Buffer(m_device,
                        {.size = size, .usage = usage | Usage::eStorageBuffer, .label = label});
    };
    if (!*m_counted)
        make(m_counted, 16, Usage::eTransferDst | Usage::eTransferSrc, "counted");
    // Of what could not be made whole there is no room.
    const uint64_t places = uint64_t{kMaxViews} * kLevels;
    if (instanceRoom != m_instanceRoom) {
        m_instanceRoom = 0;
        make(m_instances, uint64_t{instanceRoom} * sizeof(InstanceRecord), Usage::eTransferDst,
             "instances");
        make(m_visible, places * instanceRoom * 4, {}, "visible instances");
        m_instanceRoom = instanceRoom;
    }
    if (chunkRoom != m_chunkRoom) {
        m_chunkRoom = 0;
        make(m_levelCounts, places * chunkRoom * 4, {}, "instances of levels");
        make(m_commands, places * chunkRoom * sizeof(vk::DrawIndexedIndirectCommand),
             Usage::eIndirectBuffer, "draw commands");
        m_chunkRoom = chunkRoom;
    }
    if (groupRoom != m_groupRoom) {
        m_groupRoom = 0;
        make(m_drawCounts, uint64_t{kMaxViews} * groupRoom * 4, Usage::eIndirectBuffer,
             "numbers of draws");
        m_groupRoom = groupRoom;
    }
}

}  // namespace gemba::render
