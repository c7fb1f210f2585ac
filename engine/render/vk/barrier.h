#pragma once

#include "engine/render/vk/vulkan.h"

namespace gemba::render {

/// What must be through, and seen, before what comes after: buffers of all kinds. Images have
/// transition().
struct MemoryDependency {
    vk::PipelineStageFlags2 from;
    vk::AccessFlags2 fromAccess;
    vk::PipelineStageFlags2 to;
    vk::AccessFlags2 toAccess;
};

inline void memoryBarrier(const vk::raii::CommandBuffer& commands, const MemoryDependency& d) {
    const vk::MemoryBarrier2 barrier{.srcStageMask = d.from,
                                     .srcAccessMask = d.fromAccess,
                                     .dstStageMask = d.to,
                                     .dstAccessMask = d.toAccess};
    vk::DependencyInfo info;
    info.setMemoryBarriers(barrier);
    commands.pipelineBarrier2(info);
}

}  // namespace gemba::render
