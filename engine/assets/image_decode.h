#pragma once

#include <cstddef>
#include <span>

#include "engine/assets/bake_format.h"
#include "engine/core/result.h"

namespace gemba::assets {

/// PNG, JPEG, TGA, BMP, PSD, GIF, HDR or PNM to RGBA8. Pictures wider than 16384 are refused; a
/// result larger than 4096 is halved until it fits.
[[nodiscard]] Result<void> decodeImage(std::span<const std::byte> bytes, TextureData& out);

/// Halves width and height (box filter) until neither is above kMaxTextureSide.
void fitTexture(TextureData& texture);

}  // namespace gemba::assets
