#include "engine/render/quality_control.h"

#include <gtest/gtest.h>

namespace gemba::render {
namespace {

void draw(QualityControl& control, double frameMs, int frames) {
    for (int i = 0; i < frames; ++i)
        control.add(frameMs);
}

TEST(QualityControl, SlowPicturesLowerIt) {
    QualityControl control(Quality::high);
    draw(control, 150.0, 30);
    EXPECT_EQ(control.level(Quality::automatic), Quality::medium);
    draw(control, 120.0, 30);
    EXPECT_EQ(control.level(Quality::automatic), Quality::low);
    draw(control, 500.0, 300);
    EXPECT_EQ(control.level(Quality::automatic), Quality::low) << "there is none below";
}

TEST(QualityControl, FastPicturesRaiseIt) {
    QualityControl control(Quality::low);
    draw(control, 40.0, 300);
    EXPECT_EQ(control.level(Quality::automatic), Quality::low) << "not fast enough for more";
    draw(control, 5.0, 120);
    EXPECT_EQ(control.level(Quality::automatic), Quality::high);
}

TEST(QualityControl, OneSlowPictureChangesNothing) {
    QualityControl control(Quality::high);
    for (int i = 0; i < 20; ++i) {
        draw(control, 10.0, 23);
        control.add(900.0);
    }
    EXPECT_EQ(control.level(Quality::automatic), Quality::high);
}

// A level that proves too slow is tried again ever more seldom.
TEST(QualityControl, DoesNotGoUpAndDown) {
    QualityControl control(Quality::medium);
    int changes = 0;
    Quality last = Quality::medium;
    for (int i = 0; i < 20'000; ++i) {
        const Quality now = control.level(Quality::automatic);
        changes += now != last;
        last = now;
        control.add(now == Quality::low ? 10.0 : 120.0);
    }
    EXPECT_GE(changes, 2);
    EXPECT_LE(changes, 24);
}

TEST(QualityControl, WhatIsWantedIsObeyed) {
    QualityControl control(Quality::low);
    EXPECT_EQ(control.level(Quality::high), Quality::high);
    EXPECT_EQ(control.level(Quality::automatic), Quality::low);
}

}  // namespace
}  // namespace gemba::render
