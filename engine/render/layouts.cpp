#include "engine/render/layouts.h"

#include <array>

namespace gemba::render {
namespace {

using Type = vk::DescriptorType;
using Stage = vk::ShaderStageFlagBits;

vk::DescriptorSetLayoutBinding binding(uint32_t place, Type type) {
    return {.binding = place,
            .descriptorType = type,
            .descriptorCount = 1,
            .stageFlags = Stage::eVertex | Stage::eFragment};
}

vk::raii::DescriptorSetLayout samplers(Device& device, uint32_t count) {
    std::vector<vk::DescriptorSetLayoutBinding> bindings;
    for (uint32_t i = 0; i < count; ++i)
        bindings.push_back(binding(i, Type::eCombinedImageSampler));
    vk::DescriptorSetLayoutCreateInfo info;
    info.setBindings(bindings);
    return device->createDescriptorSetLayout(info);
}

}  // namespace

Layouts::Layouts(Device& device) {
    using namespace frame_binding;
    const std::array bindings{
        binding(kFrame, Type::eUniformBuffer),      binding(kInstances, Type::eStorageBuffer),
        binding(kStyles, Type::eStorageBuffer),     binding(kLines, Type::eStorageBuffer),
        binding(kDecals, Type::eStorageBuffer),     binding(kQuads, Type::eStorageBuffer),
        binding(kVisible, Type::eStorageBuffer),    binding(kShadow, Type::eCombinedImageSampler),
        binding(kSky, Type::eCombinedImageSampler), binding(kGlyphs, Type::eCombinedImageSampler)};
    vk::DescriptorSetLayoutCreateInfo setInfo;
    setInfo.setBindings(bindings);
    frameSet = device->createDescriptorSetLayout(setInfo);
    materialSet = samplers(device, 5);
    postSet = samplers(device, 3);

    std::vector<vk::DescriptorSetLayoutBinding> cullBindings;
    for (uint32_t place = 0; place < cull_binding::kCount; ++place) {
        cullBindings.push_back(binding(place, Type::eStorageBuffer));
        cullBindings.back().stageFlags = Stage::eCompute;
    }
    cullSet = device->createDescriptorSetLayout(
        vk::DescriptorSetLayoutCreateInfo{}.setBindings(cullBindings));

    const auto layout = [&](std::initializer_list<vk::DescriptorSetLayout> sets, uint32_t push,
                            const char* label, vk::ShaderStageFlags stages = Stage::eFragment) {
        const vk::PushConstantRange range{stages, 0, push};
        vk::PipelineLayoutCreateInfo info;
        info.setSetLayouts(sets);
        if (push > 0)
            info.setPushConstantRanges(range);
        vk::raii::PipelineLayout out = device->createPipelineLayout(info);
        device.label(out, label);
        return out;
    };
    frame = layout({*frameSet}, 0, "frame layout");
    surface = layout({*frameSet, *materialSet}, sizeof(MaterialConstants), "surface layout");
    post = layout({*frameSet, *postSet}, 0, "post layout");
    shadow = layout({*frameSet, *materialSet}, sizeof(ShadowConstants), "shadow layout",
                    Stage::eVertex | Stage::eFragment);
    cull = layout({*cullSet}, sizeof(CullConstants), "cull layout", Stage::eCompute);
    device.label(cullSet, "cull set");
    device.label(frameSet, "frame set");
    device.label(materialSet, "material set");
    device.label(postSet, "post set");
}

}  // namespace gemba::render
