#include "tests/unit/physics/scene.h"

namespace gemba::physics {
namespace {

TEST(Tag, GivesBackWhatWasSet) {
    Scene scene("[[tag]]\nid = \"order\"\n");
    scene.ticks(1);
    EXPECT_EQ(scene.get("order.value"), 0.0);
    EXPECT_EQ(scene.get("order.on"), 0.0);
    scene.set("order.set", -2.5);
    scene.ticks(1);
    EXPECT_EQ(scene.get("order.value"), -2.5);
    EXPECT_EQ(scene.get("order.on"), 1.0);
}

}  // namespace
}  // namespace gemba::physics
