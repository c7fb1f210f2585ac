#include <gtest/gtest.h>

#include "tests/support/log_guard.h"

int main(int argc, char** argv) {
    ::testing::InitGoogleTest(&argc, argv);
    gemba::test::guardLog();
    return RUN_ALL_TESTS();
}
