#include "ingest/verify.h"

#include "ingest/mcap/copy.h"
#include "ingest/mcap/message_iterator.h"
#include "tests/unit/ingest/recorded_session.h"

namespace gemba::ingest {
namespace {

using mcap::test::Folder;
using mcap::test::textOf;
using Outcome = Verdict::Outcome;

class VerifyTest : public ::testing::Test {
 protected:
    void SetUp() override { (void)test::recordLine(m_folder / "line.mcap"); }

    /// Checks the file and, where it is sound, the session.
    Verdict verify(const char* name) {
        const auto file = mcap::McapFile::open(m_folder / name);
        const auto info = file ? readRecordingInfo(*file) : tl::unexpected(file.error());
        if (!info) {
            ADD_FAILURE() << info.error().message();
            return {};
        }
        const auto sound = verifyFile(*file, *info);
        if (!sound || sound->outcome != Outcome::equal)
            return sound ? *sound : Verdict{};
        const auto make = [&](uint64_t seed) -> Result<std::unique_ptr<sim::Simulation>> {
            if (m_stopWhenMade)
                m_stop.request_stop();
            return test::makeSimulation(m_twin, seed);
        };
        const auto verdict = verifySession(*file, *m_twin, make, m_stop.get_token());
        if (!verdict) {
            ADD_FAILURE() << verdict.error().message();
            return {};
        }
        return *verdict;
    }

    /// Copies the recording, changed on the way, with checksums that are right.
    void alter(const mcap::CopySettings& settings) {
        const auto file = mcap::McapFile::open(m_folder / "line.mcap");
        ASSERT_TRUE(file);
        const auto done = mcap::copyFile(*file, m_folder / "altered.mcap", settings);
        ASSERT_TRUE(done) << done.error().message();
    }
    [[nodiscard]] uint16_t channelOf(std::string_view topic) const {
        const auto file = mcap::McapFile::open(m_folder / "line.mcap");
        for (const auto& [id, channel] : file->contents().channels) {
            if (channel.topic == topic && !channel.metadata.contains("gemba.repeated") &&
                (channel.encoding != "json" || channel.metadata.at("gemba.source") == "plc"))
                return id;
        }
        ADD_FAILURE() << "no channel " << topic;
        return 0;
    }

    Folder m_folder;
    std::shared_ptr<const twin::Twin> m_twin = test::lineTwin();
    std::stop_source m_stop;
    bool m_stopWhenMade = false;
};

TEST_F(VerifyTest, AWholeRecordingIsEqual) {
    const Verdict verdict = verify("line.mcap");
    EXPECT_STREQ(name(verdict.outcome), "equal");
    EXPECT_EQ(verdict.ticks, 900);
}

TEST_F(VerifyTest, WhatWasStoppedIsNotCalledEqual) {
    m_stopWhenMade = true;
    const Verdict verdict = verify("line.mcap");
    EXPECT_STREQ(name(verdict.outcome), "stopped");
    EXPECT_EQ(verdict.ticks, 0);

    const auto file = mcap::McapFile::open(m_folder / "line.mcap");
    EXPECT_FALSE(verifyFile(*file, *readRecordingInfo(*file), [](double) { return false; }));
}

TEST_F(VerifyTest, ACopyWithOtherChunksIsEqual) {
    alter({});
    EXPECT_STREQ(name(verify("altered.mcap").outcome), "equal");
}

TEST_F(VerifyTest, AnAlteredValueIsNamedWithItsTick) {
    std::string altered;
    alter({.message = [&, speed = channelOf("line/speed")](mcap::Message& message) {
        const std::string was = textOf(message.data);
        if (message.channel != speed || was.find("\"v\":0.72") == std::string::npos)
            return true;
        altered = was;
        altered.replace(was.find("0.72"), 4, "0.71");
        message.data = std::as_bytes(std::span(altered.data(), altered.size()));
        return true;
    }});
    ASSERT_FALSE(altered.empty());
    const Verdict verdict = verify("altered.mcap");
    EXPECT_STREQ(name(verdict.outcome), "differs");
    EXPECT_EQ(verdict.firstDiffering, 720);
    EXPECT_EQ(verdict.utc, test::kEpoch + 3 * kNsPerSecond);
    EXPECT_EQ(verdict.ticks, 721);
    ASSERT_FALSE(verdict.entered.empty());
    EXPECT_EQ(verdict.entered.front(), "line/speed = 0.71");
}

TEST_F(VerifyTest, WhatDiffersIsSaidAtTheNextCheckpoint) {
    // The last value before a checkpoint: nothing newer has covered it there.
    std::string altered;
    alter({.message = [&](mcap::Message& message) {
        const std::string was = textOf(message.data);
        if (was.find("\"out\":0.43,") == std::string::npos)
            return true;
        altered = was;
        altered.replace(was.find("0.43,"), 5, "0.44,");
        message.data = std::as_bytes(std::span(altered.data(), altered.size()));
        return true;
    }});
    ASSERT_FALSE(altered.empty());
    const Verdict verdict = verify("altered.mcap");
    EXPECT_STREQ(name(verdict.outcome), "differs");
    EXPECT_GT(verdict.firstDiffering, 215);
    EXPECT_LT(verdict.firstDiffering, 240);
    bool named = false;
    for (const std::string& line : verdict.differences)
        named = named || line.find("out.speed") != std::string::npos;
    EXPECT_TRUE(named) << (verdict.differences.empty() ? "nothing" : verdict.differences.front());
}

TEST_F(VerifyTest, OtherMathsAreNoDamage) {
    alter({.metadata = [](mcap::Metadata& metadata) {
        metadata.values["maths"] = "00000000deadbeef";
        return true;
    }});
    const Verdict verdict = verify("altered.mcap");
    EXPECT_STREQ(name(verdict.outcome), "not_comparable");
    EXPECT_NE(verdict.reason.find("00000000deadbeef"), std::string::npos) << verdict.reason;
}

// A program that keeps more, or less, in its state: the recording is innocent.
TEST_F(VerifyTest, AnotherProgramsStateIsNotCalledDifferent) {
    mcap::CopySettings settings;
    settings.metadata = [](mcap::Metadata& metadata) {
        const auto state = metadata.values.find("state");
        if (state != metadata.values.end())
            state->second = "00000000deadbeef";
        return true;
    };
    alter(settings);
    const Verdict verdict = verify("altered.mcap");
    EXPECT_STREQ(name(verdict.outcome), "not_comparable");
    EXPECT_NE(verdict.reason.find("recorded by test, another program"), std::string::npos)
        << verdict.reason;
    EXPECT_EQ(verdict.ticks, 0);
}

TEST_F(VerifyTest, MissingTicksAreNotComparableFromThatTickOn) {
    size_t batch = 0;
    alter({.message = [&, ticks = channelOf("gemba/ticks")](mcap::Message& message) {
        return message.channel != ticks || ++batch != 3;
    }});
    const Verdict verdict = verify("altered.mcap");
    EXPECT_STREQ(name(verdict.outcome), "not_comparable");
    EXPECT_EQ(verdict.reason, "tick 512 is not in the file");
    EXPECT_EQ(verdict.ticks, 512);
}

TEST_F(VerifyTest, AFlippedBitIsDamageWithItsPlace) {
    Bytes content = mcap::test::readAll(m_folder / "line.mcap");
    content[content.size() / 2] ^= std::byte{4};
    mcap::test::writeAll(m_folder / "flipped.mcap", content);
    const Verdict verdict = verify("flipped.mcap");
    EXPECT_STREQ(name(verdict.outcome), "damaged");
    EXPECT_NE(verdict.reason.find("byte "), std::string::npos) << verdict.reason;
}

}  // namespace
}  // namespace gemba::ingest
