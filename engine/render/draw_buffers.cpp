#include "engine/render/draw_buffers.h"

#include <algorithm>

#include "engine/render/frame_data.h"

namespace gemba::render {
namespace {

// Room for half as many again, so that a growing scene settles soon.
bool outgrown(uint32_t& room, size_t wanted) {
    if (wanted <= room)
        return false;
    room = static_cast<uint32_t>(wanted + wanted / 2);
    return true;
}

}  // namespace

void DrawBuffers::fit(size_t instances, size_t chunks, size_t groups) {
    const bool moreInstances = outgrown(m_instanceRoom, std::max<size_t>(instances, 256));
    const bool moreChunks = outgrown(m_chunkRoom, std::max<size_t>(chunks, 64));
    const bool moreGroups = outgrown(m_groupRoom, std::max<size_t>(groups, 64));
    if (!moreInstances && !moreChunks && !moreGroups)
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
    const uint64_t places = uint64_t{kMaxViews} * kLevels;
    if (moreInstances) {
        make(m_instances, uint64_t{m_instanceRoom} * sizeof(InstanceRecord), Usage::eTransferDst,
             "instances");
        make(m_visible, places * m_instanceRoom * 4, {}, "visible instances");
    }
    if (moreChunks) {
        make(m_levelCounts, places * m_chunkRoom * 4, {}, "instances of levels");
        make(m_commands, places * m_chunkRoom * sizeof(vk::DrawIndexedIndirectCommand),
             Usage::eIndirectBuffer, "draw commands");
    }
    if (moreGroups)
        make(m_drawCounts, uint64_t{kMaxViews} * m_groupRoom * 4, Usage::eIndirectBuffer,
             "numbers of draws");
    if (!*m_counted)
        make(m_counted, 16, Usage::eTransferDst | Usage::eTransferSrc, "counted");
}

}  // namespace gemba::render
