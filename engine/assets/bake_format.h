#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/assets/file_access.h"
#include "engine/assets/importer.h"
#include "engine/assets/mapped_file.h"
#include "engine/assets/model.h"

namespace gemba::assets {

/// A decoded picture that owns its pixels: RGBA8, top row first.
struct TextureData {
    std::string name;
    uint32_t width = 0, height = 0;
    bool srgb = true;
    std::vector<uint8_t> pixels;
};

/// What the importing child makes: a Model that owns its arrays, and how it came to be.
struct BakedScene {
    std::vector<Mesh> meshes;
    std::vector<Material> materials;
    std::vector<TextureData> textures;
    std::vector<Node> nodes;
    std::vector<Instance> instances;
    std::vector<Hull> hulls;
    std::vector<Vertex> vertices;
    std::vector<uint32_t> indices;
    glm::dvec3 boundsMin{0.0}, boundsMax{0.0};
    ImportReport report;
    std::vector<Dependency> dependencies;
};

/// Grows with every change of the layout or of what an import makes of a file: old bakes are made
/// anew.
inline constexpr uint32_t kBakeVersion = 3;

/// Writes the scene to the start of an open file.
[[nodiscard]] Result<void> writeBake(int fd, const BakedScene& scene);

/// What a bake holds, checked.
struct OpenedBake {
    std::unique_ptr<Model> model;
    ImportReport report;
    std::vector<Dependency> dependencies;
};

/// Reads a bake and trusts nothing in it: checksums, every range, index < vertex count, finite
/// values. The model's spans point into `file`, which the model keeps.
[[nodiscard]] Result<OpenedBake> openBake(std::unique_ptr<MappedFile> file,
                                          const std::string& name);

}  // namespace gemba::assets
