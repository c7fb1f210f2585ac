#include <gtest/gtest.h>

#include <algorithm>

#include "engine/render/text/text_engine.h"

namespace gemba::render {
namespace {

std::unique_ptr<FontSet> fonts() {
    auto opened = FontSet::open(systemFontFiles());
    return opened ? std::move(*opened) : nullptr;
}

TEST(Text, LatinIsOneGlyphALetter) {
    auto set = fonts();
    if (!set)
        GTEST_SKIP() << "no font on this system";
    const ShapedText text = set->shape("infeed", 16);
    EXPECT_EQ(text.glyphs.size(), 6u);
    EXPECT_GT(text.width, 30.0f);
    EXPECT_LT(text.width, 80.0f);
    EXPECT_GT(text.ascent, text.descent);
    EXPECT_TRUE(std::is_sorted(text.glyphs.begin(), text.glyphs.end(),
                               [](const auto& a, const auto& b) { return a.x < b.x; }));
}

TEST(Text, ChineseComesFromTheSecondFontAndMixes) {
    auto set = fonts();
    if (!set || set->size() < 2)
        GTEST_SKIP() << "no Chinese font on this system";
    const ShapedText text = set->shape("线3 现場", 16);
    ASSERT_EQ(text.glyphs.size(), 5u);
    const std::vector<uint32_t> expected{1, 0, 0, 1, 1};
    for (size_t i = 0; i < expected.size(); ++i) {
        EXPECT_EQ(text.glyphs[i].font, expected[i]) << i;
        EXPECT_NE(text.glyphs[i].glyph, 0u) << i;
    }
}

TEST(Text, DamagedUtf8ShowsReplacementsAndEnds) {
    auto set = fonts();
    if (!set)
        GTEST_SKIP() << "no font on this system";
    for (const char* bad : {"\xff", "a\xc3", "\xe4\xb8", "\xf0\x9f\x98z", "\x80\x80\x80"})
        EXPECT_GE(set->shape(bad, 16).glyphs.size(), 1u);
    EXPECT_TRUE(set->shape("", 16).glyphs.empty());
}

TEST(Text, MissingFontsAreAnErrorThatSaysSo) {
    const auto none = FontSet::open({"/nowhere/at/all.ttf"});
    ASSERT_FALSE(none);
    EXPECT_NE(none.error().message().find("/nowhere/at/all.ttf"), std::string::npos);
}

TEST(Text, AKnownTextChangesNothing) {
    auto set = fonts();
    if (!set)
        GTEST_SKIP() << "no font on this system";
    TextEngine engine(std::move(set));
    const auto drawAll = [&] {
        engine.beginFrame();
        for (const PlacedGlyph& g : engine.shape("0042", 64).glyphs)
            (void)engine.glyph(g.font, g.glyph, 64, true);
    };
    drawAll();
    const uint64_t version = engine.atlasVersion();
    drawAll();
    EXPECT_EQ(engine.atlasVersion(), version);
    EXPECT_GT(std::count_if(engine.atlas().begin(), engine.atlas().end(),
                            [](uint8_t p) { return p > 128; }),
              100);
}

TEST(Text, AFullAtlasStartsAnew) {
    auto set = fonts();
    if (!set)
        GTEST_SKIP() << "no font on this system";
    TextEngine engine(std::move(set));
    // Far more pixels than there are: later frames still get their glyphs.
    for (uint32_t pixels = 100; pixels < 140; ++pixels) {
        engine.beginFrame();
        for (uint32_t glyph = 36; glyph < 60; ++glyph)
            (void)engine.glyph(0, glyph, pixels, false);
    }
    engine.beginFrame();
    EXPECT_GT(engine.glyph(0, 40, 150, false).width, 10.0f);
}

}  // namespace
}  // namespace gemba::render
