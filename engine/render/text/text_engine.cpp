#include "engine/render/text/text_engine.h"

#include <algorithm>

namespace gemba::render {

TextEngine::TextEngine(std::unique_ptr<FontSet> fonts) : m_fonts(std::move(fonts)) {
    startAtlas();
}

const ShapedText& TextEngine::shape(std::string_view text, uint32_t pixels) {
    Texts& texts = m_texts[pixels];
    const auto found = texts.find(text);
    if (found != texts.end())
        return found->second;
    ++m_textCount;
    return texts.emplace(std::string(text), m_fonts->shape(text, pixels)).first->second;
}

const AtlasGlyph& TextEngine::glyph(uint32_t font, uint32_t glyph, uint32_t pixels, bool distance) {
    const uint64_t key = (uint64_t{distance} << 63) | (uint64_t{pixels & 0xffffu} << 40) |
                         (uint64_t{font & 0xffu} << 32) | glyph;
    const auto found = m_glyphs.find(key);
    if (found != m_glyphs.end())
        return found->second;
    return m_glyphs.emplace(key, insert(m_fonts->draw(font, glyph, pixels, distance)))
        .first->second;
}

void TextEngine::beginFrame() {
    if (m_textCount > kMaxTexts) {
        m_texts.clear();
        m_textCount = 0;
    }
    if (!m_full)
        return;
    m_glyphs.clear();
    startAtlas();
}

void TextEngine::startAtlas() {
    // Empty but for a filled corner, from which plain areas are drawn.
    std::fill(m_atlas.begin(), m_atlas.end(), uint8_t{0});
    for (uint32_t row = 0; row < kSolid; ++row)
        std::fill_n(m_atlas.begin() + static_cast<std::ptrdiff_t>(row) * kAtlasSize, kSolid,
                    uint8_t{255});
    m_x = kSolid + 1;
    m_y = 1;
    m_rowHeight = kSolid;
    m_full = false;
    ++m_version;
}

AtlasGlyph TextEngine::insert(const GlyphBitmap& bitmap) {
    AtlasGlyph out;
    if (bitmap.width == 0 || bitmap.height == 0)
        return out;

    // The next place on the shelf, or a new shelf below; a pixel stays free around each glyph.
    if (m_x + bitmap.width + 1 > kAtlasSize) {
        m_x = 1;
        m_y += m_rowHeight + 1;
        m_rowHeight = 0;
    }
    if (bitmap.width + 2 > kAtlasSize || m_y + bitmap.height + 1 > kAtlasSize) {
        m_full = true;  // drawn from the next frame on
        return out;
    }
    for (uint32_t row = 0; row < bitmap.height; ++row) {
        const auto from = bitmap.pixels.begin() + static_cast<std::ptrdiff_t>(row) * bitmap.width;
        std::copy(from, from + bitmap.width,
                  m_atlas.begin() + static_cast<std::ptrdiff_t>(m_y + row) * kAtlasSize + m_x);
    }

    constexpr float kTexel = 1.0f / static_cast<float>(kAtlasSize);
    const auto x = static_cast<float>(m_x), y = static_cast<float>(m_y);
    out.width = static_cast<float>(bitmap.width);
    out.height = static_cast<float>(bitmap.height);
    out.left = x * kTexel;
    out.top = y * kTexel;
    out.right = (x + out.width) * kTexel;
    out.bottom = (y + out.height) * kTexel;
    out.x = static_cast<float>(bitmap.left);
    out.y = static_cast<float>(bitmap.top);
    m_x += bitmap.width + 1;
    m_rowHeight = std::max(m_rowHeight, bitmap.height);
    ++m_version;
    return out;
}

}  // namespace gemba::render
