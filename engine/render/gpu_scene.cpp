#include "engine/render/gpu_scene.h"

#include <algorithm>
#include <array>

namespace gemba::render {
namespace {

// They are copied when levels of detail come behind them.
const vk::BufferUsageFlags kIndexUsage =
    vk::BufferUsageFlagBits::eIndexBuffer | vk::BufferUsageFlagBits::eTransferSrc;

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
      m_indices(uploadAll(device, scene.geometry().indices, kIndexUsage, "indices")) {
    for (const MeshRange& mesh : scene.meshes()) {
        m_meshRecords.push_back(meshRecord(mesh));
        m_indexCount = std::max(m_indexCount, mesh.firstIndex + mesh.indexCount);
    }
    m_meshes = uploadAll<MeshRecord>(device, {m_meshRecords},
                                     vk::BufferUsageFlagBits::eStorageBuffer, "meshes");
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

void GpuScene::setLevels(Device& device, const std::vector<MeshLevels>& models) {
    // Where each level will lie.
    std::vector<MeshRecord> records = m_meshRecords;
    std::vector<std::span<const uint32_t>> added;
    uint32_t next = m_indexCount;
    for (const MeshLevels& model : models) {
        for (size_t i = 0; i < model.levels->meshes.size(); ++i) {
            MeshRecord& record = records[model.firstMesh + i];
            for (size_t k = 0; k < assets::ModelLevels::kCount; ++k) {
                const assets::MeshLevel& level = model.levels->meshes[i][k];
                const auto place = static_cast<int>(k + 1);
                if (level.indexCount == 0)
                    continue;
                record.firstIndex[place] = next + level.firstIndex;
                record.indexCount[place] = level.indexCount;
                record.errors[place] = level.errorM;
            }
        }
        added.emplace_back(model.levels->indices);
        next += static_cast<uint32_t>(model.levels->indices.size());
    }

    // The models' own indices are copied on the device.
    using Usage = vk::BufferUsageFlagBits;
    Buffer indices(device, {.size = uint64_t{next} * sizeof(uint32_t),
                            .usage = kIndexUsage | Usage::eTransferDst,
                            .label = "indices with levels"});
    const Buffer levels = uploadAll(device, added, Usage::eTransferSrc, "levels");
    const uint64_t own = uint64_t{m_indexCount} * sizeof(uint32_t);
    device.runOnce([&](const vk::raii::CommandBuffer& commands) {
        commands.copyBuffer(*m_indices, *indices, vk::BufferCopy{0, 0, own});
        if (next > m_indexCount)
            commands.copyBuffer(
                *levels, *indices,
                vk::BufferCopy{0, own, uint64_t{next - m_indexCount} * sizeof(uint32_t)});
    });
    Buffer meshes =
        uploadAll<MeshRecord>(device, {records}, Usage::eStorageBuffer, "meshes with levels");
    m_indices = std::move(indices);
    m_meshes = std::move(meshes);
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
