#include "engine/core/maths_fingerprint.h"

#include <gtest/gtest.h>

#include <iomanip>
#include <iostream>

namespace gemba {
namespace {

// The constant is the promise: every compiler, build type and processor gives these bits. Also run
// by tests/integration/equal_maths.sh with processor features switched off.
TEST(MathsFingerprint, IsTheOneOfOurOwnFunctions) {
    const uint64_t fingerprint = mathsFingerprint();
    std::cout << "maths fingerprint 0x" << std::hex << std::setw(16) << std::setfill('0')
              << fingerprint << std::dec << '\n';
    EXPECT_EQ(fingerprint, kOwnMathsFingerprint);
    EXPECT_EQ(mathsFingerprint(), fingerprint);
}

}  // namespace
}  // namespace gemba
