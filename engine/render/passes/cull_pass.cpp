#include "engine/render/passes/cull_pass.h"

#include "engine/render/vk/barrier.h"
#include "engine/render/vk/pipeline.h"

namespace gemba::render {
namespace {

using Stage = vk::PipelineStageFlagBits2;
using Access = vk::AccessFlagBits2;

}  // namespace

CullPass::CullPass(Device& device, const Layouts& layouts) {
    const uint32_t compact = device.countsDraws();
    m_cull = makeComputePipeline(device, "cull.comp", *layouts.cull);
    m_compact = makeComputePipeline(device, "compact.comp", *layouts.cull, std::span(&compact, 1));
}

void CullPass::record(const DrawContext& context, std::span<const Part> parts) const {
    const auto& commands = context.commands;
    commands.bindDescriptorSets(vk::PipelineBindPoint::eCompute, *context.layouts.cull, 0,
                                context.cullSet, {});
    dispatch(context, m_cull, parts, false);
    memoryBarrier(commands, {.from = Stage::eComputeShader,
                             .fromAccess = Access::eShaderStorageWrite,
                             .to = Stage::eComputeShader,
                             .toAccess = Access::eShaderStorageRead | Access::eShaderStorageWrite});
    dispatch(context, m_compact, parts, true);
    memoryBarrier(commands, {.from = Stage::eComputeShader,
                             .fromAccess = Access::eShaderStorageWrite,
                             .to = Stage::eDrawIndirect | Stage::eVertexShader | Stage::eTransfer,
                             .toAccess = Access::eIndirectCommandRead | Access::eShaderStorageRead |
                                         Access::eTransferRead});
}

// What stands still and what moves lie end to end: both are one dispatch.
void CullPass::dispatch(const DrawContext& context, const vk::raii::Pipeline& pipeline,
                        std::span<const Part> parts, bool groups) const {
    const auto& commands = context.commands;
    const auto size = [&](const DrawList& list) {
        return static_cast<uint32_t>(groups ? list.groups.size() : list.chunks.size());
    };
    const uint32_t still = size(context.data.still->draws), moving = size(context.data.moving);
    commands.bindPipeline(vk::PipelineBindPoint::eCompute, *pipeline);
    for (const Part& part : parts) {
        const uint32_t count = (part.still ? still : 0) + (part.moving ? moving : 0);
        if (count == 0)
            continue;
        const CullConstants constants{part.view, part.still ? 0 : still,
                                      context.draws.instanceRoom(), context.draws.chunkRoom(),
                                      context.draws.groupRoom()};
        commands.pushConstants<CullConstants>(*context.layouts.cull,
                                              vk::ShaderStageFlagBits::eCompute, 0, constants);
        commands.dispatch(count, 1, 1);
    }
}

}  // namespace gemba::render
