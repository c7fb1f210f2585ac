#include "engine/analysis/applied_estimate.h"

#include <gtest/gtest.h>

#include "tests/support/twin_text.h"

namespace gemba::analysis {
namespace {

TEST(AppliedEstimate, HasTheDigitsThatItsIntervalAllowsAndSaysWhereItComesFrom) {
    const auto twin = test::twinFromText(R"(
[[conveyor]]
id = "infeed"
size = [6.0, 0.6, 0.8]
)");
    const sim::ParameterEstimate estimate{.kind = sim::ParameterKind::slip,
                                          .equipment = 0,
                                          .value = 0.0600432,
                                          .low = 0.0591,
                                          .high = 0.061,
                                          .n = 120,
                                          .identifiable = 1};
    const twin::KeyEdit edit = editFrom(estimate, *twin, 1'790'000'000 * kNsPerSecond);
    EXPECT_EQ(edit.device, "infeed");
    EXPECT_EQ(edit.key, "slip");
    EXPECT_DOUBLE_EQ(edit.value, 0.06);
    EXPECT_EQ(edit.note,
              "estimated from 120 parts beside the plant, 0.0591 to 0.061 with 95 %; "
              "2026-09-21");
}

}  // namespace
}  // namespace gemba::analysis
