#include "engine/render/label_layout.h"

#include <gtest/gtest.h>

#include "engine/core/random.h"

namespace gemba::render {
namespace {

TEST(LabelLayout, ALoneLabelStandsAboveItsAnchor) {
    LabelLayout layout;
    const auto& placed =
        layout.place({{.anchorX = 100, .anchorY = 80, .width = 60, .height = 20}}, 200, 100, 3);
    ASSERT_TRUE(placed[0].shown);
    EXPECT_FLOAT_EQ(placed[0].x, 70);
    EXPECT_FLOAT_EQ(placed[0].y, 80 - 23);
}

TEST(LabelLayout, OneThatStandsBestBelowDoes) {
    LabelLayout layout;
    const auto& placed = layout.place(
        {{.anchorX = 100, .anchorY = 40, .width = 60, .height = 20, .below = true}}, 200, 100, 3);
    ASSERT_TRUE(placed[0].shown);
    EXPECT_FLOAT_EQ(placed[0].y, 43);
}

TEST(LabelLayout, TheMoreImportantOneKeepsTheBestPlace) {
    LabelLayout layout;
    const std::vector<LabelRequest> both{
        {.anchorX = 100, .anchorY = 90, .width = 60, .height = 20, .priority = 1},
        {.anchorX = 110, .anchorY = 90, .width = 60, .height = 20, .priority = 5}};
    const auto& placed = layout.place(both, 300, 200, 3);
    EXPECT_FLOAT_EQ(placed[1].y, 90 - 23);
    EXPECT_TRUE(placed[0].shown);
    EXPECT_LT(placed[0].y, placed[1].y);
}

TEST(LabelLayout, NoTwoOverlapAndAllAreInside) {
    RandomStream random(3, "labels");
    std::vector<LabelRequest> requests;
    for (uint32_t i = 0; i < 300; ++i)
        requests.push_back({.anchorX = float(random.uniform() * 1280),
                            .anchorY = float(random.uniform() * 720),
                            .width = 40 + float(random.uniform() * 120),
                            .height = 19,
                            .priority = float(random.uniform()),
                            .index = i});
    LabelLayout layout;
    const auto placed = layout.place(requests, 1280, 720, 3);
    int shown = 0;
    for (size_t i = 0; i < placed.size(); ++i) {
        if (!placed[i].shown)
            continue;
        ++shown;
        EXPECT_GE(placed[i].x, 0);
        EXPECT_LE(placed[i].x + requests[i].width, 1280);
        EXPECT_GE(placed[i].y, 0);
        EXPECT_LE(placed[i].y + requests[i].height, 720);
        for (size_t k = 0; k < i; ++k) {
            const bool apart = !placed[k].shown || placed[i].x + requests[i].width <= placed[k].x ||
                               placed[k].x + requests[k].width <= placed[i].x ||
                               placed[i].y + requests[i].height <= placed[k].y ||
                               placed[k].y + requests[k].height <= placed[i].y;
            EXPECT_TRUE(apart) << i << " and " << k;
        }
    }
    EXPECT_GT(shown, 100);
}

}  // namespace
}  // namespace gemba::render
