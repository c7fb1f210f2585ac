#pragma once

#include <glm/glm.hpp>
#include <vector>

#include "engine/assets/assimp_scene.h"
#include "engine/assets/materials.h"

namespace gemba::assets {

struct MeshRules {
    glm::mat3 fromFile{1.0f};  ///< rotation to +Z up
    double scale = 1.0;        ///< metres per unit
    bool keepNormals = true;
};

/// Builds every mesh that a node uses into `out`, each once; meshes that come out equal byte for
/// byte share one. The scene's own vertices are gone then. Returns our mesh number for each of the
/// scene's, -1 for none.
[[nodiscard]] std::vector<int32_t> convertMeshes(aiScene& scene,
                                                 const std::vector<ConvertedMaterial>& materials,
                                                 const MeshRules& rules, BakedScene& out,
                                                 const ChildProgress& progress);

}  // namespace gemba::assets
