// The twin that follows: eyes of the plant correct where the model has its parts.
#include <regex>

#include "tests/follow/plant_and_twin.h"

namespace gemba {
namespace {

using sim::CorrectionKind;

class Correct : public Follow {
 protected:
    std::string text() const override {
        const std::string compare = "blocked\"\nrole = \"compare\"\n";
        return std::regex_replace(std::string(kLine), std::regex(compare),
                                  compare + "correct = true\n" + m_keys);
    }

    sim::Snapshot snapshot() const {
        sim::Snapshot out;
        m_model->describe(out);
        return out;
    }
    uint64_t count(CorrectionKind kind) const {
        return snapshot().corrected[static_cast<size_t>(kind)];
    }
    /// Where the plant really has a part, by the number that it has there.
    std::optional<Vec3> truth(uint32_t serial) const {
        const sim::BodyTable& bodies = m_plant->world().bodies;
        for (uint32_t slot = 0; slot < bodies.capacity(); ++slot) {
            if (bodies.used(slot) && bodies.serial[slot] == serial)
                return bodies.pose[slot].position;
        }
        return std::nullopt;
    }
    /// Worst distance of the model's parts beyond x from the plant's of the same number, m.
    double worstBeyond(double x) const {
        double worst = 0.0;
        for (const sim::SnapshotBody& body : snapshot().bodies) {
            const auto there = body.serial != 0 ? truth(body.serial) : std::nullopt;
            if (there && there->x > x)
                worst = std::max(worst, std::abs(there->x - body.pose.position.x));
        }
        return worst;
    }

    std::string m_keys;
};

/// The last eye that corrects stands far before the line's end.
class CorrectByTwo : public Correct {
 protected:
    std::string text() const override {
        return std::regex_replace(Correct::text(),
                                  std::regex("\\[\\[binding\\]\\]\nsignal = \"pe3[^\\[]*"), "");
    }
};

constexpr double kPe1 = -0.4, kPe2 = 2.0;  // x of their beams, m
// Behind pe1 the infeed slips on for 0.6 m, which pe2 tells.
constexpr double kSlipsOn = 0.05;

TEST_F(Correct, WithoutADifferenceNothingIsMovedMuch) {
    open();
    run(120.0);
    for (const char* eye : {"pe1", "pe2", "pe3"}) {
        EXPECT_GE(row(eye).matched, 30u) << eye;
        EXPECT_EQ(row(eye).missingTotal + row(eye).extraTotal, 0u) << eye;
        EXPECT_LE(std::abs(row(eye).median), 2.0 / 240.0 + 0.003) << eye;
    }
    EXPECT_EQ(count(CorrectionKind::create) + count(CorrectionKind::retire), 0u);
    EXPECT_LT(worstBeyond(-10.0), 0.01);
}

// The plant is late: the residual is taken first, then the part is moved back to its eye.
TEST_F(Correct, PartsFollowAPlantThatSlips) {
    open("infeed.slip 0.06 20 -1");
    run(120.0);
    EXPECT_NEAR(row("pe1").median, 5.0 / 0.4 / 0.94 - 5.0 / 0.4, 0.05);
    EXPECT_EQ(worst(), "infeed: 12 of the last 12 cartons late, +0.80 s");
    EXPECT_LT(row("pe2").score, 1.0);
    EXPECT_LT(row("pe3").score, 1.0);
    EXPECT_LT(worstBeyond(kPe1), kSlipsOn);
    EXPECT_LT(worstBeyond(kPe2), 0.01);
    EXPECT_GE(count(CorrectionKind::move), 30u);

    // Before the eye, the model has what it predicts, and the picture says where the plant is.
    for (const sim::SnapshotBody& body : snapshot().bodies) {
        const auto there = body.serial != 0 ? truth(body.serial) : std::nullopt;
        if (there) {
            EXPECT_NEAR(body.plant.position.x, there->x, kSlipsOn) << body.serial;
        }
    }
}

TEST_F(Follow, WithoutCorrectionPartsStayWhereTheModelHasThem) {
    open("infeed.slip 0.06 20 -1");
    run(120.0);
    double apart = 0.0;
    for (const uint32_t slot : {0u, 1u, 2u, 3u, 4u, 5u, 6u, 7u})
        apart = std::max(apart, m_model->world().bodies.pose[slot].position.x -
                                    m_plant->world().bodies.pose[slot].position.x);
    EXPECT_GT(apart, 0.25);
    EXPECT_TRUE(m_model->world().corrections.empty());
}

// The plant is early: its edge is matched as it comes, not when the model's comes.
TEST_F(Correct, AnEarlyEdgeIsMatchedAtOnce) {
    open("infeed.slip -0.06 20 -1");
    run(120.0);
    EXPECT_NEAR(row("pe1").median, 5.0 / 0.4 / 1.06 - 5.0 / 0.4, 0.05);
    EXPECT_EQ(row("pe1").early, 12u);
    EXPECT_EQ(row("pe1").missingTotal + row("pe1").extraTotal, 0u);
    EXPECT_LT(row("pe3").score, 1.0);
    EXPECT_LT(worstBeyond(kPe1), kSlipsOn);
    EXPECT_LT(worstBeyond(kPe2), 0.01);
}

TEST_F(Correct, AHalfGainMovesHalfTheWay) {
    m_keys = "gain = 0.5\n";
    open("infeed.slip 0.06 20 -1");
    run(120.0);
    // 0.3 m at pe1, a half of it and what slips on until pe2, then a half of both.
    EXPECT_NEAR(worstBeyond(kPe1), 0.5 * 0.3 + kSlipsOn, 0.02);
    EXPECT_NEAR(worstBeyond(kPe2), 0.25 * 0.3 + 0.5 * kSlipsOn, 0.02);
    EXPECT_LT(row("pe3").score, 1.0) << "what is left is known";
}

// An eye misses a real part: predicted for a while, and the next eye confirms it.
TEST_F(Correct, AMissedEdgeKillsNoPart) {
    open("pe2.miss 1 60 62.5");
    run(120.0);
    EXPECT_EQ(count(CorrectionKind::doubt), 1u);
    EXPECT_EQ(count(CorrectionKind::retire), 0u);
    EXPECT_EQ(count(CorrectionKind::create), 0u);
    EXPECT_EQ(row("pe2").missingTotal, 1u);
    EXPECT_EQ(row("pe3").missingTotal + row("pe3").extraTotal, 0u);
    EXPECT_LT(worstBeyond(-10.0), 0.01);
}

// There is no next eye that could confirm it, and still it is there.
TEST_F(CorrectByTwo, AMissedEdgeAtTheLastEyeKillsNoPart) {
    open("pe2.miss 1 60 62.5");
    run(120.0);
    EXPECT_EQ(row("pe2").missingTotal, 1u);
    EXPECT_EQ(count(CorrectionKind::doubt), 1u);
    EXPECT_EQ(count(CorrectionKind::retire), 0u);
}

TEST_F(Correct, APartThatTwoEyesMissIsPredictedThenRetired) {
    // The same part at both, as if it had been taken off by hand behind pe0.
    open("pe1.miss 1 60 62.5\npe2.miss 1 66 68.5");
    run(64.0);
    ASSERT_EQ(count(CorrectionKind::doubt), 1u);
    const auto done = snapshot().corrections;
    const sim::Correction doubt = *std::find_if(done.begin(), done.end(), [](const auto& one) {
        return one.kind == CorrectionKind::doubt;
    });
    EXPECT_EQ(doubt.why, sim::CorrectionWhy::missing);
    EXPECT_EQ(m_twin->devices[static_cast<size_t>(doubt.eye)].id, "pe1");
    size_t predicted = 0;
    for (const sim::SnapshotBody& body : snapshot().bodies) {
        predicted += body.plantState == 2 && body.serial != 0;
        EXPECT_EQ(body.plantState == 2, body.serial == doubt.serial && body.serial != 0);
    }
    EXPECT_EQ(predicted, 1u);

    run(8.0);
    ASSERT_EQ(count(CorrectionKind::retire), 1u);
    for (const sim::SnapshotBody& body : snapshot().bodies)
        EXPECT_NE(body.serial, doubt.serial);
    EXPECT_EQ(row("pe1").extraTotal + row("pe2").extraTotal, 0u);
}

// The entry eye misses a part: the next eye makes it, of a kind that is taken for granted.
TEST_F(Correct, AnUnknownPartIsMadeWhereItIsSeen) {
    open("pe0.miss 1 40 42.5");
    run(60.0);
    ASSERT_EQ(count(CorrectionKind::create), 1u);
    EXPECT_EQ(row("pe1").extraTotal, 1u);
    EXPECT_EQ(row("pe2").extraTotal, 0u) << "from there on it is known";
    EXPECT_EQ(row("pe2").missingTotal, 0u);
    const auto bodies = snapshot().bodies;
    const auto made = std::find_if(bodies.begin(), bodies.end(), [](const auto& body) {
        return (body.flags & sim::body_flag::kKindUnknown) != 0;
    });
    ASSERT_NE(made, bodies.end());
    // One of the plant's stands there; the numbers are no longer the same.
    double nearest = 10.0;
    for (uint32_t serial = 1; serial < 60; ++serial) {
        if (const auto there = truth(serial))
            nearest = std::min(nearest, std::abs(there->x - made->pose.position.x));
    }
    EXPECT_LT(nearest, 0.01);
}

// An eye that flickers while a part stands in its beam sees that one part.
TEST_F(Correct, AFlickeringEyeMakesNoParts) {
    open();
    run(60.0);
    const auto pe1 = static_cast<uint32_t>(m_twin->findDevice("pe1"));
    const uint32_t blocked = m_plant->world().propertyIndex(pe1, "blocked");
    const uint32_t signal = *signals::SignalNames(*m_twin).find("pe1/blocked");
    const TimeMap time(240, kEpoch);
    size_t flickers = 0;
    for (int tick = 0; tick < 30 * 240; ++tick) {
        run(1.0 / 240.0);
        if (m_plant->world().properties.value[blocked] == 0.0 || tick % 24 != 0)
            continue;
        const UtcNs now = time.utc(m_plant->world().tick);
        for (const bool value : {false, true})
            m_wire.waiting.push_back(
                {.signal = signal, .time = now, .value = Value::ofBoolean(value)});
        ++flickers;
    }
    EXPECT_GT(flickers, 50u);
    EXPECT_EQ(count(CorrectionKind::create), 0u);
    EXPECT_LT(worstBeyond(kPe2), 0.01);
}

// After a pause nobody knows where the parts are: they go as the plant shows its own.
TEST_F(Correct, AfterAPauseTheLineFillsAnew) {
    open();
    run(60.0);
    lose(11.0);
    run(70.0);
    for (const char* eye : {"pe1", "pe2", "pe3"}) {
        EXPECT_EQ(row(eye).missingTotal, 0u) << eye;
        EXPECT_LT(row(eye).score, 1.0) << eye;
    }
    // As many parts as the plant has, each where one of its is.
    for (uint32_t slot = 0; slot < m_model->world().bodies.capacity(); ++slot) {
        const sim::BodyTable& model = m_model->world().bodies;
        if (!model.used(slot) || model.item[slot] < 0)
            continue;
        double nearest = 10.0;
        for (uint32_t serial = 1; serial < 80; ++serial) {
            if (const auto there = truth(serial))
                nearest = std::min(nearest, std::abs(there->x - model.pose[slot].position.x));
        }
        EXPECT_LT(nearest, 0.01) << model.serial[slot];
    }
}

constexpr const char* kTrouble =
    "infeed.slip 0.06 10 -1\npe0.miss 0.1 0 -1\npe1.miss 0.1 0 -1\npe2.miss 0.1 0 -1\n";

TEST_F(Correct, TheSameTwiceIsTheSame) {
    open(kTrouble);
    run(90.0);
    const uint64_t first = m_model->stateHash();
    EXPECT_GT(count(CorrectionKind::create), 0u);
    EXPECT_GT(count(CorrectionKind::doubt), 0u);
    m_wire.waiting.clear();
    open(kTrouble);
    run(90.0);
    EXPECT_EQ(m_model->stateHash(), first);
}

// Saved at any tick, also between a correction's decision and its doing.
TEST_F(Correct, ASavedTwinGoesOnLikeItsCopy) {
    open(kTrouble);
    for (int i = 0; i < 6; ++i) {
        run(7.0 + 1.37 * i);
        // On to the tick in which something is done: a tick before, it had been decided.
        Bytes saved;
        for (int tick = 0; tick < 2000 && (tick == 0 || m_model->world().corrections.empty());
             ++tick) {
            saved = m_model->save();
            run(1.0 / 240.0);
        }
        ASSERT_FALSE(m_model->world().corrections.empty());
        ASSERT_TRUE(m_model->load(saved));
        m_copy = makeModel();
        ASSERT_TRUE(m_copy->load(saved));
        ASSERT_EQ(m_copy->stateHash(), m_model->stateHash());
        run(5.0);
        ASSERT_EQ(m_copy->stateHash(), m_model->stateHash()) << "saved the " << i << ". time";
        m_copy.reset();
    }
}

}  // namespace
}  // namespace gemba
