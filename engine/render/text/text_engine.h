#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/render/text/font.h"

namespace gemba::render {

/// Where a glyph stands in the atlas, and around the pen.
struct AtlasGlyph {
    float left = 0, top = 0, right = 0, bottom = 0;  ///< texture coordinates, 0 … 1
    float x = 0, y = 0;                              ///< pen to the top left corner, pixels, y up
    float width = 0, height = 0;                     ///< pixels; 0: nothing to draw
};

/// Shaped texts and drawn glyphs, both kept: a frame that shows what the last one showed shapes,
/// draws and allocates nothing. One thread.
class TextEngine {
 public:
    static constexpr uint32_t kAtlasSize = 1024;     ///< pixels, both ways, one byte each
    static constexpr uint32_t kDistancePixels = 64;  ///< em of the distance fields
    static constexpr uint32_t kSolid = 4;            ///< pixels of the corner that is all filled
    static constexpr uint32_t kMaxTexts = 4096;      ///< kept; beyond it all are shaped anew

    explicit TextEngine(std::unique_ptr<FontSet> fonts);

    /// Valid until beginFrame().
    [[nodiscard]] const ShapedText& shape(std::string_view text, uint32_t pixels);
    [[nodiscard]] const AtlasGlyph& glyph(uint32_t font, uint32_t glyph, uint32_t pixels,
                                          bool distance);

    /// Once before the texts of a frame: starts anew when the atlas or the table of texts is full.
    void beginFrame();

    /// How many texts are kept.
    [[nodiscard]] size_t textCount() const { return m_textCount; }
    [[nodiscard]] const std::vector<uint8_t>& atlas() const { return m_atlas; }
    /// Counts changes of the atlas: upload it when it differs from the last.
    [[nodiscard]] uint64_t atlasVersion() const { return m_version; }

 private:
    struct TextHash : std::hash<std::string_view> {
        using is_transparent = void;
    };
    using Texts = std::unordered_map<std::string, ShapedText, TextHash, std::equal_to<>>;

    [[nodiscard]] AtlasGlyph insert(const GlyphBitmap& bitmap);
    void startAtlas();

    std::unique_ptr<FontSet> m_fonts;
    std::unordered_map<uint32_t, Texts> m_texts;  // by size
    size_t m_textCount = 0;
    std::unordered_map<uint64_t, AtlasGlyph> m_glyphs;
    std::vector<uint8_t> m_atlas = std::vector<uint8_t>(size_t{kAtlasSize} * kAtlasSize);
    uint32_t m_x = kSolid + 1, m_y = 1, m_rowHeight = 0;  // shelves from the top
    bool m_full = false;
    uint64_t m_version = 1;
};

}  // namespace gemba::render
