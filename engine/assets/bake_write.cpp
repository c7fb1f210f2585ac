#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <span>

#include "engine/assets/bake_format.h"
#include "engine/assets/bake_layout.h"
#include "engine/assets/content_hash.h"
#include "engine/core/bytes.h"
#include "engine/core/text.h"

namespace gemba::assets {
namespace {

void put(ByteWriter& out, const glm::vec3& v) {
    for (int i = 0; i < 3; ++i)
        out.put(v[i]);
}

void put(ByteWriter& out, const glm::dvec3& v) {
    for (int i = 0; i < 3; ++i)
        out.put(v[i]);
}

void put(ByteWriter& out, const Mesh& mesh) {
    out.put(cleanText(mesh.name, kMaxName));
    for (const uint32_t value :
         {mesh.firstVertex, mesh.vertexCount, mesh.firstIndex, mesh.indexCount, mesh.material})
        out.put(value);
    put(out, mesh.boundsMin);
    put(out, mesh.boundsMax);
}

void put(ByteWriter& out, const Material& material) {
    out.put(cleanText(material.name, kMaxName));
    for (int i = 0; i < 4; ++i)
        out.put(material.baseColor[i]);
    out.put(material.metallic);
    out.put(material.roughness);
    put(out, material.emissive);
    out.put(material.alpha);
    out.put(material.alphaCutoff);
    out.put(static_cast<uint8_t>(material.doubleSided));
    for (const int32_t texture :
         {material.baseColorTexture, material.metalRoughTexture, material.normalTexture,
          material.occlusionTexture, material.emissiveTexture})
        out.put(texture);
}

void put(ByteWriter& out, const ImportReport& report) {
    out.put(report.unitM);
    out.put(static_cast<uint8_t>(report.unitGuessed));
    out.put(report.up);
    out.put(static_cast<uint8_t>(report.upGuessed));
    out.put(cleanText(report.evidence, 4 * kMaxName));
    // A file with ten thousand lost textures is told enough by its first few hundred lines.
    const size_t shown = std::min(report.warnings.size(), kMaxWarnings);
    out.put(static_cast<uint32_t>(shown));
    for (size_t i = 0; i < shown; ++i)
        out.put(cleanText(report.warnings[i], 4 * kMaxName));
}

Bytes encodeMeta(const BakedScene& scene) {
    Bytes bytes;
    ByteWriter out(bytes);
    const auto count = [&](const auto& list) { out.put(static_cast<uint32_t>(list.size())); };

    count(scene.meshes);
    for (const Mesh& mesh : scene.meshes)
        put(out, mesh);
    count(scene.materials);
    for (const Material& material : scene.materials)
        put(out, material);
    count(scene.textures);
    for (const TextureData& texture : scene.textures) {
        out.put(cleanText(texture.name, kMaxName));
        out.put(texture.width);
        out.put(texture.height);
        out.put(static_cast<uint8_t>(texture.srgb));
    }
    count(scene.nodes);
    for (const Node& node : scene.nodes) {
        out.put(cleanText(node.name, kMaxName));
        out.put(node.parent);
        out.raw(&node.modelFromNode, sizeof node.modelFromNode);
    }
    count(scene.instances);
    for (const Instance& instance : scene.instances) {
        out.put(instance.node);
        out.put(instance.mesh);
    }
    count(scene.hulls);
    for (const Hull& hull : scene.hulls) {
        count(hull.points);
        for (const glm::vec3& point : hull.points)
            put(out, point);
    }
    put(out, scene.boundsMin);
    put(out, scene.boundsMax);

    put(out, scene.report);
    count(scene.dependencies);
    for (const Dependency& dependency : scene.dependencies) {
        out.put(dependency.path);
        out.put(dependency.state);
        out.put(dependency.hash);
    }
    return bytes;
}

Result<void> writeAt(int fd, std::span<const std::byte> bytes, uint64_t offset) {
    while (!bytes.empty()) {
        const ssize_t written =
            ::pwrite(fd, bytes.data(), bytes.size(), static_cast<off_t>(offset));
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return fail({.doing = "write the imported model", .found = std::strerror(errno)});
        bytes = bytes.subspan(static_cast<size_t>(written));
        offset += static_cast<uint64_t>(written);
    }
    return {};
}

/// All pixels in one piece, so that a section has one hash.
Bytes joinPixels(const std::vector<TextureData>& textures) {
    Bytes out;
    ByteWriter writer(out);
    for (const TextureData& texture : textures)
        writer.raw(texture.pixels.data(), texture.pixels.size());
    return out;
}

}  // namespace

Result<void> writeBake(int fd, const BakedScene& scene) {
    const Bytes meta = encodeMeta(scene);
    const Bytes pixels = joinPixels(scene.textures);
    const std::array<std::span<const std::byte>, kSectionCount> contents{
        std::span(meta), std::as_bytes(std::span(scene.vertices)),
        std::as_bytes(std::span(scene.indices)), std::span(pixels)};

    // Sections follow the header, each at the next aligned place.
    BakeHeader header{.version = kBakeVersion};
    uint64_t offset = sizeof header;
    for (size_t i = 0; i < kSectionCount; ++i) {
        offset = (offset + kSectionAlignment - 1) / kSectionAlignment * kSectionAlignment;
        header.sections[i] = {offset, contents[i].size(), contentHash(contents[i])};
        if (auto written = writeAt(fd, contents[i], offset); !written)
            return written;
        offset += contents[i].size();
    }

    // An empty section at the end still lies inside the file.
    if (::ftruncate(fd, static_cast<off_t>(offset)) != 0)
        return fail({.doing = "write the imported model", .found = std::strerror(errno)});

    // The header comes last: a bake cut short has none.
    const auto headerBytes = std::as_bytes(std::span(&header, 1));
    header.hash = contentHash(headerBytes.first(offsetof(BakeHeader, hash)));
    return writeAt(fd, headerBytes, 0);
}

}  // namespace gemba::assets
