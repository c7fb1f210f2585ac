#include "tests/follow/plant_and_twin.h"

namespace gemba {
namespace {

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

// An engineer puts up another eye while the line runs: nothing else changes, and the parts under
// way are twins as before.
TEST_F(Follow, AnEditIsNoDifference) {
    open();
    run(60.0);
    std::string edited = text();
    edited += "[[photo_eye]]\nid = \"a_new_one\"\non = \"infeed\"\nat = 3.0\n";
    const auto read = twin::readTwinText(edited, "/tmp/line.toml");
    ASSERT_TRUE(read.problems.empty()) << read.problems.front().message("line");
    m_twin = read.twin;
    const std::unique_ptr<sim::Simulation> before = std::exchange(m_model, makeModel());
    m_model->takeOver(*before);

    const auto items = [&] {
        sim::Snapshot snapshot;
        m_model->describe(snapshot);
        std::erase_if(snapshot.bodies, [](const sim::SnapshotBody& body) {
            return !(body.flags & sim::body_flag::kItem);
        });
        return snapshot.bodies;
    };
    run(0.1);
    EXPECT_GE(items().size(), 10u);
    for (const sim::SnapshotBody& body : items())
        EXPECT_NE(body.plantState, 2) << "it is known where the plant has it";
    run(70.0);
    for (const char* eye : {"pe1", "pe2", "pe3", "scale"}) {
        const sim::ResidualRow r = row(eye);
        EXPECT_EQ(r.missingTotal + r.extraTotal, 0u) << analysis::describe(r, *m_twin);
        EXPECT_GE(r.matched, 26u) << eye << ": from the first part on";
        EXPECT_LT(r.score, 1.0) << analysis::describe(r, *m_twin);
    }
}

// The slip that shows by then is that of the parts that came since.
TEST_F(Follow, WhatWasConcludedBeforeAnEditIsForgotten) {
    open("infeed.slip 0.06 0 -1");
    run(120.0);
    EXPECT_GE(row("pe1").score, 1.0);
    const std::unique_ptr<sim::Simulation> before = std::exchange(m_model, makeModel());
    m_model->takeOver(*before);
    run(0.1);
    EXPECT_EQ(row("pe1").matched, 0u);
    run(60.0);
    EXPECT_GE(row("pe1").score, 1.0);
    EXPECT_EQ(row("pe1").missingTotal + row("pe1").extraTotal, 0u);
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
    // From the third carton on that has slipped for long enough.
    EXPECT_NEAR(static_cast<double>(infeed.since - kEpoch) * 1e-9, 40.0 + 9.0, 3.0);
    EXPECT_EQ(row("pe3").since, 0);
}

TEST_F(Follow, AnEyeThatIsLateIsNamedItself) {
    open("pe2.delay 0.3 40 -1");
    run(50.0);
    EXPECT_NE(worst().find("late"), std::string::npos) << worst();
    run(50.0);
    EXPECT_EQ(worst(), "pe2: 12 of the last 12 cartons late, +0.30 s");
    EXPECT_LT(row("pe3").score, row("pe2").score) << "early by what its eye was late";
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
