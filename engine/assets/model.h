#pragma once

#include <array>
#include <cstdint>
#include <glm/glm.hpp>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/core/pose.h"

namespace gemba::assets {

/// 28 bytes, as the GPU reads it. Metres, +Z up, counter-clockwise outside.
struct Vertex {
    float position[3];
    int8_t normal[4];   ///< snorm, w unused
    int8_t tangent[4];  ///< snorm, w = handedness of the bitangent
    float uv[2];        ///< origin at the top left, as Vulkan samples
};
static_assert(sizeof(Vertex) == 28);

/// A range of the model's vertices and indices with one material. Stored once, however often used.
struct Mesh {
    std::string name;
    uint32_t firstVertex = 0, vertexCount = 0;
    uint32_t firstIndex = 0, indexCount = 0;  ///< indices are relative to firstVertex
    uint32_t material = 0;
    glm::vec3 boundsMin{0.0f}, boundsMax{0.0f};
};

enum class AlphaMode : uint8_t { opaque, mask, blend };

/// glTF's metal-rough model. Texture numbers index Model::textures, -1 = none.
struct Material {
    std::string name;
    glm::vec4 baseColor{1.0f};
    float metallic = 0.0f;
    float roughness = 0.8f;
    glm::vec3 emissive{0.0f};
    AlphaMode alpha = AlphaMode::opaque;
    float alphaCutoff = 0.5f;
    bool doubleSided = false;
    int32_t baseColorTexture = -1;   ///< sRGB
    int32_t metalRoughTexture = -1;  ///< linear: G rough, B metal
    int32_t normalTexture = -1;      ///< linear, tangent space
    int32_t occlusionTexture = -1;   ///< linear: R
    int32_t emissiveTexture = -1;    ///< sRGB
};

/// Decoded RGBA8 pixels, top row first, no mip levels; longest side at most 4096.
struct Texture {
    std::string name;
    uint32_t width = 0, height = 0;
    bool srgb = true;
    std::span<const std::byte> pixels;  ///< width * height * 4 bytes inside the mapped bake
};

/// Nodes come parents first. `modelFromNode` may scale and shear, so it is a matrix.
struct Node {
    std::string name;
    int32_t parent = -1;
    glm::dmat4 modelFromNode{1.0};
};

/// One drawn use of a mesh.
struct Instance {
    uint32_t node = 0;
    uint32_t mesh = 0;
};

/// Convex hull of one mesh, for physics: at most 64 points, in the mesh's own frame, metres.
struct Hull {
    std::vector<glm::vec3> points;
};

/// Read-only model as baked: unit metre, +Z up. Pixel, vertex and index spans point into a mapped
/// file that lives as long as the Model. Immutable, any thread.
struct Model {
    std::string name;
    std::vector<Mesh> meshes;
    std::vector<Material> materials;  ///< at least one
    std::vector<Texture> textures;
    std::vector<Node> nodes;
    std::vector<Instance> instances;
    std::vector<Hull> hulls;  ///< one per mesh
    std::span<const Vertex> vertices;
    std::span<const uint32_t> indices;
    glm::dvec3 boundsMin{0.0}, boundsMax{0.0};  ///< over all instances
    std::string bake;          ///< the file in the cache that it is mapped from; empty: none
    bool placeholder = false;  ///< stands for a model that could not be imported

    std::shared_ptr<const void> backing;  ///< keeps the mapping alive
};

/// A one-metre box that stands where a model failed to import.
[[nodiscard]] std::shared_ptr<const Model> placeholderModel(std::string name);

}  // namespace gemba::assets
