#include <gtest/gtest.h>

#include "engine/twin/reader.h"
#include "tests/unit/twin/twin_files.h"

namespace gemba::twin {
namespace {

using test::allOf;
using test::goodTwin;
using test::TwinFolder;

class OverlayFile : public ::testing::Test {
 protected:
    void SetUp() override {
        ReadOutcome outcome = m_folder.read(goodTwin());
        ASSERT_TRUE(outcome.twin) << allOf(outcome.problems);
        m_twin = outcome.twin;
    }
    OverlayOutcome read(std::string_view text) {
        m_folder.write("overlay.toml", text);
        return readOverlay(m_folder.file("overlay.toml"), *m_twin);
    }
    /// Exactly one problem, of this line and key.
    void expectProblem(std::string_view text, int line, std::string_view key) {
        const OverlayOutcome outcome = read(text);
        ASSERT_EQ(outcome.problems.size(), 1u) << text << allOf(outcome.problems);
        EXPECT_EQ(outcome.problems[0].line, line) << allOf(outcome.problems);
        EXPECT_EQ(outcome.problems[0].key, key) << allOf(outcome.problems);
        EXPECT_TRUE(outcome.overlay.entries.empty());
    }

    TwinFolder m_folder;
    std::shared_ptr<const Twin> m_twin;
};

TEST_F(OverlayFile, GivesDifferences) {
    const OverlayOutcome outcome = read(R"(
[[set]]
property = "infeed.slip"
value = 0.06
from = 45.0
until = 100.0
[[set]]
property = "infeed.slip"
value = 0.1
from = 100.0
[[set]]
property = "stop1.jammed"
value = true
[[offline]]
from = 165
until = 173
)");
    ASSERT_TRUE(outcome.problems.empty()) << allOf(outcome.problems);
    ASSERT_EQ(outcome.overlay.entries.size(), 3u);
    EXPECT_EQ(outcome.overlay.entries[0].property, m_twin->findProperty("infeed.slip"));
    EXPECT_EQ(outcome.overlay.entries[0].value, 0.06);
    EXPECT_EQ(outcome.overlay.entries[0].from, 45.0);
    EXPECT_EQ(outcome.overlay.entries[0].until, 100.0);
    EXPECT_LT(outcome.overlay.entries[1].until, 0.0);
    EXPECT_EQ(outcome.overlay.entries[2].value, 1.0);
    EXPECT_EQ(outcome.overlay.entries[2].from, 0.0);
    ASSERT_EQ(outcome.overlay.offline.size(), 1u);
    EXPECT_EQ(outcome.overlay.offline[0].until, 173.0);
}

TEST_F(OverlayFile, NamesWhatIsWrong) {
    expectProblem("[[set]]\nproperty = \"infeed.slp\"\nvalue = 1\n", 2, "set[1].property");
    expectProblem("[[set]]\nproperty = \"pe1.blocked\"\nvalue = 1\n", 2, "set[1].property");
    expectProblem("[[set]]\nproperty = \"feeder.spawn\"\nvalue = 1\n", 2, "set[1].property");
    expectProblem("[[set]]\nproperty = \"infeed.slip\"\n", 1, "set[1].value");
    expectProblem("[[set]]\nvalue = 1\n", 1, "set[1].property");
    expectProblem("[[set]]\nproperty = \"infeed.slip\"\nvalue = nan\n", 3, "set[1].value");
    expectProblem("[[set]]\nproperty = \"infeed.slip\"\nvalue = 1\nfrom = 2\nuntil = 2\n", 5,
                  "set[1].until");
    expectProblem("[[set]]\nproperty = \"infeed.slip\"\nvalue = 1\nform = 2\n", 4, "set[1].form");
    expectProblem(
        "[[set]]\nproperty = \"infeed.slip\"\nvalue = 1\n"
        "[[set]]\nproperty = \"infeed.slip\"\nvalue = 2\nfrom = 9\n",
        7, "set[2].from");
    expectProblem("[[offline]]\nfrom = 3\n", 1, "offline[1].until");
    expectProblem("[[offline]]\nfrom = 3\nuntil = 1\n", 3, "offline[1].until");
    expectProblem("[sets]\n", 1, "sets");
    expectProblem("[[set\n", 1, "");
}

TEST_F(OverlayFile, SaysThatItIsMissing) {
    const auto outcome = readOverlay(m_folder.file("none.toml"), *m_twin);
    ASSERT_EQ(outcome.problems.size(), 1u);
    EXPECT_EQ(outcome.problems[0].found, "no such file");
}

}  // namespace
}  // namespace gemba::twin
