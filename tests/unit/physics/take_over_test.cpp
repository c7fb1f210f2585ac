#include <gtest/gtest.h>

#include <string>

#include "tests/unit/physics/scene.h"

// A line that is edited while it runs goes on with what is on it.
namespace gemba::physics {
namespace {

constexpr const char* kLine = R"(
[[item]]
id = "carton"
size = [0.3, 0.2, 0.2]

[[conveyor]]
id = "infeed"
size = [6.0, 0.6, 0.8]
speed = 0.5
pose = { position = [0.0, 0.0, 0.8] }

[[feeder]]
id = "feeder"
on = "infeed"
at = 0.3
items = ["carton"]
every = 4.0

[[stopper]]
id = "stopper"
on = "infeed"
at = 5.0
closed = true
)";

// A device that moves nothing, before all others.
constexpr const char* kLamp = R"(
[[indicator]]
id = "a_lamp"
)";

constexpr const char* kEye = R"(
[[photo_eye]]
id = "eye"
on = "infeed"
at = 3.0
)";

TEST(TakeOver, PartsGoOnAsIfNothingHadBeen) {
    Scene before(kLine);
    before.run(3.0);
    ASSERT_EQ(before.items().size(), 1u);
    Scene now(std::string(kLamp) + kLine + kEye);
    now.simulation().takeOver(before.simulation());
    EXPECT_EQ(now.world().tick, before.world().tick);

    before.run(3.4);
    now.run(3.4);
    ASSERT_EQ(now.items().size(), before.items().size());
    EXPECT_EQ(now.items().size(), 2u) << "the feeder's next part came when it was due";
    for (size_t i = 0; i < now.items().size(); ++i) {
        const Vec3 apart = now.bodies().pose[now.items()[i]].position -
                           before.bodies().pose[before.items()[i]].position;
        EXPECT_LT(glm::length(apart), 1e-6) << i;
    }
    EXPECT_EQ(now.get("feeder.made"), 2.0);
    EXPECT_EQ(now.events(sim::EventType::edge).size(), 2u) << "the new eye sees it come and go";
    EXPECT_EQ(now.get("stopper.closed"), 1.0);
}

TEST(TakeOver, AStopperThatIsMovedHoldsWhereItIs) {
    Scene before(kLine);
    before.run(20.0);  // a queue that sleeps
    std::string text(kLine);
    const size_t at = text.find("at = 5.0");
    Scene now(text.replace(at, 8, "at = 5.5"));
    now.simulation().takeOver(before.simulation());
    now.run(3.0);
    const uint32_t first = now.items().front();
    EXPECT_NEAR(now.bodies().pose[first].position.x, 5.5 - 0.15, 0.02) << "it woke, and came along";
}

TEST(TakeOver, IsTheBeginningOfARecording) {
    Scene before(kLine);
    before.run(9.0);
    Scene now(std::string(kLine) + kEye);
    now.simulation().takeOver(before.simulation());
    const Bytes saved = now.simulation().save();
    Scene copy(std::string(kLine) + kEye);
    ASSERT_TRUE(copy.simulation().load(saved));
    now.run(6.0);
    copy.run(6.0);
    EXPECT_EQ(now.simulation().stateHash(), copy.simulation().stateHash());
    // Back to the beginning is to an empty line.
    now.simulation().reset();
    EXPECT_EQ(now.world().tick, 0);
    EXPECT_TRUE(now.items().empty());
}

}  // namespace
}  // namespace gemba::physics
