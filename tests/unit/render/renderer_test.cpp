#include "engine/render/renderer.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <span>
#include <vector>

#include "engine/assets/image_decode.h"
#include "tests/unit/render/scene_builder.h"

namespace gemba::render {
namespace {

using test::TwinBuilder;

struct Color {
    int r, g, b;
};

Color at(const Picture& picture, uint32_t x, uint32_t y) {
    const uint8_t* p = picture.pixels.data() + 4 * (size_t{y} * picture.width + x);
    return {p[0], p[1], p[2]};
}

ViewState viewFrom(const Vec3& eye, const Vec3& target) {
    ViewState view;
    view.camera = {.eye = eye, .target = target};
    return view;
}

/// A renderer with validation, or a skipped test where there is no Vulkan.
class RendererTest : public ::testing::Test {
 protected:
    void SetUp() override {
        auto made = Renderer::create({.validation = true});
        if (!made)
            GTEST_SKIP() << made.error().message();
        m_renderer = std::move(*made);
    }
    void TearDown() override {
        if (m_renderer) {
            EXPECT_EQ(m_renderer->statistics().validationMessages, 0u);
        }
    }
    Picture draw(const sim::Snapshot& snapshot, const ViewState& view, uint32_t width = 200,
                 uint32_t height = 150) {
        auto picture = m_renderer->renderOffscreen(snapshot, view, width, height);
        EXPECT_TRUE(picture) << picture.error().message();
        // To be looked at, where someone asks for it.
        if (const char* folder = std::getenv("GEMBA_TEST_PICTURES")) {
            const auto* info = ::testing::UnitTest::GetInstance()->current_test_info();
            const std::string name = std::string(info->name()) + std::to_string(m_pictures++);
            EXPECT_TRUE(writePng(*picture, std::string(folder) + "/" + name + ".png"));
        }
        return std::move(*picture);
    }
    void setScene(const std::shared_ptr<const twin::Twin>& twin, SceneModels models = {}) {
        const auto set = m_renderer->setScene(twin, std::move(models));
        ASSERT_TRUE(set) << set.error().message();
    }
    std::unique_ptr<Renderer> m_renderer;
    int m_pictures = 0;
};

TEST_F(RendererTest, ARedBoxStandsInTheMiddle) {
    TwinBuilder builder;
    builder.item("red", Vec3(1.0), "#d02020");
    setScene(builder.build());
    sim::Snapshot snapshot;
    snapshot.bodies.push_back(test::itemBody(5, 0, {0, 0, 0.5}));
    const Picture picture = draw(snapshot, viewFrom({0, -4, 1.5}, {0, 0, 0.5}));
    const Color middle = at(picture, 100, 75);
    EXPECT_GT(middle.r, 2 * middle.g);
    EXPECT_GT(middle.r, 100);
    const Color corner = at(picture, 3, 3);
    EXPECT_LT(std::abs(corner.r - corner.b), 80) << "sky";
    EXPECT_GT(corner.b, 90);

    // What stands there can be picked, and what does not cannot.
    EXPECT_EQ(m_renderer->pick(100, 75), (PickId{PickId::Kind::body, 5}));
    EXPECT_EQ(m_renderer->pick(3, 3), PickId{});
    EXPECT_EQ(m_renderer->pick(5000, 5000), PickId{});
}

TEST_F(RendererTest, EqualFramesAreEqualPictures) {
    const test::Line line = test::packingLine();
    setScene(line.twin, line.models);
    const ViewState view = viewFrom({-3.5, -6.0, 4.0}, {-0.8, 0, 0.8});
    const Picture first = draw(line.snapshot, view, 320, 200);
    EXPECT_EQ(draw(line.snapshot, view, 320, 200).pixels, first.pixels);
    draw(line.snapshot, view, 111, 77);  // another size between them
    EXPECT_EQ(draw(line.snapshot, view, 320, 200).pixels, first.pixels);
}

TEST_F(RendererTest, TheSelectedOneIsOutlined) {
    TwinBuilder builder;
    builder.item("grey", Vec3(1.0), "#808080");
    setScene(builder.build());
    sim::Snapshot snapshot;
    snapshot.bodies.push_back(test::itemBody(1, 0, {0, 0, 0.5}));
    ViewState view = viewFrom({0, -4, 0.5}, {0, 0, 0.5});
    const Picture plain = draw(snapshot, view);
    view.selected = {PickId::Kind::body, 1};
    const Picture outlined = draw(snapshot, view);
    int orange = 0, changed = 0;
    for (size_t i = 0; i < plain.pixels.size(); i += 4) {
        changed += !std::equal(&plain.pixels[i], &plain.pixels[i] + 4, &outlined.pixels[i]);
        orange += outlined.pixels[i] > 230 && outlined.pixels[i + 2] < 90;
    }
    EXPECT_GT(orange, 100);
    EXPECT_LT(changed, 1200) << "an outline, not a surface";
}

TEST_F(RendererTest, WhatIsHiddenIsNeitherSeenNorPickedAndWhatIsLockedOnlySeen) {
    TwinBuilder builder;
    const auto front = builder.model("front", {.position = {0, -1, 0.5}});
    const auto back = builder.model("back", {.position = {0, 1, 0.5}});
    const auto red = test::boxModel(Vec3(1.0), {.baseColor = glm::vec4(0.8f, 0.02f, 0.02f, 1.0f)});
    const auto blue = test::boxModel(Vec3(1.0), {.baseColor = glm::vec4(0.02f, 0.02f, 0.8f, 1.0f)});
    setScene(builder.build(), {.placed = {red, blue}});
    const sim::Snapshot snapshot;
    ViewState view = viewFrom({0, -6, 0.5}, {0, 0, 0.5});
    const Picture both = draw(snapshot, view);
    EXPECT_GT(at(both, 100, 75).r, at(both, 100, 75).b);
    EXPECT_EQ(m_renderer->pick(100, 75), (PickId{PickId::Kind::model, front}));

    view.withheld = std::make_shared<Withheld>(Withheld{.hiddenModels = {1, 0}});
    const Picture one = draw(snapshot, view);
    EXPECT_GT(at(one, 100, 75).b, at(one, 100, 75).r);
    EXPECT_EQ(m_renderer->pick(100, 75), (PickId{PickId::Kind::model, back}));

    view.withheld = std::make_shared<Withheld>(Withheld{.lockedModels = {1, 0}});
    EXPECT_EQ(draw(snapshot, view).pixels, both.pixels);
    EXPECT_EQ(m_renderer->pick(100, 75), (PickId{PickId::Kind::model, back}));

    view.withheld = nullptr;
    EXPECT_EQ(draw(snapshot, view).pixels, both.pixels) << "its shadow too is back";
}

TEST_F(RendererTest, TexturesAreSeen) {
    TwinBuilder builder;
    builder.model("cube", {.position = {0, 0, 0.5}});
    setScene(builder.build(), {.placed = {test::texturedBoxModel(Vec3(1.0))}});
    const Picture picture = draw({}, viewFrom({0, -2.2, 0.5}, {0, 0, 0.5}));
    int dark = 0, light = 0;
    for (uint32_t x = 60; x < 140; ++x) {
        const Color c = at(picture, x, 78);
        dark += c.b > c.r + 30;
        light += std::abs(c.b - c.r) < 30 && c.r > 110;
    }
    EXPECT_GT(dark, 20);
    EXPECT_GT(light, 20);
    EXPECT_EQ(m_renderer->pick(100, 75), (PickId{PickId::Kind::model, 0}));
}

TEST_F(RendererTest, ShadowsFallAndCanBeTurnedOff) {
    TwinBuilder builder;
    builder.item("box", Vec3(1.0), "#808080");
    setScene(builder.build());
    sim::Snapshot snapshot;
    snapshot.bodies.push_back(test::itemBody(1, 0, {0, 0, 0.5}));
    ViewState view = viewFrom({0, -3, 5}, {0, 0, 0});
    view.grid = false;
    const auto darkest = [&] {
        const Picture picture = draw(snapshot, view);
        int least = 255;
        for (uint32_t x = 0; x < 200; ++x)
            least = std::min(least, at(picture, x, 55).g);
        return least;
    };
    const int with = darkest();
    view.shadows = false;
    EXPECT_GT(darkest(), with + 25);
}

TEST_F(RendererTest, GlassShowsWhatIsBehind) {
    TwinBuilder builder;
    builder.model("pane", {.position = {0, -1, 0.5}});
    builder.item("red", Vec3(1.0), "#d02020");
    assets::Material glass{.baseColor = {0.2f, 0.4f, 1.0f, 0.3f},
                           .alpha = assets::AlphaMode::blend};
    setScene(builder.build(), {.placed = {test::boxModel({2, 0.02, 2}, glass)}});
    sim::Snapshot snapshot;
    snapshot.bodies.push_back(test::itemBody(1, 0, {0, 0, 0.5}));
    const Color middle = at(draw(snapshot, viewFrom({0, -4, 0.5}, {0, 0, 0.5})), 100, 75);
    EXPECT_GT(middle.r, middle.g);
    EXPECT_GT(middle.b, 40);
}

// Of a row of boxes to both sides only those in the picture are drawn, and all of them.
TEST_F(RendererTest, WhatIsOutOfThePictureIsNotDrawn) {
    TwinBuilder builder;
    builder.item("box", Vec3(0.5), "#808080");
    SceneModels models;
    const auto model = test::boxModel(Vec3(0.5));
    for (int i = -50; i < 50; ++i) {
        builder.model("box" + std::to_string(i), {.position = {3.0 * i, 0, 0.25}});
        models.placed.push_back(model);
    }
    setScene(builder.build(), models);
    sim::Snapshot snapshot;
    for (uint32_t i = 0; i < 20; ++i)
        snapshot.bodies.push_back(test::itemBody(i, 0, {40.0 + i, 0, 0.25}));
    ViewState view = viewFrom({0, -6, 2}, {0, 0, 0});
    const Picture culled = draw(snapshot, view);
    const FrameStatistics few = m_renderer->statistics();
    EXPECT_EQ(few.instancesSubmitted, 120u);
    EXPECT_GT(few.instances, 0u);
    EXPECT_LT(few.instances, 5u);
    EXPECT_EQ(few.triangles, 12u * few.instances);

    view.wholeDetail = true;
    EXPECT_EQ(draw(snapshot, view).pixels, culled.pixels) << "nothing that is seen is left out";
    EXPECT_EQ(m_renderer->statistics().instances, 120u);
    view = viewFrom({45, -6, 2}, {45, 0, 0});
    draw(snapshot, view);
    EXPECT_GT(m_renderer->statistics().instances, 4u) << "what moves is seen too";
}

// Far away a coarser form is drawn, near by the model as it is, and both look alike.
TEST_F(RendererTest, LevelsOfDetailAreChosenByTheirErrorOnTheScreen) {
    TwinBuilder builder;
    builder.model("ball", {.position = {0, 0, 0.5}});
    const auto ball = test::ballModel(64);
    setScene(builder.build(), {.placed = {ball}});
    const ViewState near = viewFrom({0, -1.5, 0.5}, {0, 0, 0.5});
    const ViewState far = viewFrom({0, -30, 0.5}, {0, 0, 0.5});
    const Picture before = draw({}, far);
    const uint64_t whole = ball->indices.size() / 3;
    EXPECT_EQ(m_renderer->statistics().triangles, whole);

    const auto levels = assets::makeLevels(*ball);
    ASSERT_TRUE(levels);
    ASSERT_TRUE(m_renderer->setLevels({{ball, levels}, {test::boxModel(Vec3(1.0)), levels}}));
    const Picture after = draw({}, far);
    EXPECT_LT(m_renderer->statistics().triangles, whole / 8);
    EXPECT_GT(m_renderer->statistics().triangles, 8u);
    EXPECT_EQ(m_renderer->statistics().trianglesSubmitted, whole);
    int differing = 0;
    for (size_t i = 0; i < before.pixels.size(); i += 4)
        differing += std::abs(before.pixels[i] - after.pixels[i]) > 16;
    EXPECT_LT(differing, 30);
    draw({}, near);
    EXPECT_EQ(m_renderer->statistics().triangles, whole);
    EXPECT_EQ(m_renderer->pick(100, 75), (PickId{PickId::Kind::model, 0}));
}

TEST_F(RendererTest, EachQualityDrawsTheSameThings) {
    const test::Line line = test::packingLine();
    setScene(line.twin, line.models);
    ViewState view = viewFrom({-3.5, -6.0, 4.0}, {-0.8, 0, 0.8});
    const Picture automatic = draw(line.snapshot, view, 320, 200);
    EXPECT_EQ(m_renderer->statistics().quality, Quality::high) << "a picture is worth its time";
    for (const Quality quality : {Quality::low, Quality::medium, Quality::high}) {
        view.quality = quality;
        const Picture picture = draw(line.snapshot, view, 320, 200);
        EXPECT_EQ(m_renderer->statistics().quality, quality);
        double difference = 0.0;
        for (size_t i = 0; i < picture.pixels.size(); ++i)
            difference += std::abs(picture.pixels[i] - automatic.pixels[i]);
        EXPECT_LT(difference / double(picture.pixels.size()), 6.0);
        EXPECT_EQ(quality == Quality::high, difference == 0.0);
        EXPECT_NE(m_renderer->pick(160, 100), PickId{});
    }
}

TEST_F(RendererTest, EveryMarkOfTheTwinInOnePicture) {
    test::Line line = test::packingLine();
    setScene(line.twin, line.models);
    ViewState view = viewFrom({-3.4, -5.2, 3.4}, {-1.2, 0.2, 0.7});
    draw(line.snapshot, view, 1280, 720);
    line.snapshot.deviceState[line.infeed] = 1;
    line.snapshot.deviceState[line.stopper] = 2;
    view.selected = {PickId::Kind::device, line.stopper};
    view.hovered = {PickId::Kind::body, 2};
    draw(line.snapshot, view, 1280, 720);
    view.collision = true;
    draw(line.snapshot, view, 640, 360);
    view.camera.orthographic = true;
    view.collision = false;
    draw(line.snapshot, view, 640, 360);
}

TEST_F(RendererTest, ScenesAreReplacedAndEmptyOnesDrawn) {
    const test::Line line = test::packingLine();
    setScene(line.twin, line.models);
    draw(line.snapshot, viewFrom({-3, -6, 4}, {}), 160, 90);
    setScene(std::make_shared<twin::Twin>());
    draw(line.snapshot, viewFrom({-3, -6, 4}, {}), 160, 90);  // a snapshot of another twin
    setScene(line.twin, line.models);
    draw(line.snapshot, viewFrom({-3, -6, 4}, {}), 160, 90);
}

TEST_F(RendererTest, ImpossiblePicturesAreRefused) {
    EXPECT_FALSE(m_renderer->renderOffscreen({}, {}, 100, 100)) << "no scene";
    setScene(std::make_shared<twin::Twin>());
    EXPECT_FALSE(m_renderer->renderOffscreen({}, {}, 0, 100));
    EXPECT_FALSE(m_renderer->renderOffscreen({}, {}, 100, 10000));
    EXPECT_EQ(m_renderer->draw({}, {}), DrawOutcome::skipped) << "no window";
    EXPECT_EQ(m_renderer->pick(0, 0), PickId{});
}

TEST(RendererErrors, AMissingDeviceIsNamed) {
    const auto none = Renderer::create({.gpu = "no such device"});
    ASSERT_FALSE(none);
    EXPECT_NE(none.error().message().find("start the renderer"), std::string::npos);
    const auto extension = Renderer::create({.instanceExtensions = {"VK_KHR_made_up"}});
    ASSERT_FALSE(extension);
    EXPECT_FALSE(extension.error().message().empty());
}

TEST(Png, WritesASignatureAndRefusesNonsense) {
    const auto path = std::filesystem::temp_directory_path() /
                      ("gemba_png_test_" + std::to_string(::getpid()) + ".png");
    const Picture picture{2, 1, {255, 0, 0, 255, 0, 255, 0, 255}};
    ASSERT_TRUE(writePng(picture, path.string()));
    std::ifstream file(path, std::ios::binary);
    std::string head(8, '\0');
    file.read(head.data(), 8);
    EXPECT_EQ(head, "\x89PNG\r\n\x1a\n");
    std::filesystem::remove(path);
    EXPECT_FALSE(writePng(picture, "/nowhere/at/all.png"));
    EXPECT_FALSE(writePng({}, path.string()));
    EXPECT_FALSE(writePng({.width = 9, .height = 9, .pixels = {1}}, path.string()));
}

TEST(Png, ComesBackAsItWas) {
    Picture picture{.width = 37, .height = 11, .pixels = {}};
    for (uint32_t i = 0; i < 37 * 11 * 4; ++i)
        picture.pixels.push_back(static_cast<uint8_t>(i * i / 7));
    const auto path = std::filesystem::temp_directory_path() /
                      ("gemba_png_back_" + std::to_string(::getpid()) + ".png");
    ASSERT_TRUE(writePng(picture, path.string()));
    std::ifstream file(path, std::ios::binary);
    const std::vector<char> bytes(std::istreambuf_iterator<char>(file), {});
    std::filesystem::remove(path);
    assets::TextureData back;
    ASSERT_TRUE(assets::decodeImage(std::as_bytes(std::span(bytes)), back));
    EXPECT_EQ(back.width, 37u);
    EXPECT_EQ(back.height, 11u);
    EXPECT_EQ(back.pixels, picture.pixels);
}

}  // namespace
}  // namespace gemba::render
