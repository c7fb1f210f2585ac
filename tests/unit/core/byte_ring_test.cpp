#include "engine/core/byte_ring.h"

#include <gtest/gtest.h>

#include <unistd.h>

#include <chrono>
#include <fstream>
#include <thread>

namespace gemba {
namespace {

std::span<const std::byte> bytesOf(std::string_view text) {
    return std::as_bytes(std::span(text.data(), text.size()));
}

/// The oldest record, taken out; "(none)" where there is none.
std::string take(ByteRing& ring) {
    std::span<const std::byte> record;
    if (!ring.front(record))
        return "(none)";
    const std::string out(reinterpret_cast<const char*>(record.data()), record.size());
    ring.pop();
    return out;
}

TEST(ByteRing, GivesRecordsInTheirOrder) {
    ByteRing ring(256);
    EXPECT_TRUE(ring.push({bytesOf("one "), bytesOf("record")}));
    EXPECT_TRUE(ring.push({bytesOf("")}));
    EXPECT_TRUE(ring.push({bytesOf("another")}));
    EXPECT_EQ(take(ring), "one record");
    EXPECT_EQ(take(ring), "");
    EXPECT_EQ(take(ring), "another");
    EXPECT_EQ(take(ring), "(none)");
}

TEST(ByteRing, LendsARecordUntilItIsTakenOut) {
    ByteRing ring(64);
    const std::string text(30, 'a');
    EXPECT_TRUE(ring.push({bytesOf(text)}));
    std::span<const std::byte> first, again;
    ASSERT_TRUE(ring.front(first));
    ASSERT_TRUE(ring.front(again));
    EXPECT_EQ(first.data(), again.data());
    // Its room is not free yet.
    EXPECT_FALSE(ring.push({bytesOf(text)}));
    EXPECT_EQ(ring.popped(), 0u);
    ring.pop();
    EXPECT_EQ(ring.popped(), ring.pushed());
    EXPECT_TRUE(ring.push({bytesOf(text)}));
}

TEST(ByteRing, WhatFindsNoRoomLeavesTheRestAlone) {
    ByteRing ring(64);
    const std::string long_(60, 'x');
    EXPECT_TRUE(ring.push({bytesOf(long_)}));  // 60 and its length: full
    EXPECT_FALSE(ring.push({bytesOf("")}));
    EXPECT_EQ(take(ring), long_);
    EXPECT_FALSE(ring.push({bytesOf(long_), bytesOf("y")}));
    EXPECT_TRUE(ring.push({bytesOf("z")}));
}

size_t residentBytes() {
    std::ifstream in("/proc/self/statm");
    size_t all = 0, resident = 0;
    in >> all >> resident;
    return resident * static_cast<size_t>(sysconf(_SC_PAGESIZE));
}

TEST(ByteRing, GivesBackWhatABurstHasUsed) {
    constexpr size_t kMegabyte = size_t{1} << 20;
    ByteRing ring(64 * kMegabyte);
    const std::string text(kMegabyte / 4, 'b');
    for (int i = 0; i < 200; ++i)  // 50 MB wait
        ASSERT_TRUE(ring.push({bytesOf(text)}));
    while (take(ring) != "(none)") {
    }
    [[maybe_unused]] const size_t used = residentBytes();
    std::this_thread::sleep_for(std::chrono::milliseconds(1'100));
    for (int i = 0; i < 1000; ++i) {  // many times around
        ASSERT_TRUE(ring.push({bytesOf(text), bytesOf(std::to_string(i))}));
        ASSERT_EQ(take(ring), text + std::to_string(i));
#if !defined(__SANITIZE_ADDRESS__)  // it keeps what was freed
        if (i == 8) {
            EXPECT_LT(residentBytes() + 40 * kMegabyte, used);
        }
#endif
    }
}

TEST(ByteRing, CarriesAcrossThreads) {
    ByteRing ring(1024);
    constexpr int kRecords = 20'000;
    std::jthread writer([&] {
        for (int i = 0; i < kRecords;) {
            const std::string text(static_cast<size_t>(i % 97), static_cast<char>('a' + i % 26));
            if (ring.push({bytesOf(text)}))
                ++i;
            else
                std::this_thread::yield();
        }
    });
    for (int i = 0; i < kRecords;) {
        const std::string text = take(ring);
        if (text == "(none)") {
            std::this_thread::yield();
            continue;
        }
        ASSERT_EQ(text, std::string(static_cast<size_t>(i % 97), static_cast<char>('a' + i % 26)));
        ++i;
    }
    EXPECT_EQ(ring.used(), 0u);
}

}  // namespace
}  // namespace gemba
