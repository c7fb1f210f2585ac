#include "engine/render/frame_gather.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/unit/render/allocation_counter.h"
#include "tests/unit/render/scene_builder.h"

namespace gemba::render {
namespace {

using test::TwinBuilder;

ViewState viewOf(const Vec3& eye = {0, -8, 5}) {
    ViewState view;
    view.camera = {.eye = eye, .target = {0, 0, 0.8}};
    return view;
}

size_t instancesOf(const std::vector<Batch>& batches) {
    size_t n = 0;
    for (const Batch& batch : batches)
        n += batch.count;
    return n;
}

struct Cartons {
    std::unique_ptr<Scene> scene;
    sim::Snapshot snapshot;
};

Cartons cartons(int count) {
    TwinBuilder builder;
    builder.item("carton", Vec3(0.4, 0.3, 0.2), "#b98a56", true);
    Cartons out{std::make_unique<Scene>(builder.build(), SceneModels{}), {}};
    for (int i = 0; i < count; ++i)
        out.snapshot.bodies.push_back(test::itemBody(uint32_t(i), 0, {0.5 * i, 0, 0}, 1));
    return out;
}

TEST(FrameGather, EqualItemsAreOneDraw) {
    const Cartons scene = cartons(100);
    FrameGatherer gatherer(*scene.scene, nullptr);
    const FrameData& data = gatherer.gather(scene.snapshot, viewOf(), 640, 480);
    ASSERT_EQ(data.solid.size(), 1u);
    EXPECT_EQ(data.solid[0].count, 100u);
    EXPECT_FLOAT_EQ(data.instances[3].row0.w, 1.5f);
    EXPECT_FLOAT_EQ(data.instances[3].row0.x, 0.4f) << "scaled to the item's size";
}

TEST(FrameGather, PlantSolidModelOutlined) {
    Cartons scene = cartons(3);
    scene.snapshot.bodies[1].plantState = 1;
    scene.snapshot.bodies[1].plant.position = {0.2, 0, 0};
    scene.snapshot.bodies[2].plantState = 2;
    FrameGatherer gatherer(*scene.scene, nullptr);
    ViewState view = viewOf();
    const FrameData& data = gatherer.gather(scene.snapshot, view, 640, 480);
    EXPECT_EQ(instancesOf(data.solid), 2u);
    EXPECT_EQ(instancesOf(data.blended), 1u);
    EXPECT_EQ(instancesOf(data.ghosts), 1u);
    EXPECT_EQ(data.lines.size(), 24u) << "twelve edges each for the ghost and the predicted one";
    EXPECT_FLOAT_EQ(data.instances[1].row0.w, 0.2f) << "solid where the plant has it";
    EXPECT_FLOAT_EQ(data.instances[data.ghosts[0].firstInstance].row0.w, 0.5f);
    EXPECT_EQ(data.styles[data.instances[data.blended[0].firstInstance].style].flags,
              style_flag::kPredicted);

    // Without the comparison all stand where the model has them.
    view.plantAgainstModel = false;
    gatherer.gather(scene.snapshot, view, 640, 480);
    EXPECT_EQ(instancesOf(data.solid), 3u);
    EXPECT_TRUE(data.ghosts.empty());
    EXPECT_TRUE(data.lines.empty());
}

// Boxes have twelve edges; what fits no item or is nowhere is left out.
TEST(FrameGather, PartsOfFuturesAreOutlined) {
    const Cartons scene = cartons(0);
    FrameGatherer gatherer(*scene.scene, nullptr);
    ViewState view = viewOf();
    view.ghosts = {{.item = 0, .pose = {{1.0, 0.0, 0.1}}, .color = 0xff00ff00u},
                   {.item = 5, .pose = {}},
                   {.item = -1, .pose = {}},
                   {.item = 0, .pose = {{std::nan(""), 0.0, 0.0}}}};
    const FrameData& data = gatherer.gather(scene.snapshot, view, 640, 480);
    ASSERT_EQ(data.lines.size(), 12u);
    for (const LineRecord& line : data.lines) {
        EXPECT_EQ(line.color, 0xff00ff00u);
        EXPECT_EQ(line.id, 0u) << "a ghost is nothing to select";
    }
    EXPECT_TRUE(data.solid.empty());
    EXPECT_TRUE(data.ghosts.empty());
}

TEST(FrameGather, PosesAreInterpolated) {
    Cartons scene = cartons(1);
    scene.snapshot.bodies[0].previous.position = {-1, 0, 0};
    scene.snapshot.bodies[0].pose.position = {1, 0, 0};
    FrameGatherer gatherer(*scene.scene, nullptr);
    ViewState view = viewOf();
    view.interpolation = 0.75;
    EXPECT_FLOAT_EQ(gatherer.gather(scene.snapshot, view, 64, 64).instances[0].row0.w, 0.5f);
}

TEST(FrameGather, WhatDoesNotFitTheTwinIsNotDrawn) {
    Cartons scene = cartons(4);
    scene.snapshot.bodies[0].item = 99;
    scene.snapshot.bodies[1].pose.position.x = std::nan("");
    scene.snapshot.bodies[2].item = -1;
    scene.snapshot.bodies[2].device = 7;
    scene.snapshot.bodies[3].plantState = 200;
    scene.snapshot.deviceState.assign(1000, 2);
    FrameGatherer gatherer(*scene.scene, nullptr);
    ViewState view = viewOf();
    view.colorBySignal = 12345;
    EXPECT_EQ(instancesOf(gatherer.gather(scene.snapshot, view, 64, 64).solid), 1u);
}

TEST(FrameGather, PartsFollowTheirBodies) {
    TwinBuilder builder;
    const uint32_t belt = builder.device("conveyor", "belt", {{"size", Vec3(4, 0.6, 0.8)}});
    const uint32_t stop = builder.onConveyor("stopper", "stop", belt, 2.0);
    builder.model("blade", {.position = {2, 0, -1}}, static_cast<int32_t>(stop), 0);
    const Scene scene(builder.build(), {.placed = {test::boxModel(Vec3(0.1))}});
    ASSERT_EQ(scene.movers().size(), 1u) << "a model hangs on the blade: no blade of our own";
    FrameGatherer gatherer(scene, nullptr);
    sim::Snapshot snapshot = test::snapshotOf(scene.twin());

    const FrameData& data = gatherer.gather(snapshot, viewOf(), 64, 64);
    EXPECT_FLOAT_EQ(data.instances[data.solid[0].firstInstance].row2.w, -1.0f) << "at rest";
    snapshot.bodies.push_back({.slot = 3, .generation = 1, .flags = 2});
    snapshot.bodies[0].device = static_cast<int32_t>(stop);
    snapshot.bodies[0].part = 0;
    snapshot.bodies[0].pose.position = {2, 0, 0.06};
    gatherer.gather(snapshot, viewOf(), 64, 64);
    EXPECT_FLOAT_EQ(data.instances[data.solid[0].firstInstance].row2.w, 0.06f);
}

TEST(FrameGather, BeltMarksTravelWithTheBelt) {
    test::Line line = test::packingLine();
    const Scene scene(line.twin, line.models);
    FrameGatherer gatherer(scene, nullptr);
    line.snapshot.tick = 1000;
    const FrameData& data = gatherer.gather(line.snapshot, viewOf(), 64, 64);
    ASSERT_EQ(data.beltCount, 2u);
    EXPECT_FLOAT_EQ(data.instances[data.firstBelt].phase, 0.0f) << "first pictures are alike";
    line.snapshot.tick += 60;  // 0.25 s at 0.4 m/s
    gatherer.gather(line.snapshot, viewOf(), 64, 64);
    EXPECT_NEAR(data.instances[data.firstBelt].phase, 0.1, 1e-6);
    line.snapshot.tick += 1'000'000;  // a seek
    gatherer.gather(line.snapshot, viewOf(), 64, 64);
    EXPECT_NEAR(data.instances[data.firstBelt].phase, 0.1, 1e-6);
}

TEST(FrameGather, SignalsColourTheirEquipment) {
    TwinBuilder builder;
    const uint32_t belt = builder.device("conveyor", "belt", {{"size", Vec3(4, 0.6, 0.8)}});
    builder.bind("plant/belt/temperature", belt, 0);
    const Scene scene(builder.build(), {});
    sim::Snapshot snapshot = test::snapshotOf(scene.twin());
    snapshot.signals.resize(1);
    snapshot.signals[0].measured = Value::ofReal(80.0);
    snapshot.signals[0].quality = signals::Quality::good;
    FrameGatherer gatherer(scene, nullptr);
    ViewState view = viewOf();
    view.colorBySignal = 0;
    view.colorMin = 20;
    view.colorMax = 80;
    const FrameData& data = gatherer.gather(snapshot, view, 64, 64);
    const glm::vec4 hot = data.styles[scene.styleOfDevice(belt)].tint;
    EXPECT_GT(hot.r, 4 * hot.b);
    EXPECT_GT(hot.a, 0.5f);
    snapshot.signals[0].measured = Value::ofReal(20.0);
    gatherer.gather(snapshot, view, 64, 64);
    const glm::vec4 cold = data.styles[scene.styleOfDevice(belt)].tint;
    EXPECT_GT(cold.b, 4 * cold.r);
}

TEST(FrameGather, StaleAndAlarmedEquipmentIsMarked) {
    test::Line line = test::packingLine();
    line.snapshot.deviceState[line.infeed] = 1;
    line.snapshot.deviceState[line.outfeed] = 2;
    const Scene scene(line.twin, line.models);
    FrameGatherer gatherer(scene, nullptr);
    const FrameData& data = gatherer.gather(line.snapshot, viewOf(), 64, 64);
    EXPECT_EQ(data.styles[scene.styleOfDevice(line.infeed)].flags, style_flag::kStale);
    EXPECT_GT(data.styles[scene.styleOfDevice(line.outfeed)].tint.a, 0.3f);
    EXPECT_EQ(data.styles[scene.styleOfDevice(line.eye)].flags, 0u);
}

TEST(FrameGather, PickNumbersGoThereAndBack) {
    using Kind = PickId::Kind;
    for (const PickId id : {PickId{}, PickId{Kind::body, 0}, PickId{Kind::device, 12},
                            PickId{Kind::model, 0x3fffffff}})
        EXPECT_EQ(pickFromNumber(pickNumber(id)), id);
    EXPECT_NE(pickNumber({Kind::body, 0}), 0u);
}

TEST(FrameGather, CollisionModeShowsShapesAndZones) {
    test::Line line = test::packingLine();
    const Scene scene(line.twin, line.models);
    FrameGatherer gatherer(scene, nullptr);
    ViewState view = viewOf();
    view.collision = true;
    const FrameData& data = gatherer.gather(line.snapshot, view, 64, 64);
    EXPECT_EQ(data.still, &scene.collision());
    EXPECT_GE(data.lines.size(), 24u) << "the sink's zone, and the blade's edges";
}

TEST(FrameGather, WhatIsHiddenIsNotDrawnAndWhatIsLockedHasNoNumber) {
    test::Line line = test::packingLine();
    const Scene scene(line.twin, line.models);
    FrameGatherer gatherer(scene, nullptr);
    ViewState view = viewOf();
    const FrameData& data = gatherer.gather(line.snapshot, view, 64, 64);
    const size_t belts = data.beltCount, lines = data.lines.size();
    const size_t moving = instancesOf(data.solid);
    auto withheld = std::make_shared<Withheld>();
    withheld->hiddenDevices.assign(line.twin->devices.size(), 0);
    for (const uint32_t device : {line.infeed, line.eye, line.stopper})
        withheld->hiddenDevices[device] = 1;
    withheld->lockedDevices.assign(line.twin->devices.size(), 0);
    withheld->lockedDevices[line.outfeed] = 1;
    view.withheld = withheld;
    view.selected = {PickId::Kind::device, line.outfeed};
    gatherer.gather(line.snapshot, view, 64, 64);
    EXPECT_EQ(data.beltCount, belts - 1);
    EXPECT_EQ(data.lines.size(), lines - 2) << "the beam and its glow";
    EXPECT_EQ(instancesOf(data.solid), moving - 1) << "the blade; parts stay";
    EXPECT_EQ(data.styles[scene.styleOfDevice(line.outfeed)].id, 0u);
    EXPECT_EQ(data.styles[scene.styleOfDevice(line.outfeed)].mark, 1.0f)
        << "outlined from the tree";
    EXPECT_NE(data.styles[scene.styleOfDevice(line.infeed)].id, 0u);

    // What stands still has no size when it is hidden.
    size_t gone = 0;
    for (const StaticInstance& instance : scene.models().instances) {
        const InstanceRecord record = stillRecord(instance, {}, withheld.get());
        const bool hidden = record.row0 == glm::vec4(0.0f) && record.row2 == glm::vec4(0.0f);
        EXPECT_EQ(hidden, instance.model < 0 && withheld->hides(instance.device, -1));
        gone += hidden ? 1 : 0;
    }
    EXPECT_GT(gone, 0u);
}

TEST(FrameGather, AFrameLikeTheLastAllocatesNothing) {
    test::Line line = test::packingLine();
    const Scene scene(line.twin, line.models);
    auto fonts = FontSet::open(systemFontFiles());
    std::unique_ptr<TextEngine> text;
    if (fonts)
        text = std::make_unique<TextEngine>(std::move(*fonts));
    FrameGatherer gatherer(scene, text.get());
    for (int i = 0; i < 3; ++i)
        gatherer.gather(line.snapshot, viewOf(), 1280, 720);
    const uint64_t before = test::allocations();
    for (int i = 0; i < 20; ++i) {
        line.snapshot.tick += 4;
        for (sim::SnapshotBody& body : line.snapshot.bodies)
            body.pose.position.x += 0.001;
        gatherer.gather(line.snapshot, viewOf(), 1280, 720);
    }
    EXPECT_EQ(test::allocations() - before, 0u);
}

// Numbers of parts come and go all week long.
TEST(FrameGather, TextsOfPartsThatAreGoneAreNotKept) {
    auto fonts = FontSet::open(systemFontFiles());
    if (!fonts)
        GTEST_SKIP() << fonts.error().message();
    test::Line line = test::packingLine();
    const Scene scene(line.twin, line.models);
    TextEngine text(std::move(*fonts));
    FrameGatherer gatherer(scene, &text);
    uint32_t serial = 0;
    size_t most = 0, before = 0;
    bool startedAnew = false;
    while (serial < 3 * TextEngine::kMaxTexts) {
        for (sim::SnapshotBody& body : line.snapshot.bodies)
            body.serial = ++serial;
        gatherer.gather(line.snapshot, viewOf(), 1280, 720);
        startedAnew |= text.textCount() < before;
        before = text.textCount();
        most = std::max(most, before);
    }
    EXPECT_TRUE(startedAnew);
    EXPECT_LE(most, TextEngine::kMaxTexts + 1000);
}

}  // namespace
}  // namespace gemba::render
