#include "engine/assets/model_levels.h"

#include <fmt/format.h>
#include <meshoptimizer.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <fstream>

#include "engine/assets/content_hash.h"
#include "engine/assets/mapped_file.h"
#include "engine/core/bytes.h"
#include "engine/core/log.h"

namespace gemba::assets {
namespace fs = std::filesystem;

namespace {

constexpr uint64_t kMagic = 0x0a534c564c424d47;  // "GMBLVLS\n"
constexpr uint32_t kVersion = 1;
// Fewer triangles cost no more than the draw itself.
constexpr uint32_t kLeastTriangles = 128;
// Of the size of the mesh: beyond it nothing of its form is left.
constexpr float kMostError = 0.25f;

/// About a quarter of the triangles of `from`, or fewer than three quarters; else nothing. `error`
/// is relative to the mesh's size.
std::vector<uint32_t> coarser(std::span<const Vertex> vertices, std::span<const uint32_t> from,
                              float& error) {
    const size_t wanted = from.size() / 12 * 3;
    std::vector<uint32_t> out(from.size());
    const auto enough = [&] { return !out.empty() && out.size() <= from.size() / 4 * 3; };
    out.resize(meshopt_simplify(out.data(), from.data(), from.size(), vertices[0].position,
                                vertices.size(), sizeof(Vertex), wanted, kMostError, 0, &error));
    if (!enough()) {
        // Many loose parts: by a grid, for which they need not hang together.
        out.resize(from.size());
        out.resize(meshopt_simplifySloppy(out.data(), from.data(), from.size(),
                                          vertices[0].position, vertices.size(), sizeof(Vertex),
                                          wanted, kMostError, &error));
    }
    if (!enough() || !std::isfinite(error))
        return {};
    meshopt_optimizeVertexCache(out.data(), out.data(), out.size(), vertices.size());
    return out;
}

void addLevels(const Model& model, const Mesh& mesh, ModelLevels& levels,
               std::array<MeshLevel, ModelLevels::kCount>& own) {
    const auto vertices = model.vertices.subspan(mesh.firstVertex, mesh.vertexCount);
    const auto original = model.indices.subspan(mesh.firstIndex, mesh.indexCount);
    const float scale =
        meshopt_simplifyScale(vertices[0].position, vertices.size(), sizeof(Vertex));
    std::vector<uint32_t> finer(original.begin(), original.end());
    float errorM = 0.0f;
    for (MeshLevel& level : own) {
        if (finer.size() < size_t{3} * kLeastTriangles)
            break;
        float error = 0.0f;
        std::vector<uint32_t> indices = coarser(vertices, finer, error);
        if (indices.empty())
            break;
        errorM += error * scale;  // each is made of the one before
        level = {static_cast<uint32_t>(levels.indices.size()),
                 static_cast<uint32_t>(indices.size()), errorM};
        levels.indices.insert(levels.indices.end(), indices.begin(), indices.end());
        finer = std::move(indices);
    }
}

Error unusable(const fs::path& path, std::string found) {
    return {.doing = "read levels of detail",
            .on = path.string(),
            .found = std::move(found),
            .expected = "those of this model"};
}

/// Tells one bake from another at the same place.
uint64_t identity(const Model& model) {
    Bytes bytes;
    ByteWriter out(bytes);
    out.put(static_cast<uint64_t>(model.vertices.size()));
    out.put(contentHash(std::as_bytes(model.indices)));
    return contentHash(bytes);
}

/// Every level lies in its place, behind the one before, and names its mesh's vertices only.
bool fits(const ModelLevels& levels, const Model& model) {
    uint64_t next = 0;
    for (size_t i = 0; i < levels.meshes.size(); ++i) {
        for (const MeshLevel& level : levels.meshes[i]) {
            if (level.indexCount == 0)
                continue;
            if (level.firstIndex != next || level.indexCount % 3 != 0 ||
                level.indexCount > levels.indices.size() - next || !(level.errorM >= 0.0f) ||
                !std::isfinite(level.errorM))
                return false;
            const auto first = levels.indices.begin() + static_cast<ptrdiff_t>(next);
            if (*std::max_element(first, first + level.indexCount) >= model.meshes[i].vertexCount)
                return false;
            next += level.indexCount;
        }
    }
    return next == levels.indices.size();
}

}  // namespace

std::shared_ptr<const ModelLevels> makeLevels(const Model& model, const std::stop_token& stop) {
    auto levels = std::make_shared<ModelLevels>();
    levels->meshes.resize(model.meshes.size());
    for (size_t i = 0; i < model.meshes.size(); ++i) {
        if (stop.stop_requested())
            return nullptr;
        if (model.meshes[i].vertexCount > 0)
            addLevels(model, model.meshes[i], *levels, levels->meshes[i]);
    }
    return levels->indices.empty() ? nullptr : levels;
}

Result<void> writeLevels(const fs::path& path, const Model& model, const ModelLevels& levels) {
    Bytes bytes;
    ByteWriter out(bytes);
    out.put(kMagic);
    out.put(kVersion);
    out.put(identity(model));
    out.put(static_cast<uint32_t>(levels.meshes.size()));
    for (const auto& mesh : levels.meshes) {
        for (const MeshLevel& level : mesh) {
            out.put(level.firstIndex);
            out.put(level.indexCount);
            out.put(level.errorM);
        }
    }
    out.put(static_cast<uint32_t>(levels.indices.size()));
    out.raw(levels.indices.data(), levels.indices.size() * sizeof(uint32_t));
    out.put(contentHash(bytes));

    // Beside its place first, then there at once: two windows may do this at the same time.
    const fs::path draft = fmt::format("{}.{}", path.string(), ::getpid());
    std::ofstream file(draft, std::ios::binary | std::ios::trunc);
    file.write(reinterpret_cast<const char*>(bytes.data()),
               static_cast<std::streamsize>(bytes.size()));
    file.close();
    std::error_code error;
    if (file.good())
        fs::rename(draft, path, error);
    if (!file.good() || error) {
        std::error_code ignored;
        fs::remove(draft, ignored);
        return fail({.doing = "keep levels of detail",
                     .on = path.string(),
                     .found = error ? error.message() : std::strerror(errno)});
    }
    return {};
}

Result<std::shared_ptr<const ModelLevels>> readLevels(const fs::path& path, const Model& model) {
    const auto file = MappedFile::open(path);
    if (!file)
        return fail(file.error());
    const auto bytes = (*file)->bytes();
    constexpr size_t kHash = sizeof(uint64_t);
    if (bytes.size() < kHash)
        return fail(unusable(path, "a file too short"));
    uint64_t hash = 0;
    std::memcpy(&hash, bytes.data() + bytes.size() - kHash, kHash);
    if (hash != contentHash(bytes.first(bytes.size() - kHash)))
        return fail(unusable(path, "a wrong checksum"));

    ByteReader in(bytes.first(bytes.size() - kHash));
    if (in.get<uint64_t>() != kMagic || in.get<uint32_t>() != kVersion)
        return fail(unusable(path, "another format or version"));
    if (in.get<uint64_t>() != identity(model))
        return fail(unusable(path, "those of another model"));
    auto levels = std::make_shared<ModelLevels>();
    levels->meshes.resize(in.count(sizeof(MeshLevel) * ModelLevels::kCount));
    for (auto& mesh : levels->meshes) {
        for (MeshLevel& level : mesh) {
            level.firstIndex = in.get<uint32_t>();
            level.indexCount = in.get<uint32_t>();
            level.errorM = in.get<float>();
        }
    }
    levels->indices.resize(in.count(sizeof(uint32_t)));
    in.raw(levels->indices.data(), levels->indices.size() * sizeof(uint32_t));
    if (!in.ok() || in.remaining() != 0 || levels->meshes.size() != model.meshes.size() ||
        !fits(*levels, model))
        return fail(unusable(path, "levels that fit nothing"));
    return levels;
}

std::shared_ptr<const ModelLevels> levelsOf(const Model& model, const std::stop_token& stop) {
    const fs::path path = model.bake.empty() ? fs::path() : fs::path(model.bake + ".levels");
    if (!path.empty()) {
        std::error_code ignored;
        if (fs::exists(path, ignored)) {
            auto kept = readLevels(path, model);
            if (kept)
                return *kept;
            log::info(kept.error().message());  // made anew below
        }
    }
    auto made = makeLevels(model, stop);
    if (made && !path.empty()) {
        if (const auto written = writeLevels(path, model, *made); !written)
            log::info(written.error().message());
    }
    return made;
}

}  // namespace gemba::assets
