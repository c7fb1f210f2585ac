// Machines that hold parts back, and what is said of what waits before them.
#include <regex>

#include "tests/follow/plant_and_twin.h"

namespace gemba {
namespace {

/// The plant's controller drives the line's stopper and pusher, and their sensors are compared.
class Held : public Follow {
 protected:
    std::string text() const override {
        return std::string(kLine) + R"(
[[pusher]]
id = "pusher"
on = "outfeed"
at = )" + m_pusherAt +
               R"(
size = [0.5, 0.04, 0.25]
stroke = 0.6
speed = 1.2
side = "right"
[[binding]]
signal = "stopper/close"
device = "stopper.close"
role = "drive"
[[binding]]
signal = "pusher/extend"
device = "pusher.extend"
role = "drive"
)" + m_more;
    }

    void command(const char* property, bool on) {
        sim::PropertyTable& table = m_plant->world().properties;
        const uint32_t place = m_twin->propertyIndex(*m_twin->findProperty(property));
        table.hasController[place] = 1;
        table.controller[place] = on ? 1.0 : 0.0;
    }
    /// For so many seconds, looking twice a second: what stood first, each name once, in order.
    std::string firstOnes(double seconds) {
        std::string names;
        for (m_waited = 0.0; seconds > 0.0; seconds -= 0.5) {
            run(0.5);
            sim::Snapshot snapshot;
            m_model->describe(snapshot);
            const sim::ResidualRow& row = snapshot.residuals.front();
            const std::string name = row.score < 1.0 ? "" : m_twin->devices[row.equipment].id + " ";
            if (names.find(name) == std::string::npos)
                names += name;
            if (names.empty())
                m_waited += 0.5;
        }
        return names;
    }

    std::string m_more = R"(
[[binding]]
signal = "stopper/closed"
device = "stopper.closed"
role = "compare"
tolerance = { time = 0.30 }
[[binding]]
signal = "pusher/extended"
device = "pusher.extended"
role = "compare"
tolerance = { time = 0.30 }
)";
    std::string m_pusherAt = "4.2";
    double m_waited = 0.0;  ///< s until anything stood first
};

// The blade does not go down again: its end that does not come says so before any part does.
TEST_F(Held, ABladeThatSticksUpIsNamedAtOnce) {
    open("stopper.stuck 1 61 -1");
    run(60.0);
    command("stopper.close", true);
    run(1.5);
    command("stopper.close", false);
    EXPECT_EQ(firstOnes(40.0), "stopper ");
    EXPECT_LE(m_waited, 2.0);
}

// Nobody says where the blade is: a part that stands in the eye before it does.
TEST_F(Held, APartThatStandsInABeamSaysWhereItIsHeld) {
    m_more.clear();
    for (const double closed : {0.4, 1.0, 1.6, 2.2}) {  // wherever the next part is then
        m_wire.waiting.clear();
        open("stopper.stuck 1 61 -1");
        run(60.9 - closed);
        command("stopper.close", true);
        run(closed + 0.4);
        command("stopper.close", false);
        EXPECT_EQ(firstOnes(7.0), "stopper ");
        const double since = static_cast<double>(row("pe3").since - kEpoch) * 1e-9;
        EXPECT_GT(since, 58.0) << "when that part came into the beam";
        EXPECT_LT(since, 66.0);
        EXPECT_EQ(firstOnes(33.0), "stopper ");
        EXPECT_EQ(row("pe2").missing, 0u) << "behind the part in the beam none can be seen";
    }
}

// What is hidden by no more than a part that is a little late is not held.
TEST_F(Held, AQueueThatBothHaveIsNoDifference) {
    open("infeed.slip 0.006 0 -1");
    run(60.0);
    for (int i = 0; i < 8; ++i) {
        command("stopper.close", true);
        run(4.0);
        command("stopper.close", false);
        EXPECT_EQ(firstOnes(6.0), "") << i;
    }
}

// An eye that stays dark while parts come by is itself what differs.
TEST_F(Held, AnEyeThatStaysDarkIsNamedItself) {
    open();
    run(60.0);
    const uint32_t pe2 = *signals::SignalNames(*m_twin).find("pe2/blocked");
    for (int tick = 0; tick < 40 * 240; ++tick) {
        run(1.0 / 240.0);
        std::erase_if(m_wire.waiting, [&](const sim::Output& output) {
            return output.signal == pe2 && !output.value.boolean();
        });
    }
    EXPECT_EQ(worst().substr(0, 4), "pe2:") << worst();
}

// The pusher stands before the eye that lacks parts, and before what may hold them: that they do
// not come explains nothing of it.
TEST_F(Held, AMachineBeforeTheEyeThatLacksPartsIsNotBehindIt) {
    m_pusherAt = "2.3";
    open("pusher.stuck 1 60 -1\npe3.miss 1 60 -1");
    run(66.0);
    for (int i = 0; i < 4; ++i) {
        command("pusher.extend", true);
        run(1.0);
        command("pusher.extend", false);
        run(4.0);
    }
    EXPECT_GE(row("pe3").score, 1.0);
    EXPECT_GE(row("pusher").score, 1.0);
}

}  // namespace
}  // namespace gemba
