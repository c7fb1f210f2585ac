#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/assets/bake_format.h"
#include "engine/assets/file_access.h"

struct aiScene;
struct aiTexture;

namespace gemba::assets {

/// Decodes the pictures that materials name, embedded or beside the model, each once per colour
/// space. What is missing or broken is a warning and -1. Importing child only.
class TextureStore {
 public:
    TextureStore(const aiScene& scene, FileAccess& files, std::vector<std::string>& warnings)
        : m_scene(scene), m_files(files), m_warnings(warnings) {}

    /// Number of the texture, or -1. `name` is as the file writes it: "*0", a relative path, a file
    /// URL, a path of somebody's Windows desk.
    [[nodiscard]] int32_t load(const std::string& name, bool srgb);

    [[nodiscard]] std::vector<TextureData> take() { return std::move(m_textures); }

 private:
    [[nodiscard]] bool decode(const std::string& name, TextureData& out);
    [[nodiscard]] bool decodeEmbedded(const aiTexture& picture, TextureData& out);
    [[nodiscard]] const MappedFile* find(const std::string& name);
    void warn(std::string text) { m_warnings.push_back(std::move(text)); }

    const aiScene& m_scene;
    FileAccess& m_files;
    std::vector<std::string>& m_warnings;
    std::map<std::pair<std::string, bool>, int32_t> m_numbers;
    std::vector<TextureData> m_textures;
};

}  // namespace gemba::assets
