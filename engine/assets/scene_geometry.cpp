#include "engine/assets/scene_geometry.h"

#include <assimp/scene.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <stdexcept>
#include <unordered_map>

#include "engine/assets/bake_layout.h"
#include "engine/assets/content_hash.h"
#include "engine/assets/hull.h"
#include "engine/assets/mesh_builder.h"
#include "engine/core/text.h"

namespace gemba::assets {
namespace {

/// What had to be left out, told once for the whole file.
struct Dropped {
    size_t pointsAndLines = 0, notFinite = 0, degenerate = 0, coloured = 0;

    void report(std::vector<std::string>& warnings) const {
        if (pointsAndLines > 0)
            warnings.push_back(fmt::format("{} points or lines left out", pointsAndLines));
        if (notFinite > 0)
            warnings.push_back(fmt::format(
                "{} triangles with coordinates that are not finite left out", notFinite));
        if (degenerate > 0)
            warnings.push_back(fmt::format("{} triangles without area left out", degenerate));
        if (coloured > 0)
            warnings.push_back(fmt::format("vertex colours of {} meshes are not shown", coloured));
    }
};

bool isFinite(const glm::vec3& v) {
    return std::isfinite(v.x) && std::isfinite(v.y) && std::isfinite(v.z);
}

/// What was taken out of the scene leaves its memory to what is made of it.
template <class T>
void release(T*& array) {
    delete[] array;
    array = nullptr;
}

void fillPositions(const aiMesh& mesh, const MeshRules& rules, MeshSource& source) {
    // The marked line where metres become float: scaled in double, then rounded once. Adding zero
    // turns -0 to +0, which are equal but not the same bits.
    const glm::dmat3 turn(rules.fromFile);
    source.positions.resize(mesh.mNumVertices);
    for (unsigned v = 0; v < mesh.mNumVertices; ++v) {
        const aiVector3D& p = mesh.mVertices[v];
        source.positions[v] =
            glm::vec3(turn * (rules.scale * glm::dvec3(p.x, p.y, p.z))) + glm::vec3(0.0f);
    }
}

void fillNormals(const aiMesh& mesh, const MeshRules& rules, MeshSource& source) {
    if (!rules.keepNormals || !mesh.HasNormals())
        return;
    source.normals.resize(mesh.mNumVertices);
    for (unsigned v = 0; v < mesh.mNumVertices; ++v) {
        const aiVector3D& n = mesh.mNormals[v];
        source.normals[v] = rules.fromFile * glm::vec3(n.x, n.y, n.z);
    }
}

void fillUvs(const aiMesh& mesh, uint32_t wanted, MeshSource& source) {
    const unsigned channel = mesh.HasTextureCoords(wanted) ? wanted : 0;
    if (!mesh.HasTextureCoords(channel))
        return;
    source.uvs.resize(mesh.mNumVertices);
    for (unsigned v = 0; v < mesh.mNumVertices; ++v) {
        // Assimp's origin is at the bottom left.
        const aiVector3D& uv = mesh.mTextureCoords[channel][v];
        const bool good = std::isfinite(uv.x) && std::isfinite(uv.y);
        source.uvs[v] = good ? glm::vec2(uv.x, 1.0f - uv.y) : glm::vec2(0.0f);
    }
}

void fillCorners(const aiMesh& mesh, MeshSource& source, Dropped& dropped) {
    source.corners.reserve(size_t{3} * mesh.mNumFaces);
    for (const aiFace& face : std::span(mesh.mFaces, mesh.mNumFaces)) {
        if (face.mNumIndices != 3) {
            ++dropped.pointsAndLines;
            continue;
        }
        const bool inRange = std::all_of(face.mIndices, face.mIndices + 3,
                                         [&](unsigned i) { return i < mesh.mNumVertices; });
        const bool finite =
            inRange && std::all_of(face.mIndices, face.mIndices + 3,
                                   [&](unsigned i) { return isFinite(source.positions[i]); });
        if (finite)
            source.corners.insert(source.corners.end(), face.mIndices, face.mIndices + 3);
        else
            ++dropped.notFinite;
    }
}

/// Appends built meshes to the scene, an equal one only once.
class MeshStore {
 public:
    explicit MeshStore(BakedScene& scene) : m_scene(scene) {}

    int32_t add(BuiltMesh built, std::string name, uint32_t material) {
        const uint64_t hash = contentHash(std::as_bytes(std::span(built.vertices))) * 3 +
                              contentHash(std::as_bytes(std::span(built.indices))) + material;
        for (auto [at, end] = m_byHash.equal_range(hash); at != end; ++at) {
            if (isSame(m_scene.meshes[static_cast<size_t>(at->second)], built, material))
                return at->second;
        }
        const auto number = static_cast<int32_t>(m_scene.meshes.size());
        m_byHash.emplace(hash, number);
        append(std::move(built), std::move(name), material);
        return number;
    }

 private:
    bool isSame(const Mesh& mesh, const BuiltMesh& built, uint32_t material) const {
        return mesh.material == material && mesh.vertexCount == built.vertices.size() &&
               mesh.indexCount == built.indices.size() &&
               std::memcmp(&m_scene.vertices[mesh.firstVertex], built.vertices.data(),
                           built.vertices.size() * sizeof(Vertex)) == 0 &&
               std::memcmp(&m_scene.indices[mesh.firstIndex], built.indices.data(),
                           built.indices.size() * sizeof(uint32_t)) == 0;
    }

    void append(BuiltMesh built, std::string name, uint32_t material) {
        if (m_scene.vertices.size() + built.vertices.size() > UINT32_MAX ||
            m_scene.indices.size() + built.indices.size() > UINT32_MAX)
            throw std::length_error("more than 4,294,967,295 vertices or indices");
        Mesh mesh{.name = std::move(name),
                  .firstVertex = static_cast<uint32_t>(m_scene.vertices.size()),
                  .vertexCount = static_cast<uint32_t>(built.vertices.size()),
                  .firstIndex = static_cast<uint32_t>(m_scene.indices.size()),
                  .indexCount = static_cast<uint32_t>(built.indices.size()),
                  .material = material};
        const float* first = built.vertices.front().position;
        mesh.boundsMin = mesh.boundsMax = glm::vec3(first[0], first[1], first[2]);
        for (const Vertex& vertex : built.vertices) {
            const glm::vec3 p(vertex.position[0], vertex.position[1], vertex.position[2]);
            mesh.boundsMin = glm::min(mesh.boundsMin, p);
            mesh.boundsMax = glm::max(mesh.boundsMax, p);
        }
        m_scene.hulls.push_back(hullPoints(built.vertices));
        m_scene.meshes.push_back(std::move(mesh));
        join(m_scene.vertices, std::move(built.vertices));
        join(m_scene.indices, std::move(built.indices));
    }

    /// The first mesh is often the only one, and large.
    template <class T>
    static void join(std::vector<T>& all, std::vector<T> added) {
        if (all.empty())
            all = std::move(added);
        else
            all.insert(all.end(), added.begin(), added.end());
    }

    BakedScene& m_scene;
    std::unordered_multimap<uint64_t, int32_t> m_byHash;
};

std::vector<bool> meshesInUse(const aiScene& scene) {
    std::vector<bool> used(scene.mNumMeshes, false);
    std::vector<const aiNode*> stack{scene.mRootNode};
    while (!stack.empty()) {
        const aiNode& node = *stack.back();
        stack.pop_back();
        for (unsigned i = 0; i < node.mNumMeshes; ++i) {
            if (node.mMeshes[i] < used.size())
                used[node.mMeshes[i]] = true;
        }
        for (unsigned i = 0; i < node.mNumChildren; ++i) {
            if (node.mChildren[i] != nullptr)
                stack.push_back(node.mChildren[i]);
        }
    }
    return used;
}

}  // namespace

std::vector<int32_t> convertMeshes(aiScene& scene, const std::vector<ConvertedMaterial>& materials,
                                   const MeshRules& rules, BakedScene& out,
                                   const ChildProgress& progress) {
    const std::vector<bool> used = meshesInUse(scene);
    std::vector<int32_t> meshOf(scene.mNumMeshes, -1);
    MeshStore store(out);
    Dropped dropped;
    for (unsigned i = 0; i < scene.mNumMeshes; ++i) {
        progress(0.6 + 0.3 * i / scene.mNumMeshes, "meshes");
        aiMesh& mesh = *scene.mMeshes[i];
        if (!used[i] || mesh.mVertices == nullptr)
            continue;
        const uint32_t material = mesh.mMaterialIndex < materials.size() ? mesh.mMaterialIndex : 0;

        MeshSource source;
        source.wantsTangents = materials[material].material.normalTexture >= 0;
        fillPositions(mesh, rules, source);
        release(mesh.mVertices);
        fillNormals(mesh, rules, source);
        release(mesh.mNormals);
        fillUvs(mesh, materials[material].uvChannel, source);
        fillCorners(mesh, source, dropped);
        if (mesh.HasVertexColors(0))
            ++dropped.coloured;

        BuiltMesh built = buildMesh(std::move(source));
        dropped.degenerate += built.degenerate;
        if (!built.indices.empty())
            meshOf[i] =
                store.add(std::move(built), cleanText(mesh.mName.C_Str(), kMaxName), material);
    }
    dropped.report(out.report.warnings);
    return meshOf;
}

}  // namespace gemba::assets
