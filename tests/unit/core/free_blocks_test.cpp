#include "engine/core/free_blocks.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <vector>

namespace gemba {
namespace {

using Blocks = FreeBlocks<16, 8, measure::Heap::script>;

class FreeBlocksTest : public ::testing::Test {
 protected:
    void SetUp() override { measure::allocationCount() = {.on = true}; }
    void TearDown() override { measure::allocationCount() = {}; }
    [[nodiscard]] static uint64_t taken() {
        return measure::allocationCount().taken[static_cast<int>(measure::Heap::script)];
    }
};

TEST_F(FreeBlocksTest, GivesBackWhatItWasGiven) {
    Blocks blocks;
    std::vector<void*> first;
    for (size_t bytes = 1; bytes < 112; ++bytes) {
        first.push_back(blocks.take(bytes));
        ASSERT_NE(first.back(), nullptr);
        std::memset(first.back(), 0xab, bytes);  // a sanitizer sees one that is too small
    }
    EXPECT_EQ(taken(), 111u);
    for (void* block : first)
        blocks.give(block);

    // The same again asks nothing of the heap, and no block is given twice.
    std::vector<void*> second;
    for (size_t bytes = 1; bytes < 112; ++bytes)
        second.push_back(blocks.take(bytes));
    EXPECT_EQ(taken(), 111u);
    std::sort(first.begin(), first.end());
    std::sort(second.begin(), second.end());
    EXPECT_EQ(first, second);
    for (void* block : second)
        blocks.give(block);
}

TEST_F(FreeBlocksTest, ZeroesWhereThatIsWanted) {
    FreeBlocks<16, 8, measure::Heap::script, true> blocks;
    for (int i = 0; i < 2; ++i) {
        auto* block = static_cast<unsigned char*>(blocks.take(100));
        for (int at = 0; at < 100; ++at)
            ASSERT_EQ(block[at], 0) << at;
        std::memset(block, 0xab, 100);
        blocks.give(block);
    }
    EXPECT_EQ(taken(), 1u);
}

TEST_F(FreeBlocksTest, LeavesLargeOnesToTheHeap) {
    Blocks blocks;
    for (int i = 0; i < 3; ++i)
        blocks.give(blocks.take(4096));
    EXPECT_EQ(taken(), 3u);
}

TEST_F(FreeBlocksTest, CountsOnlyWhenAsked) {
    measure::allocationCount().on = false;
    Blocks blocks;
    blocks.give(blocks.take(4096));
    EXPECT_EQ(taken(), 0u);
}

}  // namespace
}  // namespace gemba
