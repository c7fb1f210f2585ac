#include "engine/assets/materials.h"

#include <assimp/GltfMaterial.h>
#include <assimp/material.h>
#include <assimp/scene.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <optional>

#include "engine/assets/bake_layout.h"
#include "engine/core/text.h"

namespace gemba::assets {
namespace {

struct TextureUse {
    std::string path;
    uint32_t uvChannel = 0;
};

/// The first texture of the first of these kinds that the material has.
std::optional<TextureUse> textureOf(const aiMaterial& from,
                                    std::initializer_list<aiTextureType> kinds) {
    for (const aiTextureType kind : kinds) {
        aiString path;
        unsigned channel = 0;
        if (from.GetTexture(kind, 0, &path, nullptr, &channel) == aiReturn_SUCCESS &&
            path.length > 0)
            return TextureUse{path.C_Str(), channel};
    }
    return std::nullopt;
}

float clamped(float value, float fallback) {
    return std::isfinite(value) ? std::clamp(value, 0.0f, 1.0f) : fallback;
}

glm::vec3 clamped(const aiColor4D& c, const glm::vec3& fallback) {
    return {clamped(c.r, fallback.r), clamped(c.g, fallback.g), clamped(c.b, fallback.b)};
}

std::optional<float> number(const aiMaterial& from, const char* key, unsigned type,
                            unsigned index) {
    float value = 0.0f;
    if (from.Get(key, type, index, value) != aiReturn_SUCCESS)
        return std::nullopt;
    return value;
}

/// Shininess n of Blinn and Phong as roughness: a lobe of exponent n is as wide as a microfacet
/// lobe with alpha² = 2 / (n + 2) (Walter et al. 2007), and roughness = sqrt(alpha).
float roughnessFromShininess(float shininess) {
    const float alpha = std::sqrt(2.0f / (std::max(shininess, 0.0f) + 2.0f));
    return std::clamp(std::sqrt(alpha), 0.05f, 1.0f);
}

void setFactors(const aiMaterial& from, Material& to) {
    // Base colour: metal-rough's own, else Phong's diffuse.
    aiColor4D color(1.0f, 1.0f, 1.0f, 1.0f);
    if (from.Get(AI_MATKEY_BASE_COLOR, color) != aiReturn_SUCCESS)
        (void)from.Get(AI_MATKEY_COLOR_DIFFUSE, color);
    to.baseColor = glm::vec4(clamped(color, glm::vec3(1.0f)), clamped(color.a, 1.0f));

    const auto roughness = number(from, AI_MATKEY_ROUGHNESS_FACTOR);
    const auto shininess = number(from, AI_MATKEY_SHININESS);
    if (roughness)
        to.roughness = clamped(*roughness, to.roughness);
    else if (shininess && std::isfinite(*shininess) && *shininess > 0.0f)
        to.roughness = roughnessFromShininess(*shininess);
    to.metallic = clamped(number(from, AI_MATKEY_METALLIC_FACTOR).value_or(0.0f), 0.0f);

    aiColor4D emissive(0.0f, 0.0f, 0.0f, 1.0f);
    (void)from.Get(AI_MATKEY_COLOR_EMISSIVE, emissive);
    to.emissive = clamped(emissive, glm::vec3(0.0f));
    int twoSided = 0;
    to.doubleSided = from.Get(AI_MATKEY_TWOSIDED, twoSided) == aiReturn_SUCCESS && twoSided != 0;
}

void setAlpha(const aiMaterial& from, Material& to, std::vector<std::string>& warnings) {
    aiString mode;
    if (from.Get(AI_MATKEY_GLTF_ALPHAMODE, mode) == aiReturn_SUCCESS) {
        const std::string_view word = mode.C_Str();
        to.alpha = word == "MASK"    ? AlphaMode::mask
                   : word == "BLEND" ? AlphaMode::blend
                                     : AlphaMode::opaque;
        to.alphaCutoff =
            clamped(number(from, AI_MATKEY_GLTF_ALPHACUTOFF).value_or(0.5f), to.alphaCutoff);
        return;
    }

    // Exporters disagree on which end of the scale is clear; nobody models a part to be invisible.
    float opacity = clamped(number(from, AI_MATKEY_OPACITY).value_or(1.0f), 1.0f);
    if (opacity == 0.0f) {
        opacity = 1.0f;
        warnings.push_back(
            fmt::format("material '{}' would be invisible; taken as opaque", to.name));
    }
    to.baseColor.a *= opacity;
    if (to.baseColor.a < 0.99f)
        to.alpha = AlphaMode::blend;
    else
        to.baseColor.a = 1.0f;
}

uint32_t setTextures(const aiMaterial& from, Material& to, TextureStore& textures) {
    const auto load = [&](std::initializer_list<aiTextureType> kinds, bool srgb) {
        const auto use = textureOf(from, kinds);
        return use ? textures.load(use->path, srgb) : -1;
    };
    to.baseColorTexture = load({aiTextureType_BASE_COLOR, aiTextureType_DIFFUSE}, true);
    // Only glTF packs both into one picture; Assimp files it under "unknown".
    to.metalRoughTexture = load({aiTextureType_UNKNOWN}, false);
    to.normalTexture = load({aiTextureType_NORMALS, aiTextureType_NORMAL_CAMERA}, false);
    to.occlusionTexture = load({aiTextureType_AMBIENT_OCCLUSION, aiTextureType_LIGHTMAP}, false);
    to.emissiveTexture = load({aiTextureType_EMISSIVE, aiTextureType_EMISSION_COLOR}, true);

    // A black tint under a picture is an exporter's "not set".
    if (to.baseColorTexture >= 0 && glm::vec3(to.baseColor) == glm::vec3(0.0f))
        to.baseColor = glm::vec4(1.0f, 1.0f, 1.0f, to.baseColor.a);
    aiString gltf;
    const bool isGltf = from.Get(AI_MATKEY_GLTF_ALPHAMODE, gltf) == aiReturn_SUCCESS;
    if (!isGltf && to.emissiveTexture >= 0 && to.emissive == glm::vec3(0.0f))
        to.emissive = glm::vec3(1.0f);
    const auto base = textureOf(from, {aiTextureType_BASE_COLOR, aiTextureType_DIFFUSE});
    return base ? base->uvChannel : 0;
}

std::vector<bool> materialsInUse(const aiScene& scene) {
    std::vector<bool> used(scene.mNumMaterials, false);
    for (unsigned i = 0; i < scene.mNumMeshes; ++i) {
        if (scene.mMeshes[i]->mMaterialIndex < used.size())
            used[scene.mMeshes[i]->mMaterialIndex] = true;
    }
    return used;
}

}  // namespace

std::vector<ConvertedMaterial> convertMaterials(const aiScene& scene, TextureStore& textures,
                                                std::vector<std::string>& warnings) {
    std::vector<ConvertedMaterial> out;
    const std::vector<bool> used = materialsInUse(scene);
    for (unsigned i = 0; i < scene.mNumMaterials; ++i) {
        const aiMaterial& from = *scene.mMaterials[i];
        ConvertedMaterial to;
        if (!used[i]) {  // its pictures need not be read
            out.push_back(std::move(to));
            continue;
        }
        to.material.name = cleanText(from.GetName().C_Str(), kMaxName);
        setFactors(from, to.material);
        setAlpha(from, to.material, warnings);
        to.uvChannel = setTextures(from, to.material, textures);
        out.push_back(std::move(to));
    }
    if (out.empty())
        out.push_back({});
    return out;
}

}  // namespace gemba::assets
