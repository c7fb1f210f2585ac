#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/result.h"

namespace gemba::render {

/// One glyph of a shaped text; its pen position in pixels from the text's left end and base line.
struct PlacedGlyph {
    uint32_t font = 0;   ///< index into the FontSet
    uint32_t glyph = 0;  ///< of that font
    float x = 0.0f, y = 0.0f;
};

struct ShapedText {
    std::vector<PlacedGlyph> glyphs;
    float width = 0.0f;
    float ascent = 0.0f, descent = 0.0f;  ///< of the first font, positive both
};

/// Pixels of one glyph: coverage, or a signed distance where 128 is the outline.
struct GlyphBitmap {
    uint32_t width = 0, height = 0;
    int32_t left = 0, top = 0;  ///< from the pen to the bitmap's top left corner, y up
    std::vector<uint8_t> pixels;
};

/// Fonts in order of preference: a run of text is set in the first one that has its characters.
/// FreeType draws, HarfBuzz shapes. One thread.
class FontSet {
 public:
    /// Opens `files`; those that cannot be opened are skipped. Errors: none could be opened.
    [[nodiscard]] static Result<std::unique_ptr<FontSet>> open(
        const std::vector<std::string>& files);
    ~FontSet();

    /// UTF-8 in one direction, at `pixels` per em. Damaged bytes show as replacement characters.
    [[nodiscard]] ShapedText shape(std::string_view text, uint32_t pixels);

    [[nodiscard]] GlyphBitmap draw(uint32_t font, uint32_t glyph, uint32_t pixels, bool distance);

    [[nodiscard]] size_t size() const;

 private:
    struct Impl;
    explicit FontSet(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

/// Font files of the system: a Latin one first, then one with Chinese, Japanese and Korean.
[[nodiscard]] std::vector<std::string> systemFontFiles();

}  // namespace gemba::render
