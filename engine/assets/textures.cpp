#include "engine/assets/textures.h"

#include <assimp/scene.h>
#include <fmt/format.h>

#include <array>
#include <charconv>

#include "engine/assets/bake_layout.h"
#include "engine/assets/image_decode.h"
#include "engine/core/text.h"

namespace gemba::assets {
namespace {

/// "%20" becomes a blank.
std::string percentDecoded(const std::string& text) {
    std::string out;
    for (size_t i = 0; i < text.size(); ++i) {
        uint8_t value = 0;
        const char* digits = text.data() + i + 1;
        if (text[i] == '%' && i + 2 < text.size() &&
            std::from_chars(digits, digits + 2, value, 16).ptr == digits + 2) {
            out += static_cast<char>(value);
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

/// Forward slashes, no "file://".
std::string plainPath(std::string text) {
    constexpr std::string_view kScheme = "file://";
    if (text.starts_with(kScheme))
        text.erase(0, kScheme.size());
    for (char& c : text) {
        if (c == '\\')
            c = '/';
    }
    return percentDecoded(text);
}

std::string baseName(const std::string& path) {
    return path.substr(path.find_last_of('/') + 1);
}

}  // namespace

int32_t TextureStore::load(const std::string& name, bool srgb) {
    const auto [known, isNew] = m_numbers.try_emplace({name, srgb}, -1);
    if (!isNew)
        return known->second;
    TextureData texture{.name = cleanText(name, kMaxName), .srgb = srgb, .pixels = {}};
    if (!decode(name, texture))
        return -1;
    known->second = static_cast<int32_t>(m_textures.size());
    m_textures.push_back(std::move(texture));
    return known->second;
}

bool TextureStore::decode(const std::string& name, TextureData& out) {
    if (const aiTexture* embedded = m_scene.GetEmbeddedTexture(name.c_str()))
        return decodeEmbedded(*embedded, out);
    const MappedFile* file = find(plainPath(name));
    if (file == nullptr) {
        const bool outside = m_files.ask(plainPath(name)).state == FileState::refused;
        warn(fmt::format("texture '{}' {}", out.name,
                         outside ? "lies outside the model's folder" : "not found"));
        return false;
    }
    if (const auto decoded = decodeImage(file->bytes(), out); !decoded) {
        warn(fmt::format("texture '{}' cannot be decoded: {}", out.name, decoded.error().found));
        return false;
    }
    return true;
}

bool TextureStore::decodeEmbedded(const aiTexture& picture, TextureData& out) {
    // Height 0: a picture file of mWidth bytes. Otherwise plain BGRA pixels.
    if (picture.mHeight == 0) {
        const auto bytes =
            std::as_bytes(std::span(reinterpret_cast<const char*>(picture.pcData), picture.mWidth));
        const auto decoded = decodeImage(bytes, out);
        if (!decoded)
            warn(fmt::format("embedded texture '{}' cannot be decoded: {}", out.name,
                             decoded.error().found));
        return decoded.has_value();
    }
    const size_t count = size_t{picture.mWidth} * picture.mHeight;
    if (count == 0 || picture.mWidth > 16384 || picture.mHeight > 16384) {
        warn(fmt::format("embedded texture '{}' has an impossible size", out.name));
        return false;
    }
    out.width = picture.mWidth;
    out.height = picture.mHeight;
    for (const aiTexel& texel : std::span(picture.pcData, count))
        out.pixels.insert(out.pixels.end(), {texel.r, texel.g, texel.b, texel.a});
    fitTexture(out);
    return true;
}

const MappedFile* TextureStore::find(const std::string& name) {
    // As written, then where exporters and packages leave pictures whose path went stale.
    const std::string base = baseName(name);
    const std::array<std::string, 5> places{name, base, "textures/" + base, "../textures/" + base,
                                            "../materials/textures/" + base};
    for (const std::string& place : places) {
        if (base.empty() || base.find('\0') != std::string::npos)
            break;
        if (const MappedFile* file = m_files.open(place))
            return file;
    }
    return nullptr;
}

}  // namespace gemba::assets
