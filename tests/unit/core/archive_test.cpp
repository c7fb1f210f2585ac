#include "engine/core/archive.h"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/core/value.h"

namespace gemba {
namespace {

struct Inner {
    int32_t a = 0;
    Pose pose;
    template <class A>
    void visitState(A& archive) {
        archive(a, pose);
    }
    bool operator==(const Inner&) const = default;
};

struct Outer {
    std::vector<Inner> many;
    std::string name;
    std::array<double, 3> fixed{};
    template <class A>
    void visitState(A& archive) {
        archive(many, name, fixed);
    }
    bool operator==(const Outer&) const = default;
};

struct Lists {
    std::vector<Vec3> points{{1, 2, 3}, {4, 5, 6}};
    std::vector<Quat> turns{Quat(0.5, 1, 2, 3)};  // w first
    std::vector<ValueType> types{ValueType::real, ValueType::text};
    std::vector<uint16_t> none;
    bool last = true;
    template <class A>
    void visitState(A& archive) {
        archive(points, turns, types, none, last);
    }
};

Outer sample() {
    return {{{1, {Vec3(1, 2, 3), Quat(0, 1, 0, 0)}}, {2, {}}}, "name", {0.5, -0.0, 1e300}};
}

TEST(Archive, LoadsWhatItSaved) {
    Bytes bytes;
    ByteWriter out(bytes);
    saveState(sample(), out);
    Outer back;
    ByteReader in(bytes);
    loadState(back, in);
    EXPECT_TRUE(in.ok());
    EXPECT_EQ(in.remaining(), 0u);
    EXPECT_EQ(back, sample());
}

TEST(Archive, EveryFieldChangesTheHash) {
    const auto hashOf = [](const Outer& o) {
        StateHash hash;
        hashState(o, hash);
        return hash.value();
    };
    Outer changed = sample();
    changed.many[1].pose.position.z = 1e-300;
    EXPECT_NE(hashOf(changed), hashOf(sample()));
    changed = sample();
    changed.fixed[1] = 0.0;  // differs from -0.0 in one bit
    EXPECT_NE(hashOf(changed), hashOf(sample()));
}

TEST(Archive, EachBitOfMuchChangesTheHash) {
    const auto hashOf = [](const std::vector<double>& values) {
        StateHash hash;
        hashState(values, hash);
        return hash.value();
    };
    for (const size_t count : {1u, 3u, 4u, 5u, 37u}) {
        std::vector<double> values(count);
        for (size_t i = 0; i < count; ++i)
            values[i] = 0.5 * static_cast<double>(i);
        const uint64_t before = hashOf(values);
        for (size_t i = 0; i < count; ++i) {
            std::vector<double> changed = values;
            changed[i] = std::nextafter(changed[i], 1e9);
            EXPECT_NE(hashOf(changed), before) << count << " " << i;
            for (size_t k = 0; k < i; ++k) {
                std::vector<double> swapped = values;
                std::swap(swapped[i], swapped[k]);
                EXPECT_NE(hashOf(swapped), before) << count << " " << i << " " << k;
            }
        }
        values.push_back(0.0);
        EXPECT_NE(hashOf(values), before);
    }
}

TEST(Archive, CutBytesAreDetectedAtEveryLength) {
    Bytes bytes;
    ByteWriter out(bytes);
    saveState(sample(), out);
    for (size_t size = 0; size < bytes.size(); ++size) {
        Outer back;
        ByteReader in(std::span<const std::byte>(bytes.data(), size));
        loadState(back, in);
        EXPECT_FALSE(in.ok()) << size;
    }
}

TEST(Archive, ALyingCountAllocatesNothing) {
    Bytes bytes(8, std::byte{0xff});
    std::vector<Inner> back;
    ByteReader in(bytes);
    loadState(back, in);
    EXPECT_FALSE(in.ok());
    EXPECT_TRUE(back.empty());
}

TEST(Archive, NumbersLieOneBehindTheOtherWithTheirCountInFront) {
    Bytes expected;
    ByteWriter byHand(expected);
    byHand.put(uint32_t{2});
    for (const double number : {1.0, 2.0, 3.0, 4.0, 5.0, 6.0})
        byHand.put(number);
    byHand.put(uint32_t{1});
    for (const double number : {0.5, 1.0, 2.0, 3.0})
        byHand.put(number);
    byHand.put(uint32_t{2});
    byHand.put(ValueType::real);
    byHand.put(ValueType::text);
    byHand.put(uint32_t{0});
    byHand.put(true);

    // Behind what is there already.
    Bytes bytes(3, std::byte{7});
    ByteWriter out(bytes);
    saveState(Lists{}, out);
    EXPECT_EQ(Bytes(bytes.begin() + 3, bytes.end()), expected);
    EXPECT_EQ(Bytes(bytes.begin(), bytes.begin() + 3), Bytes(3, std::byte{7}));
}

TEST(Archive, ACountOfNumbersMakesRoomOnlyForThoseThatCome) {
    Bytes bytes(64);
    const uint32_t claim = 60;  // as many as there are bytes
    std::memcpy(bytes.data(), &claim, sizeof claim);
    std::vector<double> back;
    ByteReader in(bytes);
    loadState(back, in);
    EXPECT_FALSE(in.ok());
    EXPECT_EQ(back.capacity(), 0u);
}

TEST(Archive, ACountOfLargeElementsMakesRoomOnlyForThoseThatCome) {
    // As many as there are bytes, which is fewer elements by far.
    Bytes bytes(size_t{64} << 10);
    const auto claim = static_cast<uint32_t>(bytes.size() - sizeof(uint32_t));
    std::memcpy(bytes.data(), &claim, sizeof claim);
    std::vector<std::array<uint64_t, 16>> back;
    ByteReader in(bytes);
    loadState(back, in);
    EXPECT_FALSE(in.ok());
    EXPECT_LE(back.capacity() * sizeof back[0], 4 * bytes.size());
}

TEST(Archive, ABoolIsZeroOrOne) {
    for (int value = 0; value < 256; ++value) {
        const Bytes bytes(1, static_cast<std::byte>(value));
        bool back = true;
        ByteReader in(bytes);
        loadState(back, in);
        EXPECT_EQ(in.ok(), value <= 1) << value;
        EXPECT_EQ(back, value == 1) << value;
    }
}

}  // namespace
}  // namespace gemba
