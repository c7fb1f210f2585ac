#include "engine/render/gpu_scene.h"

#include <algorithm>
#include <array>

namespace gemba::render {
namespace {

template <class T>
Buffer uploadAll(Device& device, const std::vector<std::span<const T>>& parts,
                 vk::BufferUsageFlags usage, const char* label) {
    std::vector<std::span<const std::byte>> bytes;
    for (const auto& part : parts)
        bytes.push_back(std::as_bytes(part));
    return uploadedBuffer(device, bytes, usage, label);
}

Image whiteTexture(Device& device) {
    const std::array<std::byte, 4> white{std::byte{255}, std::byte{255}, std::byte{255},
                                         std::byte{255}};
    return uploadedTexture(device, 1, 1, white, "white");
}

MaterialConstants constantsOf(const assets::Material& m) {
    return {{m.baseColor.r, m.baseColor.g, m.baseColor.b, m.baseColor.a},
            {m.emissive.r, m.emissive.g, m.emissive.b, m.alphaCutoff},
            m.metallic,
            m.roughness};
}

}  // namespace

GpuScene::GpuScene(Device& device, const Layouts& layouts, const Scene& scene)
    : m_vertices(uploadAll(device, scene.geometry().vertices,
                           vk::BufferUsageFlagBits::eVertexBuffer, "vertices")),
      m_indices(uploadAll(device, scene.geometry().indices, vk::BufferUsageFlagBits::eIndexBuffer,
                          "indices")) {
    for (const SceneTexture& use : scene.textures()) {
        const assets::Texture& texture = use.model->textures[use.texture];
        const bool whole = texture.width > 0 && texture.height > 0 &&
                           texture.pixels.size() >= size_t{texture.width} * texture.height * 4;
        m_textures.push_back(whole ? uploadedTexture(device, texture.width, texture.height,
                                                     texture.pixels, texture.name.c_str())
                                   : whiteTexture(device));
    }
    m_textures.push_back(whiteTexture(device));
    m_sampler =
        device->createSampler({.magFilter = vk::Filter::eLinear,
                               .minFilter = vk::Filter::eLinear,
                               .mipmapMode = device.isProcessor() ? vk::SamplerMipmapMode::eNearest
                                                                  : vk::SamplerMipmapMode::eLinear,
                               .anisotropyEnable = device.maxAnisotropy() > 1.0f,
                               .maxAnisotropy = device.maxAnisotropy(),
                               .maxLod = VK_LOD_CLAMP_NONE});
    device.label(m_sampler, "material sampler");
    addMaterials(device, layouts, scene);
}

void GpuScene::addMaterials(Device& device, const Layouts& layouts, const Scene& scene) {
    const auto textured = static_cast<uint32_t>(
        1 + std::count_if(scene.materials().begin(), scene.materials().end(),
                          [](const SceneMaterial& m) {
                              return std::any_of(m.textures.begin(), m.textures.end(),
                                                 [](int32_t t) { return t >= 0; });
                          }));
    const vk::DescriptorPoolSize size{vk::DescriptorType::eCombinedImageSampler, 5 * textured};
    vk::DescriptorPoolCreateInfo poolInfo{
        .flags = vk::DescriptorPoolCreateFlagBits::eFreeDescriptorSet, .maxSets = textured};
    poolInfo.setPoolSizes(size);
    m_pool = device->createDescriptorPool(poolInfo);
    device.label(m_pool, "material descriptors");

    // A set of five textures; white where the material has none.
    const auto addSet = [&](const std::array<int32_t, 5>& textures) {
        vk::DescriptorSetAllocateInfo info{.descriptorPool = *m_pool};
        info.setSetLayouts(*layouts.materialSet);
        m_sets.push_back(std::move(device->allocateDescriptorSets(info).front()));
        std::array<vk::DescriptorImageInfo, 5> images;
        for (size_t i = 0; i < images.size(); ++i) {
            const auto index =
                textures[i] < 0 ? m_textures.size() - 1 : static_cast<size_t>(textures[i]);
            images[i] = {*m_sampler, m_textures[index].view(),
                         vk::ImageLayout::eShaderReadOnlyOptimal};
        }
        std::array<vk::WriteDescriptorSet, 5> writes;
        for (uint32_t i = 0; i < writes.size(); ++i)
            writes[i] = {.dstSet = *m_sets.back(),
                         .dstBinding = i,
                         .descriptorCount = 1,
                         .descriptorType = vk::DescriptorType::eCombinedImageSampler,
                         .pImageInfo = &images[i]};
        device->updateDescriptorSets(writes, {});
    };
    addSet({-1, -1, -1, -1, -1});  // shared by all without textures

    for (const SceneMaterial& source : scene.materials()) {
        Material out{.constants = constantsOf(source.material),
                     .doubleSided = source.material.doubleSided};
        for (uint32_t i = 0; i < source.textures.size(); ++i)
            out.key |= source.textures[i] >= 0 ? 1u << i : 0u;
        if (out.key != 0)
            addSet(source.textures);
        out.set = out.key != 0 ? *m_sets.back() : *m_sets.front();
        if (source.material.alpha == assets::AlphaMode::mask)
            out.key |= kMaskKey;
        m_materials.push_back(out);
    }
}

}  // namespace gemba::render
