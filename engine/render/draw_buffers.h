#pragma once

#include "engine/render/draw_list.h"
#include "engine/render/vk/buffer.h"

namespace gemba::render {

/// What lives on the device alone: the instances, and what the culling makes of them for each view.
/// One for all frames in flight: the queue keeps them in order. Render thread.
class DrawBuffers {
 public:
    explicit DrawBuffers(Device& device) : m_device(device) {}

    /// Room for so many; waits for the device where a buffer must grow.
    void fit(size_t instances, size_t chunks, size_t groups);

    /// Grows whenever descriptor sets must be written anew.
    [[nodiscard]] uint64_t version() const { return m_version; }

    [[nodiscard]] const Buffer& instances() const { return m_instances; }
    [[nodiscard]] const Buffer& levelCounts() const { return m_levelCounts; }
    [[nodiscard]] const Buffer& visible() const { return m_visible; }
    [[nodiscard]] const Buffer& commands() const { return m_commands; }
    [[nodiscard]] const Buffer& drawCounts() const { return m_drawCounts; }
    [[nodiscard]] const Buffer& counted() const { return m_counted; }
    [[nodiscard]] uint32_t instanceRoom() const { return m_instanceRoom; }
    [[nodiscard]] uint32_t chunkRoom() const { return m_chunkRoom; }
    [[nodiscard]] uint32_t groupRoom() const { return m_groupRoom; }

    // What the instances show; another number: they are written anew.
    uint64_t stillVersion = 0, movingVersion = 0;

 private:
    Device& m_device;
    Buffer m_instances, m_levelCounts, m_visible, m_commands, m_drawCounts, m_counted;
    uint32_t m_instanceRoom = 0, m_chunkRoom = 0, m_groupRoom = 0;
    uint64_t m_version = 0;
};

}  // namespace gemba::render
