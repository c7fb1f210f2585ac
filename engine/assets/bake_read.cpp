#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstring>
#include <limits>

#include "engine/assets/bake_format.h"
#include "engine/assets/bake_layout.h"
#include "engine/assets/content_hash.h"
#include "engine/core/bytes.h"
#include "engine/core/text.h"

namespace gemba::assets {
namespace {

using Span = std::span<const std::byte>;
using Sections = std::array<Span, kSectionCount>;

Error damaged(const std::string& name, std::string what) {
    return {.doing = "open the imported model",
            .on = name,
            .found = std::move(what),
            .expected = "an undamaged bake"};
}

template <class Vec>
[[nodiscard]] bool isFinite(const Vec& v) {
    for (int i = 0; i < Vec::length(); ++i) {
        if (!std::isfinite(v[i]))
            return false;
    }
    return true;
}

template <class Vec>
[[nodiscard]] bool areBounds(const Vec& low, const Vec& high) {
    return isFinite(low) && isFinite(high) && glm::all(glm::lessThanEqual(low, high));
}

template <class Vec>
Vec getVec(ByteReader& in) {
    Vec v{};
    for (int i = 0; i < Vec::length(); ++i)
        v[i] = in.get<typename Vec::value_type>();
    return v;
}

/// More than `most` is as wrong as more than there is.
size_t count(ByteReader& in, size_t elementSize, size_t most) {
    const size_t n = in.count(elementSize);
    if (n <= most)
        return n;
    in.failNow();
    return 0;
}

std::string getText(ByteReader& in, size_t limit = kMaxName) {
    return cleanText(in.text(), limit);
}

/// Header and section checksums.
Result<Sections> readSections(Span file, const std::string& name) {
    BakeHeader header;
    const BakeHeader expected;
    if (file.size() < sizeof header)
        return fail(damaged(name, "a file too short"));
    std::memcpy(&header, file.data(), sizeof header);
    if (header.magic != expected.magic || header.version != kBakeVersion)
        return fail(damaged(name, "another format or version"));
    if (header.hash != contentHash(file.first(offsetof(BakeHeader, hash))))
        return fail(damaged(name, "a wrong header checksum"));

    Sections sections;
    for (size_t i = 0; i < kSectionCount; ++i) {
        const BakeSection& section = header.sections[i];
        if (section.offset % kSectionAlignment != 0 || section.offset > file.size() ||
            section.size > file.size() - section.offset)
            return fail(damaged(name, "a section outside the file"));
        if (i == kMetaSection && section.size > kMaxMetaBytes)
            return fail(damaged(name, "an endless description"));
        sections[i] = file.subspan(section.offset, section.size);
        if (contentHash(sections[i]) != section.hash)
            return fail(damaged(name, "a wrong section checksum"));
    }
    return sections;
}

Mesh readMesh(ByteReader& in) {
    Mesh mesh;
    mesh.name = getText(in);
    for (uint32_t* value :
         {&mesh.firstVertex, &mesh.vertexCount, &mesh.firstIndex, &mesh.indexCount, &mesh.material})
        *value = in.get<uint32_t>();
    mesh.boundsMin = getVec<glm::vec3>(in);
    mesh.boundsMax = getVec<glm::vec3>(in);
    return mesh;
}

Material readMaterial(ByteReader& in) {
    Material material;
    material.name = getText(in);
    material.baseColor = getVec<glm::vec4>(in);
    material.metallic = in.get<float>();
    material.roughness = in.get<float>();
    material.emissive = getVec<glm::vec3>(in);
    material.alpha = static_cast<AlphaMode>(std::min<uint8_t>(in.get<uint8_t>(), 2));
    material.alphaCutoff = in.get<float>();
    material.doubleSided = in.get<uint8_t>() != 0;
    for (int32_t* texture :
         {&material.baseColorTexture, &material.metalRoughTexture, &material.normalTexture,
          &material.occlusionTexture, &material.emissiveTexture})
        *texture = in.get<int32_t>();
    return material;
}

ImportReport readReport(ByteReader& in) {
    ImportReport report;
    report.unitM = in.get<double>();
    report.unitGuessed = in.get<uint8_t>() != 0;
    report.up = in.get<char>();
    report.upGuessed = in.get<uint8_t>() != 0;
    report.evidence = getText(in, 4 * kMaxName);
    report.warnings.resize(count(in, 4, kMaxWarnings));
    for (std::string& warning : report.warnings)
        warning = getText(in, 4 * kMaxName);
    return report;
}

/// Textures follow each other in the pixel section.
bool readTextures(ByteReader& in, Span pixels, std::vector<Texture>& textures) {
    textures.resize(in.count(13));
    for (Texture& texture : textures) {
        texture.name = getText(in);
        texture.width = in.get<uint32_t>();
        texture.height = in.get<uint32_t>();
        texture.srgb = in.get<uint8_t>() != 0;
        if (texture.width == 0 || texture.width > kMaxTextureSide || texture.height == 0 ||
            texture.height > kMaxTextureSide)
            return false;
        const size_t size = size_t{4} * texture.width * texture.height;
        if (size > pixels.size())
            return false;
        texture.pixels = pixels.first(size);
        pixels = pixels.subspan(size);
    }
    return pixels.empty();
}

void readNodes(ByteReader& in, Model& model) {
    model.nodes.resize(in.count(8 + sizeof(glm::dmat4)));
    for (Node& node : model.nodes) {
        node.name = getText(in);
        node.parent = in.get<int32_t>();
        in.raw(&node.modelFromNode, sizeof node.modelFromNode);
    }
    model.instances.resize(in.count(sizeof(Instance)));
    for (Instance& instance : model.instances) {
        instance.node = in.get<uint32_t>();
        instance.mesh = in.get<uint32_t>();
    }
}

void readHulls(ByteReader& in, Model& model) {
    model.hulls.resize(in.count(4));
    for (Hull& hull : model.hulls) {
        hull.points.resize(in.count(sizeof(glm::vec3)));
        for (glm::vec3& point : hull.points)
            point = getVec<glm::vec3>(in);
    }
}

std::vector<Dependency> readDependencies(ByteReader& in) {
    constexpr size_t kLongestPath = 4096;  // the system's own
    std::vector<Dependency> out(count(in, 13, kMaxFiles));
    for (Dependency& dependency : out) {
        dependency.path = in.text();
        if (dependency.path.size() > kLongestPath)
            in.failNow();
        dependency.state = static_cast<FileState>(std::min<uint8_t>(in.get<uint8_t>(), 2));
        dependency.hash = in.get<uint64_t>();
    }
    return out;
}

// ---- What the parts must agree on. Each says what is wrong, or nothing. ----

const char* checkMesh(const Mesh& mesh, const Model& model) {
    if (mesh.firstVertex > model.vertices.size() ||
        mesh.vertexCount > model.vertices.size() - mesh.firstVertex)
        return "a mesh outside the vertices";
    if (mesh.firstIndex > model.indices.size() ||
        mesh.indexCount > model.indices.size() - mesh.firstIndex || mesh.indexCount % 3 != 0)
        return "a mesh outside the indices";
    if (mesh.material >= model.materials.size())
        return "a material number out of range";
    if (mesh.indexCount == 0)
        return "a mesh without triangles";
    if (!areBounds(mesh.boundsMin, mesh.boundsMax))
        return "mesh bounds that are none";

    // One pass for the largest index: it vectorises.
    uint32_t largest = 0;
    for (const uint32_t index : model.indices.subspan(mesh.firstIndex, mesh.indexCount))
        largest = std::max(largest, index);
    return largest >= mesh.vertexCount ? "an index beyond its vertices" : nullptr;
}

// They lie end to end: no index is looked at twice, whatever a bake claims.
const char* checkOrder(const Model& model) {
    uint64_t nextVertex = 0, nextIndex = 0;
    for (const Mesh& mesh : model.meshes) {
        if (mesh.firstVertex != nextVertex || mesh.firstIndex != nextIndex)
            return "meshes that are not end to end";
        nextVertex += mesh.vertexCount;
        nextIndex += mesh.indexCount;
    }
    return nullptr;
}

const char* checkVertices(std::span<const Vertex> vertices) {
    // x - x is 0 for what is finite and NaN otherwise; a sum of such zeros needs no branch.
    float sum = 0.0f;
    for (const Vertex& v : vertices) {
        for (const float x : v.position)
            sum += x - x;
        for (const float x : v.uv)
            sum += x - x;
    }
    return sum == 0.0f ? nullptr : "a vertex that is not finite";
}

const char* checkMaterial(const Material& material, size_t textures) {
    for (const int32_t texture :
         {material.baseColorTexture, material.metalRoughTexture, material.normalTexture,
          material.occlusionTexture, material.emissiveTexture}) {
        if (texture < -1 || (texture >= 0 && static_cast<size_t>(texture) >= textures))
            return "a texture number out of range";
    }
    const glm::vec3 numbers(material.metallic, material.roughness, material.alphaCutoff);
    return isFinite(material.baseColor) && isFinite(material.emissive) && isFinite(numbers)
               ? nullptr
               : "a material that is not finite";
}

const char* checkNodes(const Model& model) {
    for (size_t i = 0; i < model.nodes.size(); ++i) {
        const Node& node = model.nodes[i];
        if (node.parent < -1 || node.parent >= static_cast<int64_t>(i))
            return "a node before its parent";
        for (int column = 0; column < 4; ++column) {
            if (!isFinite(node.modelFromNode[column]))
                return "a node placed at infinity";
        }
    }
    for (const Instance& instance : model.instances) {
        if (instance.node >= model.nodes.size() || instance.mesh >= model.meshes.size())
            return "an instance of nothing";
    }
    return nullptr;
}

const char* checkHulls(const Model& model) {
    if (model.hulls.size() != model.meshes.size())
        return "another number of hulls than of meshes";
    for (const Hull& hull : model.hulls) {
        if (hull.points.empty() || hull.points.size() > kMaxHullPoints)
            return "a hull of no points or too many";
        for (const glm::vec3& point : hull.points) {
            if (!isFinite(point))
                return "a hull that is not finite";
        }
    }
    return nullptr;
}

const char* checkModel(const Model& model) {
    if (model.meshes.empty() || model.materials.empty() || model.instances.empty())
        return "no meshes, materials or instances";
    if (!areBounds(model.boundsMin, model.boundsMax))
        return "bounds that are none";
    const char* wrong = checkOrder(model);
    if (wrong == nullptr)
        wrong = checkVertices(model.vertices);
    for (size_t i = 0; i < model.meshes.size() && wrong == nullptr; ++i)
        wrong = checkMesh(model.meshes[i], model);
    for (size_t i = 0; i < model.materials.size() && wrong == nullptr; ++i)
        wrong = checkMaterial(model.materials[i], model.textures.size());
    if (wrong == nullptr)
        wrong = checkNodes(model);
    return wrong != nullptr ? wrong : checkHulls(model);
}

/// Vertices and indices where they lie in the mapped file.
template <class T>
bool viewArray(Span section, std::span<const T>& out) {
    out = {reinterpret_cast<const T*>(section.data()), section.size() / sizeof(T)};
    return section.size() % sizeof(T) == 0;
}

/// Figures that follow from the model are counted here, not believed.
void countReport(const Model& model, ImportReport& report) {
    report.sizeM = model.boundsMax - model.boundsMin;
    report.centerM = 0.5 * (model.boundsMin + model.boundsMax);
    report.nodes = model.nodes.size();
    report.meshes = model.meshes.size();
    report.instances = model.instances.size();
    report.triangles = model.indices.size() / 3;
    report.vertices = model.vertices.size();
    report.materials = model.materials.size();
    report.textures = model.textures.size();
}

}  // namespace

Result<OpenedBake> openBake(std::unique_ptr<MappedFile> file, const std::string& name) {
    const auto sections = readSections(file->bytes(), name);
    if (!sections)
        return fail(sections.error());
    auto model = std::make_unique<Model>();
    OpenedBake bake;

    // Decode.
    ByteReader in((*sections)[kMetaSection]);
    bool ok = viewArray((*sections)[kVertexSection], model->vertices) &&
              viewArray((*sections)[kIndexSection], model->indices);
    model->meshes.resize(in.count(48));
    for (Mesh& mesh : model->meshes)
        mesh = readMesh(in);
    model->materials.resize(in.count(66));
    for (Material& material : model->materials)
        material = readMaterial(in);
    ok = ok && readTextures(in, (*sections)[kPixelSection], model->textures);
    readNodes(in, *model);
    readHulls(in, *model);
    model->boundsMin = getVec<glm::dvec3>(in);
    model->boundsMax = getVec<glm::dvec3>(in);
    bake.report = readReport(in);
    bake.dependencies = readDependencies(in);
    if (!ok || !in.ok() || in.remaining() != 0)
        return fail(damaged(name, "a description that does not fit its data"));

    // Check.
    if (const char* wrong = checkModel(*model))
        return fail(damaged(name, wrong));
    if (!isPlausibleUnit(bake.report.unitM))
        return fail(damaged(name, "an impossible unit"));
    if (bake.report.up < 'x' || bake.report.up > 'z')
        return fail(damaged(name, "an unknown up axis"));
    countReport(*model, bake.report);
    model->backing = std::shared_ptr<const MappedFile>(std::move(file));
    bake.model = std::move(model);
    return bake;
}

}  // namespace gemba::assets
