#include "physics/physics_system.h"

#include <limits>

#include "tests/support/expected_warning.h"
#include "tests/unit/physics/scene.h"

namespace gemba::physics {
namespace {

constexpr const char* kBodies = R"(
[[body]]
id = "ball"
shape = "sphere"
size = [0.4, 0.4, 0.4]
mass = 1.0
pose = { position = [0, 0, 1] }
[[body]]
id = "can"
shape = "cylinder"
size = [0.3, 0.3, 0.4]
mass = 1.0
pose = { position = [1, 0, 1] }
[[body]]
id = "crate"
size = [0.5, 0.5, 0.5]
mass = 10.0
pose = { position = [2, 0, 1] }
[[body]]
id = "pill"
shape = "capsule"
size = [0.3, 0.3, 0.6]
mass = 1.0
pose = { position = [3, 0, 1], rpy_deg = [0, 90, 0] }
[[body]]
id = "table"
size = [1.0, 1.0, 0.7]
pose = { position = [2, 2, 0.35] }
[[body]]
id = "vase"
shape = "cylinder"
size = [0.2, 0.2, 0.3]
mass = 0.5
pose = { position = [2, 2, 1.2] }
)";

TEST(PhysicsSystem, BodiesComeToRestOnWhatCarriesThem) {
    Scene scene(kBodies);
    scene.run(6.0);
    EXPECT_NEAR(scene.pose("ball").position.z, 0.2, 1e-3);
    EXPECT_NEAR(scene.pose("can").position.z, 0.2, 1e-3);
    EXPECT_NEAR(scene.pose("crate").position.z, 0.25, 1e-3);
    EXPECT_NEAR(scene.pose("pill").position.z, 0.15, 1e-3);
    EXPECT_NEAR(scene.pose("vase").position.z, 0.85, 1e-3);
    EXPECT_TRUE(scene.bodies().flags[scene.slotOf("crate")] & sim::body_flag::kSleeping);
    EXPECT_EQ(scene.bodies().previous[scene.slotOf("crate")],
              scene.bodies().pose[scene.slotOf("crate")]);
}

TEST(PhysicsSystem, FreezesABodyThatIsNotFinite) {
    test::expectWarning("crate has no finite position");
    Scene scene(kBodies);
    scene.run(0.1);
    scene.world().bodies.velocity[scene.slotOf("crate")].x =
        std::numeric_limits<double>::quiet_NaN();
    ASSERT_TRUE(scene.simulation().load(scene.simulation().save()));
    scene.run(5.0);
    EXPECT_TRUE(scene.bodies().flags[scene.slotOf("crate")] & sim::body_flag::kFrozen);
    EXPECT_TRUE(std::isfinite(scene.pose("crate").position.z));
    EXPECT_NEAR(scene.pose("ball").position.z, 0.2, 1e-3) << "the rest runs on";
}

TEST(PhysicsSystem, FreezesABodyThatLeavesTheWorld) {
    test::expectWarning("crate left the world");
    Scene scene(R"(
[[body]]
id = "crate"
mass = 1.0
pose = { position = [9999.0, 0, 0.6] }
[[body]]
id = "other"
mass = 1.0
pose = { position = [0, 0, 2.0] }
)");
    scene.world().bodies.velocity[scene.slotOf("crate")] = {100.0, 0.0, 10.0};
    ASSERT_TRUE(scene.simulation().load(scene.simulation().save()));
    scene.run(3.0);
    const auto frozen = scene.events(sim::EventType::bodyFrozen);
    ASSERT_EQ(frozen.size(), 1u);
    EXPECT_EQ(frozen[0].index, scene.slotOf("crate"));
    EXPECT_EQ(frozen[0].value, 1.0);
    EXPECT_LE(scene.pose("crate").position.x, 1e4);
    EXPECT_NEAR(scene.pose("other").position.z, 0.5, 1e-3);
}

TEST(PhysicsSystem, SurvivesBodiesInOnePlace) {
    std::string text;
    for (int i = 0; i < 12; ++i)
        text += "[[body]]\nid = \"b" + std::to_string(10 + i) +
                "\"\nmass = 1.0\npose = { position = [0, 0, 0.5] }\n";
    Scene scene(text);
    scene.run(3.0);
    for (uint32_t slot = 0; slot < 12; ++slot)
        EXPECT_TRUE(std::isfinite(scene.bodies().pose[slot].position.z));
}

TEST(PhysicsSystem, RefusesAStateOfAnotherTwin) {
    Scene scene(kBodies), other(R"([[body]]
id = "one"
mass = 1.0
)");
    EXPECT_FALSE(scene.simulation().load(other.simulation().save()));
    Bytes cut = scene.simulation().save();
    cut.resize(cut.size() - 9);
    EXPECT_FALSE(scene.simulation().load(cut));
}

// Saved states come from recordings, and those from anywhere.
TEST(PhysicsSystem, AStateWithAnyByteChangedHarmsNothing) {
    Scene scene(kBodies);
    scene.run(0.5);
    const Bytes good = scene.simulation().save();
    size_t refused = 0, taken = 0;
    // Each is a scene of its own, which takes its time where every access is watched.
#ifdef GEMBA_SANITIZED
    const size_t stride = good.size() / 100;
    constexpr size_t kLeast = 0;
#else
    constexpr size_t stride = 35, kLeast = 20;
    test::expectWarning("is frozen where it was");
#endif
    for (size_t at = 0; at < good.size(); at += stride) {
        for (const std::byte change : {std::byte{0xff}, std::byte{0x01}}) {
            Bytes bad = good;
            bad[at] ^= change;
            Scene other(kBodies);
            if (other.simulation().load(bad)) {
                ++taken;
                other.run(0.02);
            } else {
                ++refused;
            }
        }
    }
    EXPECT_GT(refused, kLeast) << "counts, items and devices that cannot be";
    EXPECT_GT(taken, kLeast) << "poses are only numbers";
}

TEST(PhysicsSystem, ResetGivesTheFirstRunAgain) {
    Scene scene(kBodies);
    scene.run(2.0);
    const uint64_t hash = scene.simulation().stateHash();
    scene.simulation().reset();
    scene.run(2.0);
    EXPECT_EQ(scene.simulation().stateHash(), hash);
}

}  // namespace
}  // namespace gemba::physics
