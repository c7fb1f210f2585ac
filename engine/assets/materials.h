#pragma once

#include <vector>

#include "engine/assets/model.h"
#include "engine/assets/textures.h"

struct aiScene;

namespace gemba::assets {

struct ConvertedMaterial {
    Material material;
    uint32_t uvChannel = 0;  ///< of the base colour
};

/// Metal-rough materials from whatever the file has; Phong's shininess becomes roughness. Numbered
/// as in the scene, at least one; those that no mesh uses stay empty.
[[nodiscard]] std::vector<ConvertedMaterial> convertMaterials(const aiScene& scene,
                                                              TextureStore& textures,
                                                              std::vector<std::string>& warnings);

}  // namespace gemba::assets
