#include "ingest/protobuf_native.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>
#include <google/protobuf/dynamic_message.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <limits>

#include "engine/core/random.h"
#include "ingest/native_rewrite.h"
#include "ingest/protobuf_decoder.h"
#include "ingest/protobuf_schema.h"
#include "ingest/protobuf_writer.h"
#include "ingest/wire_decoder.h"

namespace gemba::ingest {
namespace {

namespace pb = google::protobuf;

constexpr std::string_view kTopic = "acme/site1/hall2/line3/infeed";

/// The library's own writer, by the schema that we embed: it knows nothing of our code.
class Library {
 public:
    Library() {
        pb::FileDescriptorSet set;
        const auto bytes = protobuf_schema::descriptorSet();
        EXPECT_TRUE(set.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())));
        for (const pb::FileDescriptorProto& file : set.file())
            EXPECT_NE(m_pool.BuildFile(file), nullptr);
        m_message.reset(
            m_factory.GetPrototype(m_pool.FindMessageTypeByName("gemba.v1.Message"))->New());
    }
    std::string encode(const std::string& text) {
        EXPECT_TRUE(pb::TextFormat::ParseFromString(text, m_message.get())) << text;
        return m_message->SerializeAsString();
    }
    std::string decode(const std::string& bytes) {
        EXPECT_TRUE(m_message->ParseFromString(bytes));
        return m_message->ShortDebugString();
    }

 private:
    pb::DescriptorPool m_pool;
    pb::DynamicMessageFactory m_factory;
    std::unique_ptr<pb::Message> m_message;
};

class ProtobufNative : public testing::Test {
 protected:
    /// Reads what the library writes of a message's text.
    const DecodedMessage& read(const std::string& text) {
        return readBytes(m_library.encode(text));
    }
    const DecodedMessage& readBytes(std::string_view payload) {
        m_payload = payload;
        const std::string_view frames[] = {kTopic, "protobuf", m_payload};
        const bool ok = m_decoder.decode(frames, m_message);
        EXPECT_EQ(ok, m_message.rejection == Rejection::none);
        EXPECT_EQ(ok, m_message.reason.empty()) << m_message.reason;
        EXPECT_TRUE(ok || m_message.values.empty());
        return m_message;
    }
    Rejection rejected(const std::string& text) { return read(text).rejection; }
    std::string written(const std::string& text) { return m_library.encode(text); }

    Library m_library;
    NativeProtobufDecoder m_decoder;
    DecodedMessage m_message;
    std::string m_payload;
};

TEST_F(ProtobufNative, ReadsEveryField) {
    const DecodedMessage& m = read(
        "time: 1700000000123456789 seq: 42 boot: 1690000000000000000 quality: QUALITY_UNCERTAIN "
        "last: true real: 21.5");
    EXPECT_TRUE(m.native && m.hasTime && m.hasSeq && m.hasBoot && m.last);
    EXPECT_EQ(m.topic, kTopic);
    EXPECT_EQ(m.time, 1'700'000'000'123'456'789);
    EXPECT_EQ(m.seq, 42u);
    EXPECT_EQ(m.boot, 1'690'000'000'000'000'000);
    EXPECT_EQ(m.quality, signals::Quality::uncertain);
    ASSERT_EQ(m.values.size(), 1u);
    EXPECT_EQ(m.values[0].name, "");
    EXPECT_EQ(m.values[0].value, Value::ofReal(21.5));
}

TEST_F(ProtobufNative, ReadsEveryKindOfValue) {
    const double pose[] = {1.0, -2.5};
    EXPECT_EQ(read("boolean: false").values[0].value, Value::ofBoolean(false));
    EXPECT_EQ(read("boolean: true").values[0].value, Value::ofBoolean(true));
    EXPECT_EQ(read("integer: -7").values[0].value, Value::ofInteger(-7));
    EXPECT_EQ(read("integer: 9223372036854775807").values[0].value,
              Value::ofInteger(std::numeric_limits<int64_t>::max()));
    EXPECT_EQ(read("real: 0").values[0].value, Value::ofReal(0.0));
    EXPECT_EQ(read("text: \"zw\\303\\266lf\"").values[0].value, Value::ofText("zw\xC3\xB6lf"));
    EXPECT_EQ(read("text: \"\"").values[0].value, Value::ofText(""));
    EXPECT_EQ(read("vector { number: [1, -2.5] }").values[0].value, Value::ofVector(pose));
    EXPECT_FALSE(m_message.hasTime || m_message.hasSeq || m_message.hasBoot || m_message.last);
}

TEST_F(ProtobufNative, ReadsABatchByColumns) {
    const DecodedMessage& m = read(
        "seq: 1 batch { names { name: ['speed', 'weight', 'count', 'on', 'off', 'state', 'pose'] } "
        "real: [0.5, -1] integer: -3 boolean: [true, false] text: 'Execute' "
        "vector { number: [1, 2, 3] } }");
    ASSERT_EQ(m.values.size(), 7u);
    const double pose[] = {1, 2, 3};
    const std::pair<const char*, Value> expected[] = {
        {"speed", Value::ofReal(0.5)},    {"weight", Value::ofReal(-1.0)},
        {"count", Value::ofInteger(-3)},  {"on", Value::ofBoolean(true)},
        {"off", Value::ofBoolean(false)}, {"state", Value::ofText("Execute")},
        {"pose", Value::ofVector(pose)},
    };
    for (size_t i = 0; i < 7; ++i) {
        EXPECT_EQ(m.values[i].name, expected[i].first);
        EXPECT_EQ(m.values[i].value, expected[i].second) << expected[i].first;
    }
    EXPECT_TRUE(read("batch { }").values.empty());
    EXPECT_EQ(m_message.rejection, Rejection::none);
}

TEST_F(ProtobufNative, ColumnsMayStandInAnyOrder) {
    // real, then names: b = 2.0
    std::string batch(
        "\x12\x08\0\0\0\0\0\0\0\x40\x0a\x03\x0a\x01"
        "b",
        15);
    const std::string payload = "\x5a" + std::string(1, static_cast<char>(batch.size())) + batch;
    const DecodedMessage& m = readBytes(payload);
    ASSERT_EQ(m.values.size(), 1u);
    EXPECT_EQ(m.values[0].name, "b");
    EXPECT_EQ(m.values[0].value, Value::ofReal(2.0));
}

TEST_F(ProtobufNative, ADictionaryIsKnownAgainAndABadOneIsNot) {
    const std::string one = "batch { names { name: ['a', 'b'] } real: [1, 2] }";
    const std::string other = "batch { names { name: ['a', 'c'] } real: [1, 2] }";
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(read(one).values[1].name, "b");
        EXPECT_EQ(read(other).values[1].name, "c");
        EXPECT_EQ(rejected("batch { names { name: ['a', 'a'] } real: [1, 2] }"),
                  Rejection::duplicate);
        EXPECT_TRUE(read("batch { }").values.empty());
        EXPECT_EQ(m_message.rejection, Rejection::none);
    }
}

TEST_F(ProtobufNative, NumbersThatAreNoneAreRejected) {
    EXPECT_EQ(rejected("real: nan"), Rejection::number);
    EXPECT_EQ(rejected("real: -inf"), Rejection::number);
    EXPECT_EQ(rejected("vector { number: [1, nan] }"), Rejection::number);
    EXPECT_EQ(rejected("batch { names { name: ['a', 'b'] } real: [1, inf] }"), Rejection::number);
    EXPECT_EQ(rejected("time: -1 real: 1"), Rejection::time);
    EXPECT_EQ(rejected("boot: 9223372036854775807 real: 1"), Rejection::time);
}

TEST_F(ProtobufNative, EveryBoundHolds) {
    const auto names = [](size_t count, size_t length) {
        std::string out = "names { ";
        for (size_t i = 0; i < count; ++i)
            out += "name: '" + std::to_string(i) + std::string(length, 'x') + "' ";
        return out + "} ";
    };
    const auto reals = [](size_t count) {
        std::string out;
        for (size_t i = 0; i < count; ++i)
            out += "real: 1 ";
        return out;
    };
    EXPECT_EQ(read("batch { " + names(4096, 1) + reals(4096) + "}").values.size(), 4096u);
    EXPECT_EQ(rejected("batch { " + names(4097, 1) + reals(4096) + "}"), Rejection::count);
    EXPECT_EQ(rejected("batch { " + names(1, 1) + reals(4097) + "}"), Rejection::count);
    EXPECT_EQ(read("batch { " + names(1, 1023) + reals(1) + "}").values.size(), 1u);
    EXPECT_EQ(rejected("batch { " + names(1, 1024) + reals(1) + "}"), Rejection::name);
    EXPECT_EQ(rejected("text: '" + std::string(65, 'x') + "'"), Rejection::text);
    EXPECT_EQ(rejected("vector { }"), Rejection::array);
    EXPECT_EQ(rejected("vector { number: [1, 2, 3, 4, 5, 6, 7, 8, 9] }"), Rejection::array);
    EXPECT_EQ(rejected("batch { " + names(2, 1) + reals(1) + "}"), Rejection::member);
    EXPECT_EQ(rejected("batch { " + names(1, 1) + reals(2) + "}"), Rejection::member);
    EXPECT_EQ(rejected("seq: 1"), Rejection::member);
    EXPECT_EQ(readBytes(std::string((size_t{1} << 20) + 1, '\0')).rejection, Rejection::size);
    EXPECT_EQ(readBytes("").rejection, Rejection::size);
}

TEST_F(ProtobufNative, WhatIsNotOursIsRejected) {
    const auto of = [&](std::string_view bytes) { return readBytes(bytes).rejection; };
    using namespace std::string_view_literals;
    EXPECT_EQ(of("\x08\x01\x30\x01"sv), Rejection::member) << "time as a varint";
    EXPECT_EQ(of("\x30\x01\x60\x01"sv), Rejection::member) << "field 12";
    EXPECT_EQ(of("\x30\x01\x30\x00"sv), Rejection::duplicate) << "two values";
    EXPECT_EQ(of("\x30\x01\x38\x00"sv), Rejection::duplicate) << "a boolean and an integer";
    EXPECT_EQ(of("\x20\x04\x30\x01"sv), Rejection::member) << "quality 4";
    EXPECT_EQ(of("\x00\x01"sv), Rejection::syntax) << "field 0";
    EXPECT_EQ(of("\x33\x34"sv), Rejection::syntax) << "a group";
    EXPECT_EQ(of("\x4a\x05"
                 "ab"sv),
              Rejection::syntax)
        << "text that breaks off";
    EXPECT_EQ(of("\x4a\x02\xc3\x28"sv), Rejection::utf8);
    EXPECT_EQ(of("\x38\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02"sv), Rejection::syntax);
    EXPECT_EQ(of("\x4a\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"sv), Rejection::syntax);
    EXPECT_EQ(of("{\"v\":1}"sv), Rejection::syntax);
    EXPECT_EQ(of("\x5a\x05\x11\0\0\0\0"sv), Rejection::syntax) << "a batch that breaks off";
}

// Each beginning of a message is rejected, or is the message without its last fields.
TEST_F(ProtobufNative, AnyPartOfAMessageIsReadOrRejected) {
    const std::string whole = written(
        "time: 1700000000000000000 seq: 300 batch { names { name: ['a', 'b', 'c'] } real: 1 "
        "text: 'x' vector { number: [1, 2] } }");
    for (size_t size = 0; size < whole.size(); ++size)
        EXPECT_NE(readBytes(whole.substr(0, size)).rejection, Rejection::none) << size;
    RandomStream random(1, "protobuf mutations");
    for (int i = 0; i < 20'000; ++i) {
        std::string changed = whole;
        changed[random.next() % changed.size()] ^= static_cast<char>(1 << random.next() % 8);
        (void)readBytes(changed);
    }
}

TEST_F(ProtobufNative, WhatWeWriteTheLibraryReads) {
    std::string bytes;
    protobuf_writer::appendTime(bytes, 1'700'000'000'000'000'001);
    protobuf_writer::appendSeq(bytes, 300);
    protobuf_writer::appendBoot(bytes, 5);
    protobuf_writer::appendLast(bytes);
    protobuf_writer::appendValue(bytes, Value::ofInteger(-1));
    EXPECT_EQ(m_library.decode(bytes),
              "time: 1700000000000000001 seq: 300 boot: 5 last: true integer: -1");
    const double pose[] = {1, 2, 3, 4, 5, 6, 7, 8};
    for (const Value& value : {Value::ofBoolean(true), Value::ofReal(-0.25), Value::ofText("a b"),
                               Value::ofVector(pose)}) {
        bytes.clear();
        protobuf_writer::appendValue(bytes, value);
        EXPECT_EQ(written(m_library.decode(bytes)), bytes);
        EXPECT_EQ(readBytes(bytes).values[0].value, value);
    }
}

// Whoever knows only the recording's schema reads the same values.
TEST_F(ProtobufNative, TheSchemaInRecordingsSaysTheSame) {
    auto byDescriptor = ProtobufDecoder::create(std::string(protobuf_schema::kMessage),
                                                protobuf_schema::descriptorSet());
    ASSERT_TRUE(byDescriptor) << byDescriptor.error().message();
    DecodedMessage out;
    ASSERT_TRUE((*byDescriptor)->decode("x", written("time: 5 real: 0.5"), out)) << out.reason;
    bool found = false;
    for (const DecodedValue& value : out.values)
        found = found || (value.name == "real" && value.value == Value::ofReal(0.5));
    EXPECT_TRUE(found);
}

TEST_F(ProtobufNative, APlayedMessageHasItsNewTimeAndAllElse) {
    const std::string payload = written("time: 7 seq: 3 boot: 9 text: 'a'");
    std::string out;
    rewriteNative(payload, ContentType::protobuf, {.time = 42, .boot = 10, .repeated = true}, out);
    EXPECT_EQ(m_library.decode(out), "time: 42 seq: 3 boot: 10 last: true text: \"a\"");
    rewriteNative(written("real: 1"), ContentType::protobuf, {.time = 42}, out);
    EXPECT_EQ(m_library.decode(out), "real: 1") << "no time before, none after";
}

TEST(WireDecoder, ReadsEachMessageByItsContentType) {
    WireDecoder decoder;
    DecodedMessage out;
    const auto decode = [&](std::string_view type, std::string_view payload) {
        const std::string_view frames[] = {kTopic, type, payload};
        return decoder.decode(frames, out);
    };
    EXPECT_TRUE(decode("protobuf", "\x30\x01"));
    EXPECT_EQ(out.values[0].value, Value::ofBoolean(true));
    EXPECT_TRUE(decode("application/protobuf", "\x30\x01"));
    EXPECT_TRUE(decode("json", R"({"v":true})"));
    EXPECT_FALSE(decode("json", "\x30\x01"));
    EXPECT_FALSE(decode("protobuf;type=foxglove.Log", "\x30\x01"));
    EXPECT_EQ(out.rejection, Rejection::contentType);
}

}  // namespace
}  // namespace gemba::ingest
