#include "engine/sim/world.h"

#include <gtest/gtest.h>

namespace gemba::sim {
namespace {

TEST(BodyTable, FindsAnItemByItsSerialWhileItIsThere) {
    BodyTable bodies(4);
    const BodyId device = bodies.add(), item = bodies.add();
    bodies.serial[item.index] = 7;
    bodies.item[item.index] = 0;
    EXPECT_EQ(bodies.slotOf(7), item.index);
    EXPECT_FALSE(bodies.slotOf(8));
    EXPECT_FALSE(bodies.slotOf(0)) << "a device's part has none";
    bodies.remove(item);
    EXPECT_FALSE(bodies.slotOf(7));
    EXPECT_TRUE(bodies.alive(device));
}

}  // namespace
}  // namespace gemba::sim
