#include "engine/analysis/residual_system.h"

#include <gtest/gtest.h>

#include <map>

#include "tests/support/twin_text.h"

namespace gemba::analysis {
namespace {

using sim::EventType;

constexpr UtcNs kEpoch = 1'700'000'000 * kNsPerSecond;
constexpr const char* kChain = R"(
[[item]]
id = "carton"
[[conveyor]]
id = "belt"
size = [10.0, 0.6, 0.8]
[[feeder]]
id = "feeder"
on = "belt"
at = 0.2
items = ["carton"]
event_at = "pe0"
[[photo_eye]]
id = "pe0"
on = "belt"
at = 1.0
[[photo_eye]]
id = "pe1"
on = "belt"
at = 4.0
[[scale]]
id = "scale"
on = "belt"
at = 6.0
length = 0.7
[[photo_eye]]
id = "pe2"
on = "belt"
at = 8.0
)";
// Two belts that lie upon each other: out and back.
constexpr const char* kRing = R"(
[[item]]
id = "carton"
[[conveyor]]
id = "belt"
size = [10.0, 0.6, 0.8]
[[conveyor]]
id = "return"
size = [10.0, 0.6, 0.8]
pose = { position = [10.0, 0.0, 0.0], rpy_deg = [0.0, 0.0, 180.0] }
[[feeder]]
id = "feeder"
on = "belt"
at = 0.2
items = ["carton"]
event_at = "pe0"
[[photo_eye]]
id = "pe0"
on = "belt"
at = 1.0
[[photo_eye]]
id = "pe1"
on = "belt"
at = 4.0
)";
constexpr const char* kBindings = R"(
[[binding]]
signal = "pe0/blocked"
device = "feeder.spawn"
role = "drive"
on = "rising"
[[binding]]
signal = "pe1/blocked"
device = "pe1.blocked"
role = "compare"
[[live]]
id = "plc"
connect = "tcp://127.0.0.1:5556"
)";
constexpr const char* kPe2 = R"(
[[binding]]
signal = "pe2/blocked"
device = "pe2.blocked"
role = "compare"
)";
constexpr const char* kWeight = R"(
[[binding]]
signal = "scale/weight"
device = "scale.last_weight"
role = "compare"
unit = "g"
tolerance = { value = 0.02 }
)";

/// What the model and the plant say happens as a test tells; nothing moves.
class Residuals : public testing::Test {
 protected:
    void open(const std::string& text) {
        m_twin = test::twinFromText(text);
        m_world = std::make_unique<sim::World>(m_twin, 1);
        m_world->following = true;
        m_residuals = std::make_unique<ResidualSystem>(*m_twin, nullptr);
    }
    uint32_t device(const char* id) const { return static_cast<uint32_t>(m_twin->findDevice(id)); }
    uint32_t signal(const char* name) const { return *m_world->names.find(name); }
    static UtcNs at(double seconds) { return kEpoch + std::llround(seconds * 1e9); }

    void made(double when, uint32_t serial) {
        m_events.emplace(when, sim::Event{.type = EventType::itemMade,
                                          .index = device("feeder"),
                                          .serial = serial,
                                          .cause = at(when)});
    }
    void model(double when, const char* eye, uint32_t serial) {
        m_events.emplace(
            when,
            sim::Event{
                .type = EventType::edge, .index = device(eye), .serial = serial, .value = 1.0});
    }
    void plant(double when, const char* name) {
        m_events.emplace(when, sim::Event{.type = EventType::measuredEdge,
                                          .index = signal(name),
                                          .value = 1.0,
                                          .cause = at(when)});
    }
    void both(double when, const char* eye, uint32_t serial) {
        model(when, eye, serial);
        plant(when + 0.01, (std::string(eye) + "/blocked").c_str());
    }
    void weighed(double when, uint32_t serial, double kilograms) {
        m_events.emplace(when, sim::Event{.type = EventType::weighed,
                                          .index = device("scale"),
                                          .serial = serial,
                                          .value = kilograms});
    }
    void reads(double when, double grams) {
        m_events.emplace(when, sim::Event{.type = EventType::measuredValue,
                                          .index = signal("scale/weight"),
                                          .value = grams,
                                          .cause = at(when)});
    }
    /// All that was told, and five seconds more.
    void run() {
        const double until = m_events.rbegin()->first + 5.0;
        while (static_cast<double>(m_world->tick) * m_world->h < until) {
            const double now = static_cast<double>(m_world->tick) * m_world->h;
            m_world->utc = at(now);
            m_world->sources[0].lastReceive = m_world->utc;
            m_world->sources[0].live = true;
            m_world->events.clear();
            if (m_world->tick == 0)
                m_world->events.push_back({.type = EventType::sourceLive});
            while (!m_events.empty() && m_events.begin()->first <= now) {
                m_world->events.push_back(m_events.begin()->second);
                m_events.erase(m_events.begin());
            }
            m_residuals->postStep(*m_world);
            ++m_world->tick;
        }
    }
    sim::ResidualRow row(const char* to) const {
        std::vector<sim::ResidualRow> rows;
        m_residuals->describeRows(*m_world, rows);
        for (const sim::ResidualRow& candidate : rows) {
            if (candidate.to == m_twin->findDevice(to))
                return candidate;
        }
        ADD_FAILURE() << "no row for " << to;
        return {};
    }

    std::shared_ptr<const twin::Twin> m_twin;
    std::unique_ptr<sim::World> m_world;
    std::unique_ptr<ResidualSystem> m_residuals;
    std::multimap<double, sim::Event> m_events;  // by when, s
    uint32_t m_serial = 0;
};

// A part that rocks in the beam or on the scale is still one.
TEST_F(Residuals, APartIsExpectedOnceAtEachEyeAndScale) {
    open(std::string(kChain) + kBindings + kPe2 + kWeight);
    made(1.0, 1);
    both(5.0, "pe1", 1);
    model(5.2, "pe1", 1);
    weighed(7.0, 1, 2.0);
    weighed(7.2, 1, 2.0);
    reads(7.0, 2000.0);
    both(9.0, "pe2", 1);
    model(9.1, "pe1", 1);
    run();
    for (const char* what : {"pe1", "scale", "pe2"}) {
        EXPECT_EQ(row(what).matched, 1u) << what;
        EXPECT_EQ(row(what).missingTotal + row(what).extraTotal, 0u) << what;
    }
}

// Without an eye of its own the feeder is where the way begins.
TEST_F(Residuals, AFeederWithoutAnEyeIsWhereTheWayBegins) {
    std::string chain(kChain);
    chain.erase(chain.find("event_at"), std::string("event_at = \"pe0\"\n").size());
    open(chain + kBindings + kPe2);
    for (uint32_t n = 1; n <= 12; ++n) {
        made(5.0 * n, n);
        both(5.0 * n + 2.0, "pe1", n);
        model(5.0 * n + 4.0, "pe2", n);
        plant(5.0 * n + 4.5, "pe2/blocked");
    }
    run();
    EXPECT_EQ(row("pe1").matched, 12u);
    EXPECT_EQ(row("pe1").from, m_twin->findDevice("feeder"));
    EXPECT_EQ(row("pe1").equipment, device("belt"));
    EXPECT_EQ(row("pe2").late, 12u);
}

// Weighed side by side in one tick they are one reading.
TEST_F(Residuals, TwoThatAreWeighedTogetherAreOneReading) {
    open(std::string(kChain) + kBindings + kPe2 + kWeight);
    made(1.0, 1);
    made(1.0, 2);
    weighed(7.0, 1, 4.0);
    weighed(7.0, 2, 4.0);
    reads(7.0, 4000.0);
    run();
    EXPECT_EQ(row("scale").matched, 1u);
    EXPECT_EQ(row("scale").missingTotal, 0u);
}

// The tolerance is in kg, the readings are in g.
TEST_F(Residuals, AToleranceIsInSiWhateverTheWireSays) {
    open(std::string(kChain) + kBindings + kPe2 + kWeight);
    const auto weigh = [&](double grams) {
        const double begin = static_cast<double>(m_world->tick) * m_world->h;
        for (uint32_t n = 1; n <= 12; ++n) {
            const double when = begin + 3.0 * n;
            made(when, ++m_serial);
            weighed(when + 1.0, m_serial, 2.0);
            reads(when + 1.0, 2000.0 + grams);
        }
        run();
    };
    weigh(8.0);
    EXPECT_EQ(row("scale").late, 0u);
    EXPECT_NEAR(row("scale").score, 0.0, 0.3);
    weigh(40.0);
    EXPECT_EQ(row("scale").late, 12u);
    EXPECT_NEAR(row("scale").median, 40.0, 1e-6) << "as the wire says it";
    EXPECT_NEAR(row("scale").score, 3.0, 0.01) << "twice its tolerance, and first of all";
}

// On a ring a part comes by again and again.
TEST_F(Residuals, OnARingAPartIsExpectedInEachLap) {
    open(std::string(kRing) + R"(
[[photo_eye]]
id = "pe2"
on = "return"
at = 4.0
)" + kBindings +
         kPe2);
    made(1.0, 1);
    for (int lap = 0; lap < 3; ++lap) {
        both(20.0 * lap + 5.0, "pe1", 1);
        model(20.0 * lap + 5.2, "pe1", 1);
        both(20.0 * lap + 15.0, "pe2", 1);
    }
    run();
    EXPECT_EQ(row("pe2").matched, 3u);
    EXPECT_EQ(row("pe1").missingTotal + row("pe1").extraTotal, 0u);
    EXPECT_EQ(row("pe2").missingTotal + row("pe2").extraTotal, 0u);
}

TEST_F(Residuals, SoItIsOnARingWithOneEye) {
    open(std::string(kRing) + kBindings);
    made(1.0, 1);
    for (int lap = 0; lap < 3; ++lap)
        both(20.0 * lap + 5.0, "pe1", 1);
    run();
    EXPECT_EQ(row("pe1").matched, 1u) << "the way of the other laps has no beginning";
    EXPECT_EQ(row("pe1").missingTotal + row("pe1").extraTotal, 0u);
}

}  // namespace
}  // namespace gemba::analysis
