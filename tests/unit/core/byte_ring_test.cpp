#include "engine/core/byte_ring.h"

#include <gtest/gtest.h>

#include <thread>

namespace gemba {
namespace {

std::span<const std::byte> bytesOf(std::string_view text) {
    return std::as_bytes(std::span(text.data(), text.size()));
}

std::string textOf(const Bytes& bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

TEST(ByteRing, GivesRecordsInTheirOrder) {
    ByteRing ring(256);
    EXPECT_TRUE(ring.push({bytesOf("one "), bytesOf("record")}));
    EXPECT_TRUE(ring.push({bytesOf("")}));
    EXPECT_TRUE(ring.push({bytesOf("another")}));
    Bytes out;
    ASSERT_TRUE(ring.pop(out));
    EXPECT_EQ(textOf(out), "one record");
    ASSERT_TRUE(ring.pop(out));
    EXPECT_EQ(textOf(out), "");
    ASSERT_TRUE(ring.pop(out));
    EXPECT_EQ(textOf(out), "another");
    EXPECT_FALSE(ring.pop(out));
}

TEST(ByteRing, WhatFindsNoRoomLeavesTheRestAlone) {
    ByteRing ring(64);
    const std::string long_(60, 'x');
    EXPECT_TRUE(ring.push({bytesOf(long_)}));  // 60 and its length: full
    EXPECT_FALSE(ring.push({bytesOf("")}));
    Bytes out;
    ASSERT_TRUE(ring.pop(out));
    EXPECT_EQ(textOf(out), long_);
    EXPECT_FALSE(ring.push({bytesOf(long_), bytesOf("y")}));
    EXPECT_TRUE(ring.push({bytesOf("z")}));
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
    Bytes out;
    for (int i = 0; i < kRecords;) {
        if (!ring.pop(out)) {
            std::this_thread::yield();
            continue;
        }
        ASSERT_EQ(textOf(out),
                  std::string(static_cast<size_t>(i % 97), static_cast<char>('a' + i % 26)));
        ++i;
    }
    EXPECT_EQ(ring.used(), 0u);
}

}  // namespace
}  // namespace gemba
