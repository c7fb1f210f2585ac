#pragma once

#include <array>

#include "engine/render/draw_buffers.h"
#include "engine/render/frame_data.h"
#include "engine/render/gpu_scene.h"
#include "engine/render/layouts.h"
#include "engine/render/vk/buffer.h"
#include "engine/render/vk/image.h"

namespace gemba::render {

/// Glyphs in device memory, one byte a pixel.
class GlyphImage {
 public:
    explicit GlyphImage(Device& device);

    /// Copies `pixels` in when `version` differs from the last. `staging` is the frame's own.
    void update(const vk::raii::CommandBuffer& commands, const Buffer& staging,
                const std::vector<uint8_t>& pixels, uint64_t version);
    [[nodiscard]] const Image& image() const { return m_image; }

 private:
    Image m_image;
    uint64_t m_version = 0;
};

/// What one frame in flight owns: commands, fence, and the buffers its arrays are written into.
/// Nothing here is touched before the fence of its last use has passed. Render thread.
class FrameSlot {
 public:
    struct Samplers {
        vk::Sampler shadow, glyphs, sky;
        vk::ImageView shadowView, glyphView, skyView;
    };
    FrameSlot(Device& device, const Layouts& layouts, const Samplers& samplers);

    /// Waits for the slot's last frame and starts recording. Throws vk::DeviceLostError.
    const vk::raii::CommandBuffer& begin();

    /// Writes the arrays of a frame; buffers grow where they must. Instances go to the device by
    /// commands, those that stand still first, and only when `stillVersion` or what moves differs
    /// from what `draws` holds.
    void write(const FrameData& data, uint64_t stillVersion, const GpuScene& gpu,
               DrawBuffers& draws);

    /// The scene's buffers are others than before, which only their owner knows: a driver may give
    /// a new one the handle of one that went.
    void renewSets() { m_setIsOld = true; }

    /// What the culling counted goes where the host can read it.
    void fetchCounted(const DrawBuffers& draws) const;
    /// Triangles and instances that the camera's view drew in the last frame that is done.
    struct Counted {
        uint32_t triangles = 0, instances = 0;
    };
    [[nodiscard]] Counted counted() const;

    /// Ends recording and submits; waits for `acquired` and signals `finished`, either may be null.
    void submit(vk::Semaphore finished);
    void wait();

    [[nodiscard]] vk::DescriptorSet set() const { return *m_set; }
    [[nodiscard]] vk::DescriptorSet cullSet() const { return *m_cullSet; }
    [[nodiscard]] const vk::raii::CommandBuffer& commands() const { return m_commands; }
    [[nodiscard]] const vk::raii::Semaphore& acquired() const { return m_acquired; }
    void waitsForAcquire() { m_waits = true; }
    [[nodiscard]] const Buffer& glyphStaging() const { return m_glyphStaging; }

 private:
    bool reserve(Buffer& buffer, uint64_t bytes, vk::BufferUsageFlags usage, const char* label);
    void writeInstances(const FrameData& data, uint64_t stillVersion, DrawBuffers& draws);
    void writeLists(const FrameData& data, uint64_t stillVersion);
    void updateSets(const GpuScene& gpu, const DrawBuffers& draws);

    Device& m_device;
    Samplers m_samplers;
    vk::raii::CommandPool m_commandPool = nullptr;
    vk::raii::CommandBuffer m_commands = nullptr;
    vk::raii::Fence m_done = nullptr;
    vk::raii::Semaphore m_acquired = nullptr;
    bool m_waits = false;
    vk::raii::DescriptorPool m_pool = nullptr;
    vk::raii::DescriptorSet m_set = nullptr, m_cullSet = nullptr;
    Buffer m_frame, m_styles, m_lines, m_decals, m_quads, m_glyphStaging;
    Buffer m_staging;  // of instances on their way to the device
    Buffer m_chunks, m_groups, m_views, m_counted;
    uint64_t m_listVersion = 0;   // of the still set's chunks and groups
    uint64_t m_drawsVersion = 0;  // of the shared buffers, as the set knows them
    bool m_setIsOld = true;
};

}  // namespace gemba::render
