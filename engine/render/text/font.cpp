#include "engine/render/text/font.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_MODULE_H
#include <hb-ft.h>
#include <hb.h>

#include <array>
#include <filesystem>

namespace gemba::render {
namespace {

struct HbFontDelete {
    void operator()(hb_font_t* font) const { hb_font_destroy(font); }
};
struct HbBufferDelete {
    void operator()(hb_buffer_t* buffer) const { hb_buffer_destroy(buffer); }
};
struct FtFaceDelete {
    void operator()(FT_FaceRec_* face) const { FT_Done_Face(face); }
};
struct FtLibraryDelete {
    void operator()(FT_LibraryRec_* library) const { FT_Done_FreeType(library); }
};

struct Font {
    std::unique_ptr<FT_FaceRec_, FtFaceDelete> face;
    std::unique_ptr<hb_font_t, HbFontDelete> shaper;
    uint32_t pixels = 0;
};

// Next character of UTF-8; damaged bytes give U+FFFD, one at a time.
uint32_t nextCharacter(std::string_view text, size_t& at) {
    const auto byte = [&](size_t i) { return static_cast<uint8_t>(text[i]); };
    const uint8_t first = byte(at);
    const int length = first < 0x80       ? 1
                       : first >> 5 == 6  ? 2
                       : first >> 4 == 14 ? 3
                       : first >> 3 == 30 ? 4
                                          : 0;
    if (length == 0 || at + static_cast<size_t>(length) > text.size()) {
        ++at;
        return 0xfffd;
    }
    uint32_t out = length == 1 ? first : first & (0xffu >> (length + 1));
    for (int i = 1; i < length; ++i) {
        if ((byte(at + static_cast<size_t>(i)) & 0xc0) != 0x80) {
            ++at;
            return 0xfffd;
        }
        out = (out << 6) | (byte(at + static_cast<size_t>(i)) & 0x3fu);
    }
    at += static_cast<size_t>(length);
    return out;
}

constexpr float kFixed = 1.0f / 64.0f;  // FreeType and HarfBuzz count in 1/64 pixel

}  // namespace

struct FontSet::Impl {
    std::unique_ptr<FT_LibraryRec_, FtLibraryDelete> library;
    std::vector<Font> fonts;
    std::unique_ptr<hb_buffer_t, HbBufferDelete> buffer{hb_buffer_create()};

    void setSize(Font& font, uint32_t pixels) const {
        if (font.pixels == pixels)
            return;
        FT_Set_Pixel_Sizes(font.face.get(), 0, pixels);
        hb_ft_font_changed(font.shaper.get());
        font.pixels = pixels;
    }

    [[nodiscard]] uint32_t fontFor(uint32_t character) const {
        for (uint32_t i = 0; i < fonts.size(); ++i) {
            if (FT_Get_Char_Index(fonts[i].face.get(), character) != 0)
                return i;
        }
        return 0;
    }

    // Appends one run of one font at the pen.
    void shapeRun(std::string_view run, uint32_t index, uint32_t pixels, ShapedText& out) {
        Font& font = fonts[index];
        setSize(font, pixels);
        hb_buffer_clear_contents(buffer.get());
        hb_buffer_add_utf8(buffer.get(), run.data(), static_cast<int>(run.size()), 0, -1);
        hb_buffer_guess_segment_properties(buffer.get());
        hb_shape(font.shaper.get(), buffer.get(), nullptr, 0);
        unsigned count = 0;
        const hb_glyph_info_t* info = hb_buffer_get_glyph_infos(buffer.get(), &count);
        const hb_glyph_position_t* place = hb_buffer_get_glyph_positions(buffer.get(), &count);
        for (unsigned i = 0; i < count; ++i) {
            out.glyphs.push_back({index, info[i].codepoint,
                                  out.width + static_cast<float>(place[i].x_offset) * kFixed,
                                  static_cast<float>(place[i].y_offset) * kFixed});
            out.width += static_cast<float>(place[i].x_advance) * kFixed;
        }
    }
};

FontSet::FontSet(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
FontSet::~FontSet() = default;

Result<std::unique_ptr<FontSet>> FontSet::open(const std::vector<std::string>& files) {
    auto impl = std::make_unique<Impl>();
    FT_Library library = nullptr;
    if (FT_Init_FreeType(&library) != 0)
        return fail({.doing = "start the text engine", .found = "FreeType does not start"});
    impl->library.reset(library);
    for (const std::string& file : files) {
        FT_Face face = nullptr;
        if (FT_New_Face(library, file.c_str(), 0, &face) != 0)
            continue;
        Font font;
        font.face.reset(face);
        FT_Set_Pixel_Sizes(face, 0, 16);
        font.shaper.reset(hb_ft_font_create_referenced(face));
        hb_ft_font_set_load_flags(font.shaper.get(), FT_LOAD_TARGET_LIGHT);
        impl->fonts.push_back(std::move(font));
    }
    if (impl->fonts.empty())
        return fail({.doing = "open a font",
                     .found = files.empty() ? "no font on this system" : files.front(),
                     .expected = "the package fonts-dejavu-core"});
    return std::unique_ptr<FontSet>(new FontSet(std::move(impl)));
}

ShapedText FontSet::shape(std::string_view text, uint32_t pixels) {
    ShapedText out;
    Font& first = m_impl->fonts.front();
    m_impl->setSize(first, pixels);
    out.ascent = static_cast<float>(first.face->size->metrics.ascender) * kFixed;
    out.descent = -static_cast<float>(first.face->size->metrics.descender) * kFixed;

    // Runs of characters that one font has.
    size_t runStart = 0, at = 0;
    uint32_t runFont = 0;
    while (at < text.size()) {
        const size_t start = at;
        const uint32_t font = m_impl->fontFor(nextCharacter(text, at));
        if (start == 0)
            runFont = font;
        if (font != runFont) {
            m_impl->shapeRun(text.substr(runStart, start - runStart), runFont, pixels, out);
            runStart = start;
            runFont = font;
        }
    }
    if (runStart < text.size())
        m_impl->shapeRun(text.substr(runStart), runFont, pixels, out);
    return out;
}

GlyphBitmap FontSet::draw(uint32_t index, uint32_t glyph, uint32_t pixels, bool distance) {
    GlyphBitmap out;
    Font& font = m_impl->fonts[index];
    m_impl->setSize(font, pixels);
    FT_Face face = font.face.get();
    if (FT_Load_Glyph(face, glyph, distance ? FT_LOAD_NO_HINTING : FT_LOAD_TARGET_LIGHT) != 0)
        return out;
    if (FT_Render_Glyph(face->glyph, distance ? FT_RENDER_MODE_SDF : FT_RENDER_MODE_NORMAL) != 0)
        return out;

    const FT_Bitmap& bitmap = face->glyph->bitmap;
    out.width = bitmap.width;
    out.height = bitmap.rows;
    out.left = face->glyph->bitmap_left;
    out.top = face->glyph->bitmap_top;
    out.pixels.resize(size_t{out.width} * out.height);
    for (uint32_t row = 0; row < out.height; ++row) {
        const uint8_t* from = bitmap.buffer + static_cast<std::ptrdiff_t>(row) * bitmap.pitch;
        std::copy(from, from + out.width, out.pixels.begin() + row * out.width);
    }
    return out;
}

size_t FontSet::size() const {
    return m_impl->fonts.size();
}

std::vector<std::string> systemFontFiles() {
    // By script, where Debian, Fedora and Arch put them.
    static constexpr std::array<const char*, 4> kLatin{
        "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
        "/usr/share/fonts/dejavu-sans-fonts/DejaVuSans.ttf", "/usr/share/fonts/TTF/DejaVuSans.ttf",
        "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf"};
    static constexpr std::array<const char*, 4> kCjk{
        "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
        "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
        "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc",
        "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc"};
    std::vector<std::string> out;
    for (const auto& candidates : {kLatin, kCjk}) {
        for (const char* file : candidates) {
            std::error_code ignored;
            if (std::filesystem::exists(file, ignored)) {
                out.emplace_back(file);
                break;
            }
        }
    }
    return out;
}

}  // namespace gemba::render
