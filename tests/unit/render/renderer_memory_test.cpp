#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "engine/assets/model_levels.h"
#include "engine/render/frame_recorder.h"
#include "engine/render/renderer.h"
#include "engine/render/vk/device.h"
#include "tests/unit/render/allocation_counter.h"
#include "tests/unit/render/scene_builder.h"

/// What the renderer asks of the heap and of the device's memory.
namespace gemba::render {
namespace {

/// The packing line, and beside it a ball that has levels of detail, a box with a texture and
/// glass.
struct Hall {
    std::shared_ptr<const twin::Twin> twin;
    SceneModels models;
    std::vector<Renderer::Levels> levels;
    sim::Snapshot snapshot;
    ViewState view;
};

Hall hall() {
    test::Line line = test::packingLine();
    Hall out{.snapshot = line.snapshot};
    auto twin = std::make_shared<twin::Twin>(*line.twin);
    const auto ball = test::ballModel(32);
    const auto chequers = test::texturedBoxModel(Vec3(1.0));
    const auto glass = test::boxModel(
        {2, 0.02, 2}, {.baseColor = {0.2f, 0.4f, 1.0f, 0.3f}, .alpha = assets::AlphaMode::blend});
    for (int i = 0; i < 30; ++i) {
        const Vec3 place(3.0 * (i % 6) - 9.0, 3.0 * (i / 6) - 6.0, 0.5);
        twin->models.push_back({.id = "thing" + std::to_string(i),
                                .parentFromModel = {.position = place},
                                .worldFromModel = {.position = place}});
        out.models.placed.push_back(i % 3 == 0 ? ball : i % 3 == 1 ? chequers : glass);
    }
    out.twin = twin;
    out.levels = {{ball, assets::makeLevels(*ball)}};
    out.view.camera = {.eye = {-3.4, -5.2, 3.4}, .target = {-1.2, 0.2, 0.7}};
    out.view.joints = out.view.contacts = out.view.sleeping = true;
    out.view.ghosts = {{.item = 0, .pose = {.position = {0, 0, 2}}}};
    out.view.marks = {{.from = {0, 0, 0}, .to = {1, 1, 1}, .onTop = true}};
    out.view.texts = {{.at = {0, 0, 1}, .text = "1.732 m"}};
    out.view.selected = {PickId::Kind::model, 0};
    return out;
}

/// Frames as a renderer records them, without a window.
class Frames {
 public:
    Frames(Device& device, const Hall& hall)
        : m_recorder(device, vk::SampleCountFlagBits::e4, kWideFormat, fonts()),
          m_picture(device, {.width = kWidth,
                             .height = kHeight,
                             .format = kColorFormat,
                             .usage = vk::ImageUsageFlagBits::eColorAttachment |
                                      vk::ImageUsageFlagBits::eTransferSrc,
                             .label = "picture"}) {
        m_recorder.setScene(hall.twin, hall.models);
        m_recorder.setLevels(hall.levels);
    }
    void draw(const Hall& hall) {
        FrameSlot& slot = m_recorder.nextSlot();
        m_recorder.record(slot, hall.snapshot, hall.view,
                          {.image = *m_picture,
                           .view = m_picture.view(),
                           .width = kWidth,
                           .height = kHeight,
                           .finalLayout = vk::ImageLayout::eTransferSrcOptimal});
        slot.submit({});
    }

 private:
    static constexpr uint32_t kWidth = 160, kHeight = 100;
    static std::unique_ptr<FontSet> fonts() {
        auto found = FontSet::open(systemFontFiles());
        return found ? std::move(*found) : nullptr;
    }
    FrameRecorder m_recorder;
    Image m_picture;
};

// Once around the hall and up and down, while all moves.
void fly(Hall& hall, int step, int steps) {
    const double angle = 2.0 * std::numbers::pi * step / steps;
    hall.view.camera.eye = {14.0 * std::cos(angle), 14.0 * std::sin(angle),
                            4.0 + 3.0 * std::sin(3.0 * angle)};
    hall.view.camera.target = {2.0 * std::sin(2.0 * angle), 0.0, 0.7};
    hall.view.seconds = step;
    for (sim::SnapshotBody& body : hall.snapshot.bodies) {
        body.pose.position.x = body.plant.position.x + 0.5 * std::sin(angle);
        body.flags ^= 8;
    }
    ++hall.snapshot.tick;
}

TEST(RendererMemory, AFrameOfAFlyingCameraAllocatesNothing) {
    const auto device = Device::create({});
    if (!device)
        GTEST_SKIP() << device.error().message();
    constexpr int kSteps = 20;
    for (const Quality quality : {Quality::low, Quality::medium, Quality::high}) {
        Hall scene = hall();
        scene.view.quality = quality;
        Frames frames(**device, scene);
        const auto round = [&] {
            for (int step = 0; step < kSteps; ++step) {
                fly(scene, step, kSteps);
                frames.draw(scene);
            }
        };
        // Twice, so that each of the two frames in flight saw the largest arrays.
        round();
        round();
        const uint64_t before = test::allocations();
        round();
        EXPECT_EQ(test::allocations() - before, 0u) << static_cast<int>(quality);
        (**device)->waitIdle();
    }
}

/// A renderer whose device gives so much memory, once refuses it, and then gives again.
class Scarce {
 public:
    [[nodiscard]] RendererSettings settings() {
        return {.validation = true, .refuses = [this](DriverStep step) { return asked(step); }};
    }
    void refuseAfter(int allocations) { m_left = allocations; }
    [[nodiscard]] bool refused() const { return m_left < 0; }

 private:
    Refusal asked(DriverStep step) {
        if (step != DriverStep::memory || m_left < 0)
            return Refusal::none;
        return m_left-- == 0 ? Refusal::outOfMemory : Refusal::none;
    }
    int m_left = -1;
};

// Says so once where the memory ran out, and does it when there is some.
template <class Function>
void again(const Scarce& memory, int& refusals, Function&& function) {
    const bool before = memory.refused();
    auto done = function();
    if (done)
        return;
    ++refusals;
    EXPECT_FALSE(before) << done.error().message();
    EXPECT_NE(done.error().message().find("no memory left on the graphics device"),
              std::string::npos)
        << done.error().message();
    done = function();
    EXPECT_TRUE(done) << done.error().message();
}

TEST(RendererMemory, WhereverTheDevicesEndsItIsSaidAndWithMoreThePictureIsTheSame) {
    Hall scene = hall();
    scene.view.shadows = false;  // their maps are there all the same
    std::vector<uint8_t> reference;
    bool making = false;  // the renderer's own are many: every third of them
    for (int allowed = 0;; allowed += making ? 3 : 1) {
        Scarce memory;
        if (!reference.empty())
            memory.refuseAfter(allowed - 1);
        int refusals = 0;
        std::unique_ptr<Renderer> renderer;
        again(memory, refusals, [&]() -> Result<void> {
            auto made = Renderer::create(memory.settings());
            if (!made)
                return tl::unexpected(made.error());
            renderer = std::move(*made);
            return {};
        });
        if (!renderer)
            GTEST_SKIP() << "no Vulkan";
        making = refusals > 0;
        again(memory, refusals, [&] { return renderer->setScene(scene.twin, scene.models); });
        again(memory, refusals, [&] { return renderer->setLevels(scene.levels); });
        std::vector<uint8_t> pixels;
        for (const uint32_t width : {200u, 320u}) {
            again(memory, refusals, [&]() -> Result<void> {
                auto picture = renderer->renderOffscreen(scene.snapshot, scene.view, width, 150);
                if (!picture)
                    return tl::unexpected(picture.error());
                pixels = std::move(picture->pixels);
                return {};
            });
        }
        EXPECT_NE(renderer->pick(160, 75), PickId{});
        EXPECT_EQ(renderer->statistics().validationMessages, 0u) << allowed;
        if (reference.empty()) {
            reference = std::move(pixels);
            continue;
        }
        EXPECT_TRUE(pixels == reference) << "allocation " << allowed;
        EXPECT_EQ(refusals, memory.refused() ? 1 : 0) << "allocation " << allowed;
        if (!memory.refused()) {
            EXPECT_GT(allowed, 40) << "of all that is made";
            return;
        }
    }
}

}  // namespace
}  // namespace gemba::render
