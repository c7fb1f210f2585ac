#pragma once

#include <array>
#include <optional>

#include "engine/render/passes/draw_context.h"
#include "engine/render/passes/targets.h"

namespace gemba::render {

/// Draws the world into the Targets: solid surfaces, ground, sky, belts' marks, printed numbers,
/// lines, then what is transparent. Colours leave it tone-mapped, in sRGB.
class MainPass {
 public:
    MainPass(Device& device, const Layouts& layouts, vk::SampleCountFlagBits samples,
             vk::Format format);

    /// Makes the pipelines that the scene's materials need, so that no frame has to.
    void prepare(Device& device, const Layouts& layouts, const Scene& scene, const GpuScene& gpu);

    void record(const DrawContext& context, const Targets& targets);
    [[nodiscard]] vk::SampleCountFlagBits samples() const { return m_samples; }

 private:
    void begin(const DrawContext& context, const Targets& targets) const;
    /// What the bound state is of, so that little of it changes.
    struct Bound {
        SurfaceKey key = ~0u;
        uint32_t material = ~0u;
        vk::DescriptorSet set;
    };
    void bindMaterial(const DrawContext& context, const std::array<vk::raii::Pipeline, 64>& from,
                      uint32_t material, bool mirrored, Bound& bound) const;
    void drawSolid(const DrawContext& context, const DrawList& list, uint32_t firstNumber) const;
    void drawBlended(const DrawContext& context, const std::vector<Batch>& batches,
                     uint32_t first) const;
    void drawGhosts(const DrawContext& context);
    void drawSortedGlass(const DrawContext& context);
    void drawPlain(const DrawContext& context, const vk::raii::Pipeline& pipeline,
                   uint32_t vertices, uint32_t instances, uint32_t first) const;
    [[nodiscard]] vk::raii::Pipeline surfacePipeline(Device& device, const Layouts& layouts,
                                                     SurfaceKey key, bool blend) const;

    vk::SampleCountFlagBits m_samples;
    vk::Format m_format;
    std::array<vk::raii::Pipeline, 64> m_solid, m_blended;  // by SurfaceKey; made when needed
    vk::raii::Pipeline m_sky = nullptr, m_ground = nullptr, m_belt = nullptr, m_decal = nullptr,
                       m_line = nullptr;
    struct Glass {
        float distance;
        Batch batch;
    };
    std::vector<Glass> m_glass;   // scratch
    std::vector<Batch> m_sorted;  // scratch
};

}  // namespace gemba::render
