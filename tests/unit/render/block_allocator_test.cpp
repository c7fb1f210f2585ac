#include "engine/render/vk/block_allocator.h"

#include <gtest/gtest.h>

#include <map>

#include "engine/core/random.h"

namespace gemba::render {
namespace {

TEST(BlockAllocator, HandsOutAlignedRangesAndKeepsTheGaps) {
    BlockAllocator block(1024);
    EXPECT_EQ(block.allocate(100, 1), 0u);
    EXPECT_EQ(block.allocate(100, 256), 256u);
    EXPECT_EQ(block.allocate(150, 1), 100u) << "the gap before the aligned range is used";
    EXPECT_EQ(block.freeBytes(), 1024u - 350u);
    EXPECT_FALSE(block.allocate(800, 1).has_value());
}

TEST(BlockAllocator, TheWholeBlockFitsAndNothingMore) {
    BlockAllocator block(512);
    EXPECT_EQ(block.allocate(512, 256), 0u);
    EXPECT_FALSE(block.allocate(1, 1).has_value());
    block.release(0, 512);
    EXPECT_TRUE(block.empty());
    EXPECT_EQ(block.allocate(512, 1), 0u);
}

TEST(BlockAllocator, ReleasedNeighboursJoinInAnyOrder) {
    for (const auto& order : {std::array{0, 1, 2}, std::array{2, 1, 0}, std::array{0, 2, 1}}) {
        BlockAllocator block(300);
        for (int i = 0; i < 3; ++i)
            ASSERT_EQ(block.allocate(100, 1), uint64_t(i) * 100);
        for (const int i : order)
            block.release(uint64_t(i) * 100, 100);
        EXPECT_EQ(block.freeRanges(), 1u);
        EXPECT_TRUE(block.empty());
    }
}

TEST(BlockAllocator, RandomUseNeverOverlapsAndEndsWhole) {
    BlockAllocator block(1 << 20);
    RandomStream random(7, "blocks");
    std::map<uint64_t, uint64_t> used;
    for (int step = 0; step < 5000; ++step) {
        if (used.empty() || random.uniform() < 0.6) {
            const auto size = 1 + static_cast<uint64_t>(random.uniform() * 5000);
            const uint64_t alignment = 1ull << static_cast<int>(random.uniform() * 10);
            const auto offset = block.allocate(size, alignment);
            if (!offset)
                continue;
            EXPECT_EQ(*offset % alignment, 0u);
            const auto next = used.lower_bound(*offset);
            ASSERT_TRUE(next == used.end() || *offset + size <= next->first);
            ASSERT_TRUE(next == used.begin() ||
                        std::prev(next)->first + std::prev(next)->second <= *offset);
            used[*offset] = size;
        } else {
            const auto victim =
                std::next(used.begin(), static_cast<long>(random.uniform() * double(used.size())));
            block.release(victim->first, victim->second);
            used.erase(victim);
        }
    }
    for (const auto& [offset, size] : used)
        block.release(offset, size);
    EXPECT_TRUE(block.empty());
    EXPECT_EQ(block.freeRanges(), 1u);
}

}  // namespace
}  // namespace gemba::render
