#pragma once

#include <cstdint>
#include <filesystem>

#include "engine/core/result.h"

namespace gemba::assets {

// The models that `gemba bench` imports, made on the spot. The surface is a corrugated tank:
// smooth, closed around, its vertices shared by six triangles. Errors: the file cannot be written.

/// Metres, no normals, vertices shared. About `triangles`, never more.
[[nodiscard]] Result<void> writeTankObj(const std::filesystem::path& file, uint32_t triangles);

/// Binary STL of the same tank: each corner for itself, normals of zero, as many programs write.
[[nodiscard]] Result<void> writeTankStl(const std::filesystem::path& file, uint32_t triangles);

/// Binary glTF of a line: `nodes` in groups of a hundred, each with a name and a pose, that show 50
/// different meshes of about a thousand triangles with normals.
[[nodiscard]] Result<void> writeLineGlb(const std::filesystem::path& file, uint32_t nodes);

}  // namespace gemba::assets
