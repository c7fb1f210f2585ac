#pragma once

#include <array>
#include <memory>
#include <optional>

#include "engine/render/frame_gather.h"
#include "engine/render/frame_slot.h"
#include "engine/render/gpu_scene.h"
#include "engine/render/passes/cull_pass.h"
#include "engine/render/passes/id_pass.h"
#include "engine/render/passes/main_pass.h"
#include "engine/render/passes/occlusion_pass.h"
#include "engine/render/passes/post_pass.h"
#include "engine/render/passes/shadow_pass.h"
#include "engine/render/sky_light.h"

namespace gemba::render {

/// A scene on the device and the passes that draw it: the same commands for a window and for a
/// picture. Two frames in flight. Render thread; throws vk::SystemError.
class FrameRecorder {
 public:
    /// `format` of the picture as it is drawn: Targets.
    FrameRecorder(Device& device, vk::SampleCountFlagBits samples, vk::Format format,
                  std::unique_ptr<FontSet> fonts);

    /// Waits for the device, then replaces the scene.
    void setScene(std::shared_ptr<const twin::Twin> twin, SceneModels models);
    /// Waits for the device, then adds levels of detail to models of the scene; others are left
    /// out.
    void setLevels(const std::vector<Renderer::Levels>& levels);
    [[nodiscard]] bool hasScene() const { return m_scene != nullptr; }

    /// The next frame in turn, free to be written.
    [[nodiscard]] FrameSlot& nextSlot();

    struct Destination {
        vk::Image image;
        vk::ImageView view;
        vk::Format format = kColorFormat;
        uint32_t width = 0, height = 0;
        vk::ImageLayout finalLayout = vk::ImageLayout::ePresentSrcKHR;
        vk::Buffer readback;  ///< where to copy the picture as well; null: nowhere
    };
    /// Records a frame into the slot, not yet submitted.
    void record(FrameSlot& slot, const sim::Snapshot& snapshot, const ViewState& view,
                const Destination& destination);

    /// Number of what is nearest to a pixel of the last frame, within a few pixels; waits.
    [[nodiscard]] uint32_t idAt(uint32_t x, uint32_t y);

    /// Of the newest frame that the device is done with.
    struct Drawn {
        uint64_t triangles = 0, instances = 0;
    };
    [[nodiscard]] Drawn drawn(const FrameSlot& slot) const;
    /// Triangles and instances of all that the last frame had to draw.
    [[nodiscard]] Drawn submitted() const { return m_submitted; }

 private:
    void renewSets();
    void fitDraws(const FrameData& data);
    [[nodiscard]] DrawContext contextOf(const vk::raii::CommandBuffer& commands,
                                        const FrameSlot& slot) const;
    void fitTargets(uint32_t width, uint32_t height, vk::SampleCountFlagBits samples);
    [[nodiscard]] MainPass& passFor(vk::SampleCountFlagBits samples);
    [[nodiscard]] uint64_t stillVersion(const FrameData& data);
    [[nodiscard]] const PostPass& postPass(vk::Format format);
    void count(const FrameData& data);
    void copyPicture(const vk::raii::CommandBuffer& commands, const Destination& destination) const;

    Device& m_device;
    vk::SampleCountFlagBits m_samples;
    vk::Format m_format;
    Layouts m_layouts;
    SkyLight m_sky;
    CullPass m_cull;
    ShadowPass m_shadow;
    DrawBuffers m_draws;
    std::vector<CullPass::Part> m_parts;             // scratch
    std::vector<std::unique_ptr<MainPass>> m_mains;  // by number of samples, made when needed
    OcclusionPass m_occlusion;
    IdPass m_ids;
    std::vector<std::unique_ptr<PostPass>> m_posts;  // by format
    GlyphImage m_glyphs;
    vk::raii::Sampler m_glyphSampler = nullptr;
    std::optional<TextEngine> m_text;
    std::array<std::unique_ptr<FrameSlot>, 2> m_slots;
    size_t m_turn = 0;
    std::unique_ptr<Targets> m_targets;
    FrameSlot* m_lastSlot = nullptr;  // of the last frame; null before the first

    std::unique_ptr<Scene> m_scene;
    std::unique_ptr<GpuScene> m_gpu;
    std::unique_ptr<FrameGatherer> m_gatherer;

    // The instances that stand still get a new number when the scene, the origin, the set or what
    // is withheld of it changes.
    uint64_t m_stillVersion = 0;
    Vec3 m_stillOrigin{0.0};
    const StaticSet* m_still = nullptr;
    std::shared_ptr<const Withheld> m_withheld;
    Drawn m_submitted, m_unculled;  // … and of what is drawn whether seen or not
};

}  // namespace gemba::render
