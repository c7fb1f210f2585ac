// A plant and its twin in one process: what the plant publishes reaches the twin as samples, with a
// stated delay and a clock of its own. No sockets, no wall time: the same bits every time.
#include <gtest/gtest.h>

#include <algorithm>
#include <deque>

#include "engine/analysis/describe.h"
#include "engine/analysis/plant_view.h"
#include "engine/analysis/residual_system.h"
#include "engine/sim/bindings.h"
#include "engine/sim/output_system.h"
#include "engine/sim/overlay_system.h"
#include "engine/sim/simulation.h"
#include "engine/twin/reader.h"
#include "physics/physics_system.h"

namespace gemba {
namespace {

constexpr const char* kLine = R"(
gemba = 1
name = "line"
[world]
max_items = 60
[[item]]
id = "carton"
size = [0.4, 0.3, 0.3]
mass = 2.0
[[conveyor]]
id = "infeed"
size = [6.0, 0.6, 0.8]
pose = { position = [-6.0, 0.0, 0.8] }
speed = 0.4
[[conveyor]]
id = "outfeed"
size = [6.0, 0.6, 0.8]
pose = { position = [0.0, 0.0, 0.8] }
speed = 0.4
[[feeder]]
id = "feeder"
on = "infeed"
at = 0.25
items = ["carton"]
every = 2.5
jitter = 0.03
event_at = "pe0"
[[photo_eye]]
id = "pe0"
on = "infeed"
at = 0.6
[[photo_eye]]
id = "pe1"
on = "infeed"
at = 5.6
[[scale]]
id = "scale"
on = "outfeed"
at = 1.2
length = 0.7
[[photo_eye]]
id = "pe2"
on = "outfeed"
at = 2.0
[[stopper]]
id = "stopper"
on = "outfeed"
at = 2.6
[[photo_eye]]
id = "pe3"
on = "outfeed"
at = 5.5
[[sink]]
id = "good"
size = [0.8, 0.9, 0.6]
pose = { position = [6.35, 0.0, 1.05] }
[[binding]]
signal = "infeed/speed"
device = "infeed.speed"
role = "drive"
[[binding]]
signal = "outfeed/actual_speed"
device = "outfeed.actual_speed"
role = "compare"
tolerance = { value = 0.01 }
[[binding]]
signal = "pe0/blocked"
device = "feeder.spawn"
role = "drive"
on = "rising"
[[binding]]
signal = "pe1/blocked"
device = "pe1.blocked"
role = "compare"
[[binding]]
signal = "pe2/blocked"
device = "pe2.blocked"
role = "compare"
[[binding]]
signal = "pe3/blocked"
device = "pe3.blocked"
role = "compare"
[[binding]]
signal = "scale/weight"
device = "scale.last_weight"
role = "compare"
tolerance = { value = 0.02 }
[[live]]
id = "plc"
connect = "tcp://127.0.0.1:5556"
)";

constexpr UtcNs kEpoch = 1'700'000'000 * kNsPerSecond;
constexpr int64_t kDelayNs = 3'000'000;  // the network's

/// Keeps what the plant publishes; drops it while offline, as a publisher that is gone.
class Wire final : public sim::OutputSink {
 public:
    bool push(const sim::Output& output) override {
        if (!m_offline)
            waiting.push_back(output);
        return true;
    }
    void setOffline(bool offline) override { m_offline = offline; }
    [[nodiscard]] bool offline() const { return m_offline; }
    std::deque<sim::Output> waiting;

 private:
    bool m_offline = false;
};

class Follow : public ::testing::Test {
 protected:
    void open(const std::string& overlayText = "") {
        const auto read = twin::readTwinText(kLine, "/tmp/line.toml");
        ASSERT_TRUE(read.problems.empty()) << read.problems.front().message("line");
        m_twin = read.twin;
        twin::Overlay overlay = parseOverlay(overlayText);

        sim::Simulation::Systems plant;
        plant.push_back(std::make_unique<sim::OverlaySystem>(*m_twin, overlay.entries));
        plant.push_back(std::make_unique<sim::BindingSystem>(*m_twin));
        plant.push_back(physics::makePhysics({}));
        plant.push_back(std::make_unique<sim::SimulatedSignals>());
        plant.push_back(std::make_unique<sim::OutputSystem>(*m_twin, m_wire, overlay.offline));
        m_plant = std::make_unique<sim::Simulation>(m_twin, 7, std::move(plant));

        sim::Simulation::Systems model;
        model.push_back(std::make_unique<sim::BindingSystem>(*m_twin));
        model.push_back(physics::makePhysics({}));
        model.push_back(std::make_unique<sim::SimulatedSignals>());
        auto residuals = std::make_unique<analysis::ResidualSystem>(*m_twin, nullptr);
        auto view = std::make_unique<analysis::PlantView>(*residuals);
        model.push_back(std::move(residuals));
        model.push_back(std::move(view));
        m_model = std::make_unique<sim::Simulation>(m_twin, 1, std::move(model));
        m_model->world().following = true;
    }

    /// "property value from until" or "offline from until", one a line.
    twin::Overlay parseOverlay(const std::string& text) const {
        twin::Overlay overlay;
        std::istringstream in(text);
        std::string word;
        while (in >> word) {
            double a = 0.0, b = 0.0, c = 0.0;
            if (word == "offline") {
                in >> a >> b;
                overlay.offline.push_back({a, b});
            } else {
                in >> a >> b >> c;
                overlay.entries.push_back({*m_twin->findProperty(word), a, b, c});
            }
        }
        return overlay;
    }

    /// The plant goes on, the model does not: time that is never simulated.
    void lose(double seconds) {
        const Tick until = m_plant->world().tick + static_cast<Tick>(seconds * 240.0);
        const TimeMap time(240, kEpoch);
        while (m_plant->world().tick < until)
            m_plant->tick({.utc = time.utc(m_plant->world().tick)});
    }

    /// Both worlds side by side for so many simulated seconds.
    void run(double seconds) {
        const Tick until = m_plant->world().tick + static_cast<Tick>(seconds * 240.0);
        const TimeMap time(240, kEpoch);
        std::vector<signals::Sample> samples;
        while (m_plant->world().tick < until) {
            const UtcNs now = time.utc(m_plant->world().tick);
            m_plant->tick({.utc = now});
            samples.clear();
            while (!m_wire.waiting.empty() && m_wire.waiting.front().time + kDelayNs <= now) {
                samples.push_back(sampleOf(m_wire.waiting.front()));
                m_wire.waiting.pop_front();
            }
            // Repeated last values keep the source alive.
            if (!m_wire.offline() && m_plant->world().tick % 240 == 0)
                samples.push_back({.sourceTime = now + m_sourceAhead, .receiveTime = now});
            m_model->tick({.utc = now, .samples = samples});
        }
    }
    signals::Sample sampleOf(const sim::Output& output) const {
        return {.signal = output.signal,
                .sourceTime = output.time + m_sourceAhead,
                .receiveTime = output.time + kDelayNs,
                .value = output.value};
    }

    sim::ResidualRow row(const char* to) const {
        sim::Snapshot snapshot;
        m_model->describe(snapshot);
        const int32_t device = m_twin->findDevice(to);
        for (const sim::ResidualRow& candidate : snapshot.residuals) {
            if (candidate.to == device)
                return candidate;
        }
        ADD_FAILURE() << "no row for " << to;
        return {};
    }
    std::string worst() const {
        sim::Snapshot snapshot;
        m_model->describe(snapshot);
        return analysis::describe(snapshot.residuals.front(), *m_twin);
    }

    std::shared_ptr<const twin::Twin> m_twin;
    Wire m_wire;
    std::unique_ptr<sim::Simulation> m_plant, m_model;
    int64_t m_sourceAhead = 1'700'000'000;
};

TEST_F(Follow, WithoutADifferenceEveryEdgeIsMatched) {
    open();
    run(240.0);
    // Two ticks and the delay of the wire.
    constexpr double kAgrees = 2.0 / 240.0 + 0.003;
    for (const char* eye : {"pe1", "pe2", "pe3"}) {
        const sim::ResidualRow r = row(eye);
        EXPECT_GE(r.matched, 80u) << eye;
        EXPECT_EQ(r.missingTotal + r.extraTotal, 0u) << eye;
        EXPECT_LE(std::abs(r.median), kAgrees) << eye;
        EXPECT_LT(r.score, 1.0) << eye;
    }
    EXPECT_GE(row("scale").matched, 80u);
    EXPECT_LT(std::abs(row("scale").median), 0.002);
}

// A computer that is too slow now and then is not a plant that is too fast.
TEST_F(Follow, LostTimeIsNoDifference) {
    open();
    run(40.0);
    for (int i = 0; i < 40; ++i) {
        run(2.0);
        lose(0.15);
    }
    run(5.0);
    for (const char* eye : {"pe1", "pe2", "pe3"}) {
        const sim::ResidualRow r = row(eye);
        EXPECT_GE(r.matched, 40u) << eye;
        EXPECT_EQ(r.missingTotal + r.extraTotal, 0u) << eye;
        EXPECT_LE(std::abs(r.median), 2.0 / 240.0 + 0.003) << eye;
    }
    // Meanwhile the plant's parts are ahead of the model's, by what was lost since they entered.
    sim::Snapshot snapshot;
    m_model->describe(snapshot);
    for (const sim::SnapshotBody& body : snapshot.bodies) {
        EXPECT_GT(body.plant.position.x - body.pose.position.x, -0.05);
        EXPECT_LT(body.plant.position.x - body.pose.position.x, 2.5 * 0.4);
    }
}

// The user pauses: the plant goes on, and what it said meanwhile comes all at once. The parts that
// were under way and those that entered are nobody's twins any more; the next ones are.
TEST_F(Follow, APauseIsNoDifference) {
    for (const double pause : {1.5, 11.0, 47.3}) {
        m_wire.waiting.clear();
        open();
        run(60.0);
        const uint64_t before = row("pe3").matched;
        lose(pause);
        sim::Snapshot snapshot;
        run(0.1);
        m_model->describe(snapshot);
        for (const sim::SnapshotBody& body : snapshot.bodies) {
            if (!(body.flags & sim::body_flag::kItem))
                continue;
            const bool justEntered = body.pose.position.x < -4.6;
            EXPECT_TRUE(justEntered || body.plantState == 2) << "nobody knows where it is now";
        }
        run(70.0);
        m_model->describe(snapshot);
        for (const sim::ResidualRow& r : snapshot.residuals) {
            EXPECT_EQ(r.missingTotal + r.extraTotal, 0u)
                << pause << " s: " << analysis::describe(r, *m_twin);
            EXPECT_LT(r.score, 1.0) << pause << " s: " << analysis::describe(r, *m_twin);
        }
        EXPECT_GE(row("pe3").matched, before + 10) << "compared again";
    }
}

// A difference that is there is still said after a pause, and only that one.
TEST_F(Follow, AfterAPauseWhatDiffersIsStillSaid) {
    open("infeed.slip 0.06 20 -1");
    run(60.0);
    lose(15.0);
    run(90.0);
    EXPECT_EQ(worst(), "infeed: 12 of the last 12 cartons late, +0.80 s");
    EXPECT_LT(row("pe3").score, 1.0);
}

// A part for which the twin had no room is known to be missing in the model: the plant is not
// accused of having it.
TEST_F(Follow, ARefusedPartIsNotExtra) {
    open();
    run(40.0);
    const uint32_t limit = 6;
    auto small = std::make_shared<twin::Twin>(*m_twin);
    small->world.maxItems = limit;
    m_model->world().twin = small;
    run(80.0);
    EXPECT_GT(m_model->world().property(*m_twin->findProperty("feeder.blocked")), 5.0);
    for (const char* eye : {"pe1", "pe2", "pe3"})
        EXPECT_EQ(row(eye).extraTotal, 0u) << eye;
    EXPECT_GT(row("pe1").matched, 10u);
}

// A speed that is published on change alone is compared while it stays as it is, too.
TEST_F(Follow, ANumberThatStaysIsComparedAllTheSame) {
    open();
    run(2.0);
    lose(0.3);
    run(30.0);
    const sim::ResidualRow r = row("outfeed");
    EXPECT_GE(r.matched, 12u);
    EXPECT_LT(std::abs(r.median), 0.002);
    EXPECT_LT(r.score, 1.0);
}

TEST_F(Follow, SlipShowsInItsSegmentAlone) {
    open("infeed.slip 0.06 40 -1");
    run(120.0);
    const sim::ResidualRow infeed = row("pe1");
    EXPECT_NEAR(infeed.median, 5.0 / 0.4 / 0.94 - 5.0 / 0.4, 0.05);
    EXPECT_EQ(infeed.late, 12u);
    EXPECT_EQ(worst(), "infeed: 12 of the last 12 cartons late, +0.80 s");
    EXPECT_LT(row("pe3").score, 1.0);
}

TEST_F(Follow, ALowScaleIsSaidInItsUnit) {
    open("scale.bias -0.06 40 -1");
    run(100.0);
    EXPECT_NEAR(row("scale").median, -0.06, 0.003);
    EXPECT_EQ(worst().substr(0, 38), "scale: 12 of the last 12 readings low,");
    EXPECT_LT(row("pe1").score, 1.0);
}

TEST_F(Follow, APublisherThatWasGoneIsNoFault) {
    open("offline 60 68");
    run(66.0);
    sim::Snapshot snapshot;
    m_model->describe(snapshot);
    EXPECT_FALSE(snapshot.sources[0].live);
    bool predicted = false;
    for (const sim::SnapshotBody& body : snapshot.bodies)
        predicted = predicted || body.plantState == 2;
    EXPECT_TRUE(predicted);
    run(60.0);
    m_model->describe(snapshot);
    EXPECT_TRUE(snapshot.sources[0].live);
    for (const sim::ResidualRow& r : snapshot.residuals)
        EXPECT_EQ(r.missingTotal + r.extraTotal, 0u) << analysis::describe(r, *m_twin);
}

TEST_F(Follow, AJamIsAscribedToTheStopper) {
    open("stopper.jammed 1 60 -1");
    run(110.0);
    EXPECT_EQ(worst().substr(0, 8), "stopper:") << worst();
    EXPECT_EQ(row("pe3").missing, 12u);
}

TEST_F(Follow, ThePlantIsDrawnWhereItHasItsParts) {
    open("infeed.slip 0.06 30 -1");
    run(90.0);
    sim::Snapshot snapshot;
    m_model->describe(snapshot);
    size_t apart = 0;
    for (const sim::SnapshotBody& body : snapshot.bodies) {
        if (body.plantState != 1)
            continue;
        ++apart;
        // The plant is behind by up to the slip over the whole infeed.
        const double behind = body.pose.position.x - body.plant.position.x;
        EXPECT_GT(behind, 0.0);
        EXPECT_LT(behind, 0.45);
    }
    EXPECT_GE(apart, 5u);
}

TEST_F(Follow, TheSameTwiceIsTheSame) {
    open("infeed.slip 0.06 20 -1");
    run(60.0);
    const uint64_t first = m_model->stateHash();
    m_wire.waiting.clear();
    open("infeed.slip 0.06 20 -1");
    run(60.0);
    EXPECT_EQ(m_model->stateHash(), first);
}

TEST_F(Follow, AResumedTwinGoesOnAlike) {
    open("infeed.slip 0.06 20 -1");
    run(30.0 + 1.0 / 240.0 * 240 * 3);
    const Bytes saved = m_model->save();
    // The world that goes on is rebuilt from what was saved, like the copy.
    ASSERT_TRUE(m_model->load(saved));
    const uint64_t hash = m_model->stateHash();
    ASSERT_TRUE(m_model->load(saved));
    EXPECT_EQ(m_model->stateHash(), hash);
}

}  // namespace
}  // namespace gemba
