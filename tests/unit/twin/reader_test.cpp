#include "engine/twin/reader.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "engine/core/random.h"
#include "tests/unit/twin/twin_files.h"

namespace gemba::twin {
namespace {

using test::allOf;
using test::goodTwin;
using test::TwinFolder;

class Reader : public ::testing::Test {
 protected:
    std::shared_ptr<const Twin> readGood() {
        ReadOutcome outcome = m_folder.read(goodTwin());
        EXPECT_TRUE(outcome.twin) << allOf(outcome.problems);
        return outcome.twin;
    }
    TwinFolder m_folder;
};

void expectNear(const Vec3& a, const Vec3& b) {
    EXPECT_NEAR(glm::length(a - b), 0.0, 1e-12)
        << a.x << " " << a.y << " " << a.z << " for " << b.x << " " << b.y << " " << b.z;
}

TEST_F(Reader, TakesTheWholeFile) {
    const auto twin = readGood();
    ASSERT_TRUE(twin);
    EXPECT_EQ(twin->name, "Packing cell");
    EXPECT_EQ(twin->text, goodTwin());
    EXPECT_EQ(twin->file, m_folder.file("cell.toml"));
    EXPECT_EQ(twin->world.seed, 7u);
    EXPECT_EQ(twin->world.maxItems, 200u);
    EXPECT_EQ(twin->world.gravity.z, -9.81);
    ASSERT_TRUE(twin->controller);
    EXPECT_EQ(twin->controller->period, 0.02);
    EXPECT_EQ(twin->controller->source, "function step(inputs, state) return {} end\n");
    ASSERT_EQ(twin->views.size(), 2u);
    EXPECT_EQ(twin->views[0].name, "overview");
    EXPECT_EQ(twin->views[0].fovDeg, 50.0);
    EXPECT_EQ(twin->views[1].fovDeg, 45.0);
}

TEST_F(Reader, AnArmHasNoMoreJointsAtHomeThanItCanHave) {
    const auto read = readTwinText(
        "gemba = 1\n[[robot]]\nid = \"arm\"\nurdf = \"reader_test.cpp\"\n"
        "home = [0, 0, 0, 0, 0, 0, 0, 1]\n",
        __FILE__);
    const auto named = std::find_if(read.problems.begin(), read.problems.end(),
                                    [](const auto& p) { return p.key == "robot.arm.home"; });
    ASSERT_NE(named, read.problems.end());
    EXPECT_EQ(named->found, "8 numbers");
    EXPECT_EQ(named->expected, "6 at most");
}

TEST_F(Reader, GivesLiveSourcesAndItems) {
    const auto twin = readGood();
    ASSERT_TRUE(twin);
    ASSERT_EQ(twin->live.size(), 1u);
    const LiveSource& live = twin->live[0];
    EXPECT_EQ(live.connect, "tcp://127.0.0.1:5556");
    EXPECT_EQ(live.subscribe, std::vector<std::string>{"acme/line3/"});
    EXPECT_EQ(live.timePath, "stamp.t");
    EXPECT_EQ(live.timeUnit, "ms");
    EXPECT_EQ(live.align, Align::source);
    EXPECT_EQ(live.delay, 0.2);
    EXPECT_EQ(live.silentAfter, 2.0);

    ASSERT_EQ(twin->items.size(), 2u);
    EXPECT_EQ(twin->items[0].id, "ball");
    EXPECT_EQ(twin->items[0].shape, "sphere");
    const ItemType& carton = twin->items[static_cast<size_t>(twin->findItem("carton"))];
    EXPECT_EQ(carton.size, Vec3(0.4, 0.3, 0.25));
    EXPECT_EQ(carton.model, m_folder.file("models/carton.glb"));
    EXPECT_TRUE(carton.numbered);
    EXPECT_EQ(twin->findItem("crate"), -1);
}

TEST_F(Reader, SortsDevicesByIdAndFillsDefaults) {
    const auto twin = readGood();
    ASSERT_TRUE(twin);
    uint32_t next = 0;
    for (size_t i = 0; i < twin->devices.size(); ++i) {
        const Device& device = twin->devices[i];
        if (i > 0) {
            EXPECT_LT(twin->devices[i - 1].id, device.id);
        }
        EXPECT_EQ(twin->findDevice(device.id), static_cast<int32_t>(i));
        EXPECT_EQ(device.values.size(), device.info().keys.size());
        EXPECT_EQ(device.firstProperty, next);
        next += static_cast<uint32_t>(device.info().properties.size());
    }
    EXPECT_EQ(twin->propertyCount, next);

    const auto device = [&](std::string_view id) -> const Device& {
        return twin->devices[static_cast<size_t>(twin->findDevice(id))];
    };
    EXPECT_EQ(device("infeed").number("speed"), 0.4);
    EXPECT_EQ(device("infeed").number("acceleration"), 1.0);
    EXPECT_EQ(device("infeed").vec3("size"), Vec3(6.0, 0.6, 0.8));
    EXPECT_TRUE(device("stop1").boolean("closed"));
    EXPECT_EQ(device("push").text("side"), "left");
    EXPECT_EQ(device("feeder").list("items"), (std::vector<std::string>{"carton", "ball"}));
    EXPECT_EQ(device("pe1").at, 5.6);
    EXPECT_EQ(device("pe1").on, twin->findDevice("infeed"));
    EXPECT_EQ(device("good").on, -1);
}

TEST_F(Reader, PlacesFramesInTheWorld) {
    const auto twin = readGood();
    ASSERT_TRUE(twin);
    const auto device = [&](std::string_view id) -> const Device& {
        return twin->devices[static_cast<size_t>(twin->findDevice(id))];
    };
    // The hall is turned by 90 degrees: its x is the world's y.
    expectNear(device("infeed").worldFromDevice.position, {10.0 - 2.0, 1.0, 0.8});
    expectNear(device("pe1").worldFromDevice.position, {8.0, 1.0 + 5.6, 0.8});
    expectNear(device("pe1").worldFromDevice * Vec3(1, 0, 0), {8.0, 2.0 + 5.6, 0.8});
    expectNear(device("good").worldFromDevice.position, {10.0, 0.0, 0.5});

    // sign -> flag -> stop1.blade -> infeed -> hall
    const PlacedModel& sign = twin->models[2];
    ASSERT_EQ(sign.id, "sign");
    EXPECT_EQ(sign.device, twin->findDevice("stop1"));
    EXPECT_EQ(sign.part, 0);
    expectNear(sign.worldFromModel.position, {8.0, 6.0, 1.8});
    const PlacedModel& hall = twin->models[1];
    EXPECT_EQ(hall.device, -1);
    EXPECT_EQ(hall.unitM, 0.01);
    EXPECT_EQ(hall.up, 'y');
    EXPECT_EQ(hall.collision, Collision::box);
    EXPECT_EQ(hall.file, m_folder.file("models/hall.glb"));
}

TEST_F(Reader, GivesBindingsInSi) {
    const auto twin = readGood();
    ASSERT_TRUE(twin);
    ASSERT_EQ(twin->bindings.size(), 7u);
    const auto binding = [&](std::string_view target) -> const Binding& {
        const auto ref = twin->findProperty(target);
        for (const Binding& each : twin->bindings) {
            if (ref && each.target == *ref)
                return each;
        }
        ADD_FAILURE() << target;
        return twin->bindings[0];
    };
    const Binding& speed = binding("infeed.speed");
    EXPECT_EQ(speed.role, Role::drive);
    EXPECT_EQ(speed.scale, 1e-3);
    EXPECT_EQ(speed.unit, "mm/s");
    EXPECT_EQ(speed.hold, Hold::interpolate);
    EXPECT_EQ(speed.onStale, OnStale::value);
    EXPECT_EQ(binding("stop1.close").onStale, OnStale::controller);
    EXPECT_EQ(binding("stop1.close").scale, -1.0);
    EXPECT_EQ(binding("stop1.close").offset, 1.0);
    EXPECT_EQ(binding("feeder.spawn").on, Edge::rising);
    EXPECT_EQ(binding("pe1.blocked").toleranceTime, 0.2);
    EXPECT_EQ(binding("scale.last_weight").scale, 1e-3);
    EXPECT_EQ(binding("scale.last_weight").toleranceValue, 0.05);
    EXPECT_EQ(binding("scale.last_weight").range.value().high, 50.0);
    EXPECT_FALSE(binding("pe1.blocked").range);
    EXPECT_EQ(binding("stack_light.value").scale, 1.0);
    EXPECT_EQ(binding("stack_light.value").offset, 0.0);
    EXPECT_EQ(twin->propertyName(speed.target), "infeed.speed");
    EXPECT_EQ(twin->info(speed.target).unit, "m/s");
    for (size_t i = 1; i < twin->bindings.size(); ++i)
        EXPECT_LE(twin->bindings[i - 1].signal, twin->bindings[i].signal);
}

TEST_F(Reader, OrdersEyesAlongTheirPath) {
    const auto twin = readGood();
    ASSERT_TRUE(twin);
    ASSERT_EQ(twin->pathSensors.size(), 3u);
    const char* order[] = {"pe0", "pe1", "pe2"};
    const double distance[] = {0.3, 5.6, 6.5};
    for (size_t i = 0; i < 3; ++i) {
        const PathSensor& sensor = twin->pathSensors[i];
        EXPECT_EQ(twin->devices[sensor.device].id, order[i]);
        EXPECT_NEAR(sensor.distance, distance[i], 1e-12);
        EXPECT_EQ(sensor.previous, static_cast<int32_t>(i) - 1);
        EXPECT_EQ(sensor.path, 0u);
    }
}

TEST_F(Reader, FindsPropertiesByName) {
    const auto twin = readGood();
    ASSERT_TRUE(twin);
    EXPECT_TRUE(twin->findProperty("infeed.speed"));
    EXPECT_FALSE(twin->findProperty("infeed"));
    EXPECT_FALSE(twin->findProperty("infeed."));
    EXPECT_FALSE(twin->findProperty("infeed.size"));
    EXPECT_FALSE(twin->findProperty("hall.speed"));
    EXPECT_FALSE(twin->findProperty(""));
}

TEST_F(Reader, TakesTheSmallestFile) {
    const ReadOutcome outcome = m_folder.read("gemba = 1\n");
    ASSERT_TRUE(outcome.twin) << allOf(outcome.problems);
    EXPECT_EQ(outcome.twin->name, "cell");
    EXPECT_EQ(outcome.twin->world.stepHz, 240);
    EXPECT_EQ(outcome.twin->world.gravity, Vec3(0.0, 0.0, -9.81));
    EXPECT_FALSE(outcome.twin->controller);
}

TEST_F(Reader, ReadsFromAFile) {
    m_folder.write("cell.toml", goodTwin());
    EXPECT_TRUE(readTwin(m_folder.file("cell.toml")).twin);
}

TEST_F(Reader, SaysWhyAFileCannotBeRead) {
    const auto missing = readTwin(m_folder.file("none.toml"));
    EXPECT_FALSE(missing.twin);
    ASSERT_EQ(missing.problems.size(), 1u);
    EXPECT_EQ(missing.problems[0].message("none.toml"),
              "none.toml: found no such file, expected a file that exists");
    EXPECT_EQ(readTwin(m_folder.file("models")).problems.size(), 1u);
    EXPECT_EQ(readTwin("/dev/zero").problems.size(), 1u);

    m_folder.write("huge.toml", std::string((16u << 20) + 1, '#'));
    const auto huge = readTwin(m_folder.file("huge.toml"));
    ASSERT_EQ(huge.problems.size(), 1u);
    EXPECT_EQ(huge.problems[0].expected, "at most 16777216 bytes");
}

TEST_F(Reader, SurvivesDepthAndLength) {
    // A tree as deep as a hostile file can make it: keys, arrays, tables, chains of parents.
    std::string key = "a";
    for (int i = 0; i < 200'000; ++i)
        key += ".a";
    EXPECT_EQ(m_folder.read(key + " = 1\n").problems.size(), 1u);
    EXPECT_EQ(m_folder.read("x = {'''''''', " + key + " = 1}\n").problems.size(), 1u);
    EXPECT_EQ(m_folder.read("x = {y = ''''''', " + key + " = 1}\n").problems.size(), 1u);
    EXPECT_EQ(m_folder.read("x = " + std::string(100'000, '[')).problems.size(), 1u);
    std::string values = "x = [1";
    for (int i = 0; i < 2'100'000; ++i)
        values += ",1";
    EXPECT_EQ(m_folder.read(values + "]").problems.size(), 1u);

    std::string chain = "gemba = 1\n[[body]]\nid = \"b0\"\n";
    for (int i = 1; i < 20'000; ++i)
        chain += "[[body]]\nid = \"b" + std::to_string(i) + "\"\nparent = \"b" +
                 std::to_string(i - 1) + "\"\npose = {position = [0.001, 0, 0]}\n";
    const ReadOutcome outcome = m_folder.read(std::move(chain));
    ASSERT_TRUE(outcome.twin) << allOf(outcome.problems);
    const auto last = static_cast<size_t>(outcome.twin->findDevice("b19999"));
    EXPECT_NEAR(outcome.twin->devices[last].worldFromDevice.position.x, 19.999, 1e-9);
}

TEST_F(Reader, EyesThatCompareMayCorrect) {
    const auto eyeOf = [](const Twin& twin) {
        const auto at = std::find_if(
            twin.bindings.begin(), twin.bindings.end(),
            [&](const Binding& b) { return twin.propertyName(b.target) == "pe1.blocked"; });
        return *at;
    };
    EXPECT_FALSE(eyeOf(*readGood()).correct);
    std::string text = goodTwin();
    const std::string tolerance = "tolerance = { time = 0.2 }\n";
    text.insert(text.find(tolerance), "correct = true\ngain = 0.75\n");
    const auto outcome = m_folder.read(text);
    ASSERT_TRUE(outcome.twin) << allOf(outcome.problems);
    EXPECT_TRUE(eyeOf(*outcome.twin).correct);
    EXPECT_EQ(eyeOf(*outcome.twin).gain, 0.75);
}

// Which lap a part is in, no eye can tell.
TEST_F(Reader, OnARingNoEyeCorrects) {
    const std::string ring = R"(gemba = 1
[[conveyor]]
id = "out"
size = [4.0, 0.6, 0.8]
pose = { position = [0, 0, 0.8] }
[[conveyor]]
id = "back"
size = [4.0, 0.6, 0.8]
pose = { position = [4, 0, 0.8], rpy_deg = [0, 0, 180] }
[[photo_eye]]
id = "pe1"
on = "back"
at = 1.0
[[binding]]
signal = "pe1/blocked"
device = "pe1.blocked"
role = "compare"
)";
    EXPECT_TRUE(m_folder.read(ring).twin);
    const auto outcome = m_folder.read(ring + "correct = true\n");
    ASSERT_EQ(outcome.problems.size(), 1u);
    EXPECT_EQ(outcome.problems[0].key, "binding[1].correct");
    EXPECT_EQ(outcome.problems[0].line, 18);
    EXPECT_EQ(outcome.problems[0].found, "true on a ring of belts");
}

TEST_F(Reader, DotsInCommentsAndTextAreNoDeepKey) {
    const std::string dots(100, '.');
    const auto outcome = m_folder.read("gemba = 1 # " + dots + "\nname = \"" + dots + "\"\n");
    EXPECT_TRUE(outcome.twin) << allOf(outcome.problems);
}

TEST_F(Reader, RefusesTooManyObjects) {
    std::string text = "gemba = 1\n";
    for (int i = 0; i <= 100'000; ++i)
        text += "[[sink]]\n";
    const auto outcome = m_folder.read(std::move(text));
    ASSERT_EQ(outcome.problems.size(), 1u);
    EXPECT_EQ(outcome.problems[0].expected, "at most 100000");
}

TEST_F(Reader, BoundsWhatItSays) {
    std::string text = "gemba = 1\n";
    for (int i = 0; i < 30'000; ++i)
        text += "[[sink]]\nbad_key = 1\n";
    const auto outcome = m_folder.read(std::move(text));
    EXPECT_EQ(outcome.problems.size(), 10'001u);
    EXPECT_EQ(outcome.problems.back().found, "80000 more problems");
}

// Whatever is cut from, flipped in or put into a good file: a twin or at least one problem, in
// order.
TEST_F(Reader, NeitherCrashesNorStaysSilent) {
    const std::string good = goodTwin();
    RandomStream random(1, "twin fuzz");
    const auto pick = [&](size_t n) { return static_cast<size_t>(random.next() % n); };
    constexpr std::string_view kBytes = "[]{}=\"'#.,\n\\0x-e_ \xff\xc3";
    for (int round = 0; round < 1500; ++round) {
        std::string text = good;
        for (size_t edits = 1 + pick(4); edits > 0 && text.size() > 1; --edits) {
            const size_t at = pick(text.size());
            switch (pick(5)) {
                case 0:
                    text.erase(at, 1 + pick(40));
                    break;
                case 1:
                    text[at] = static_cast<char>(random.next() & 0xff);
                    break;
                case 2:
                    text.insert(at, 1, kBytes[pick(kBytes.size())]);
                    break;
                case 3:
                    text.insert(at, good, pick(good.size()), pick(60));
                    break;
                default:
                    text.resize(at);
            }
        }
        const ReadOutcome outcome = m_folder.read(text);
        ASSERT_NE(outcome.twin == nullptr, outcome.problems.empty()) << text;
        for (size_t i = 1; i < outcome.problems.size(); ++i)
            ASSERT_LE(outcome.problems[i - 1].line, outcome.problems[i].line);
        for (const Problem& problem : outcome.problems)
            ASSERT_GE(problem.line, 1) << problem.message("cell.toml");
    }
}

// Drops one line at a time: what is left is read or complained of at a line that exists.
TEST_F(Reader, AnswersEachMissingLine) {
    const std::string good = goodTwin();
    for (size_t at = 0; at < good.size(); at = good.find('\n', at) + 1) {
        std::string text = good;
        text.erase(at, good.find('\n', at) + 1 - at);
        const ReadOutcome outcome = m_folder.read(text);
        EXPECT_NE(outcome.twin == nullptr, outcome.problems.empty());
    }
}

}  // namespace
}  // namespace gemba::twin
