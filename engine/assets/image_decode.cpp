#include "engine/assets/image_decode.h"

#include <algorithm>
#include <limits>
#include <memory>

#include "engine/assets/bake_layout.h"

#define STB_IMAGE_IMPLEMENTATION
#define STB_IMAGE_STATIC
#define STBI_NO_STDIO
#define STBI_NO_LINEAR
#define STBI_MAX_DIMENSIONS 16384
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#include <stb/stb_image.h>
#pragma GCC diagnostic pop

namespace gemba::assets {
namespace {

TextureData halved(const TextureData& from) {
    TextureData to{.name = from.name,
                   .width = std::max(1u, from.width / 2),
                   .height = std::max(1u, from.height / 2),
                   .srgb = from.srgb,
                   .pixels = {}};
    to.pixels.resize(size_t{4} * to.width * to.height);
    for (uint32_t y = 0; y < to.height; ++y) {
        for (uint32_t x = 0; x < to.width; ++x) {
            // A side of one pixel stays; its neighbour is itself.
            const uint32_t x1 = std::min(2 * x + 1, from.width - 1);
            const uint32_t y1 = std::min(2 * y + 1, from.height - 1);
            const uint32_t x0 = std::min(2 * x, x1), y0 = std::min(2 * y, y1);
            for (uint32_t c = 0; c < 4; ++c) {
                const auto at = [&](uint32_t px, uint32_t py) {
                    return uint32_t{from.pixels[(size_t{py} * from.width + px) * 4 + c]};
                };
                const uint32_t sum = at(x0, y0) + at(x1, y0) + at(x0, y1) + at(x1, y1);
                to.pixels[(size_t{y} * to.width + x) * 4 + c] = static_cast<uint8_t>((sum + 2) / 4);
            }
        }
    }
    return to;
}

}  // namespace

void fitTexture(TextureData& texture) {
    while (texture.width > kMaxTextureSide || texture.height > kMaxTextureSide)
        texture = halved(texture);
}

Result<void> decodeImage(std::span<const std::byte> bytes, TextureData& out) {
    const auto* data = reinterpret_cast<const stbi_uc*>(bytes.data());
    if (bytes.size() > std::numeric_limits<int>::max())
        return fail({.doing = "decode a picture", .found = "more than 2 GiB"});
    int width = 0, height = 0, channels = 0;
    const std::unique_ptr<stbi_uc, decltype(&stbi_image_free)> pixels(
        stbi_load_from_memory(data, static_cast<int>(bytes.size()), &width, &height, &channels, 4),
        stbi_image_free);
    if (!pixels || width <= 0 || height <= 0) {
        const char* reason = stbi_failure_reason();
        return fail({.doing = "decode a picture", .found = reason ? reason : "nothing"});
    }
    out.width = static_cast<uint32_t>(width);
    out.height = static_cast<uint32_t>(height);
    out.pixels.assign(pixels.get(), pixels.get() + size_t{4} * out.width * out.height);
    fitTexture(out);
    return {};
}

}  // namespace gemba::assets
