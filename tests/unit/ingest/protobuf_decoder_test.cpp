#include "ingest/protobuf_decoder.h"

#include <google/protobuf/descriptor.pb.h>
#include <gtest/gtest.h>

#include <map>

namespace gemba::ingest {
namespace {

using google::protobuf::DescriptorProto;
using google::protobuf::FieldDescriptorProto;
using google::protobuf::FileDescriptorSet;
using Type = FieldDescriptorProto::Type;

FieldDescriptorProto* field(DescriptorProto& in, const char* name, int number, Type type,
                            bool repeated = false, const char* of = nullptr) {
    FieldDescriptorProto* const out = in.add_field();
    out->set_name(name);
    out->set_number(number);
    out->set_type(type);
    out->set_label(repeated ? FieldDescriptorProto::LABEL_REPEATED
                            : FieldDescriptorProto::LABEL_OPTIONAL);
    if (of != nullptr)
        out->set_type_name(of);
    return out;
}

/// proto3: message plant.State { double speed = 1; int64 count = 2; string mode = 3;
/// repeated double pose = 4; State inner = 5; bytes raw = 6; repeated int32 many = 7; }
FileDescriptorSet plant() {
    FileDescriptorSet set;
    auto* const file = set.add_file();
    file->set_name("plant.proto");
    file->set_package("plant");
    file->set_syntax("proto3");
    DescriptorProto& state = *file->add_message_type();
    state.set_name("State");
    field(state, "speed", 1, FieldDescriptorProto::TYPE_DOUBLE);
    field(state, "count", 2, FieldDescriptorProto::TYPE_INT64);
    field(state, "mode", 3, FieldDescriptorProto::TYPE_STRING);
    field(state, "pose", 4, FieldDescriptorProto::TYPE_DOUBLE, true);
    field(state, "inner", 5, FieldDescriptorProto::TYPE_MESSAGE, false, ".plant.State");
    field(state, "raw", 6, FieldDescriptorProto::TYPE_BYTES);
    field(state, "many", 7, FieldDescriptorProto::TYPE_INT32, true);
    return set;
}

std::span<const std::byte> bytesOf(const std::string& text) {
    return std::as_bytes(std::span(text.data(), text.size()));
}

auto create(const FileDescriptorSet& set, DecoderSettings settings = {}) {
    return ProtobufDecoder::create("plant.State", bytesOf(set.SerializeAsString()), settings);
}

std::map<std::string, Value> values(const DecodedMessage& message) {
    std::map<std::string, Value> out;
    for (const DecodedValue& value : message.values)
        out[std::string(value.name)] = value.value;
    return out;
}

const std::string kHalf("\x09\x00\x00\x00\x00\x00\x00\xe0\x3f", 9);  // speed: 0.5

TEST(ProtobufDecoder, FlattensAsForeignJsonDoes) {
    auto decoder = create(plant());
    ASSERT_TRUE(decoder) << decoder.error().message();
    DecodedMessage out;
    const std::string pose(
        "\x22\x10\x00\x00\x00\x00\x00\x00\xf0\x3f\x00\x00\x00\x00\x00\x00\x00\x40", 18);
    const std::string many("\x3a\x09\x01\x02\x03\x04\x05\x06\x07\x08\x09", 11);
    ASSERT_TRUE((*decoder)->decode(
        "line", kHalf + "\x1a\x03run" + pose + "\x2a\x02\x10\x07" + "\x32\x01x" + many, out))
        << out.reason;
    const auto got = values(out);
    EXPECT_EQ(got.at("speed"), Value::ofReal(0.5));
    EXPECT_EQ(got.at("count"), Value::ofInteger(0));  // said by not being said
    EXPECT_EQ(got.at("mode"), Value::ofText("run"));
    const double numbers[] = {1.0, 2.0};
    EXPECT_EQ(got.at("pose"), Value::ofVector(numbers));
    EXPECT_EQ(got.at("inner/count"), Value::ofInteger(7));
    EXPECT_EQ(got.at("many/8"), Value::ofInteger(9));
    EXPECT_FALSE(got.contains("inner/inner/count"));
    EXPECT_EQ(out.skipped, 2u);  // raw, of both
    EXPECT_EQ(out.topic, "line");
}

TEST(ProtobufDecoder, AMemberIsTheTime) {
    auto decoder = create(plant(), {.timePath = "inner.count", .timeUnit = "ms"});
    ASSERT_TRUE(decoder);
    DecodedMessage out;
    ASSERT_TRUE((*decoder)->decode("line", "\x2a\x02\x10\x07", out));
    EXPECT_TRUE(out.hasTime);
    EXPECT_EQ(out.time, 7'000'000);
}

TEST(ProtobufDecoder, WhatIsNoMessageIsRejected) {
    auto decoder = create(plant());
    ASSERT_TRUE(decoder);
    DecodedMessage out;
    for (const std::string& bad : {kHalf.substr(0, 5), std::string("\x2a\x7f\x08"),
                                   std::string("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"),
                                   std::string("\x1a\x02\xff\xfe"), std::string(2 << 20, '\x00')}) {
        EXPECT_FALSE((*decoder)->decode("line", bad, out));
        EXPECT_NE(out.rejection, Rejection::none);
        EXPECT_TRUE(out.values.empty());
    }
    // Nested without end.
    std::string deep;
    for (int i = 0; i < 100 && deep.size() < 120; ++i)
        deep = std::string("\x2a") + static_cast<char>(deep.size()) + deep;
    EXPECT_FALSE((*decoder)->decode("line", deep, out));
    // More values than a message may have.
    std::string list("\x3a\x88\x27", 3);
    list += std::string(5000, '\x01');
    EXPECT_FALSE((*decoder)->decode("line", list, out));
    EXPECT_EQ(out.rejection, Rejection::count);
    EXPECT_TRUE((*decoder)->decode("line", kHalf, out));
}

TEST(ProtobufDecoder, DescriptorsAreNotTrusted) {
    const auto refused = [](const FileDescriptorSet& set) { return !create(set); };
    const auto noBytes = ProtobufDecoder::create("plant.State", {});
    EXPECT_FALSE(noBytes);
    EXPECT_FALSE(ProtobufDecoder::create("plant.State", bytesOf("nonsense")));
    EXPECT_FALSE(ProtobufDecoder::create("plant.Other", bytesOf(plant().SerializeAsString())));

    FileDescriptorSet missing = plant();
    missing.mutable_file(0)->add_dependency("elsewhere.proto");
    EXPECT_TRUE(refused(missing));
    FileDescriptorSet circle = plant();
    circle.mutable_file(0)->add_dependency("plant.proto");
    EXPECT_TRUE(refused(circle));
    FileDescriptorSet twice = plant();
    twice.mutable_file(0)->mutable_message_type(0)->mutable_field(0)->set_number(2);
    EXPECT_TRUE(refused(twice));
    FileDescriptorSet unknown = plant();
    unknown.mutable_file(0)->mutable_message_type(0)->mutable_field(4)->set_type_name(".no.Such");
    EXPECT_TRUE(refused(unknown));

    // A chain of types as long as a stack is deep.
    FileDescriptorSet chain;
    auto* const file = chain.add_file();
    file->set_name("plant.proto");
    file->set_package("plant");
    file->set_syntax("proto3");
    for (int i = 0; i < 20'000; ++i) {
        DescriptorProto& type = *file->add_message_type();
        type.set_name(i == 0 ? "State" : "T" + std::to_string(i));
        const std::string next = ".plant.T" + std::to_string(i + 1);
        if (i + 1 < 20'000)
            field(type, "next", 1, FieldDescriptorProto::TYPE_MESSAGE, false, next.c_str());
    }
    const auto tooLong = create(chain);
    ASSERT_FALSE(tooLong);
    EXPECT_NE(tooLong.error().message().find("more than 1000 types"), std::string::npos);
}

TEST(ProtobufDecoder, AWideTypeMayNotTakeAllMemory) {
    FileDescriptorSet wide = plant();
    DescriptorProto& state = *wide.mutable_file(0)->mutable_message_type(0);
    field(state, "all", 8, FieldDescriptorProto::TYPE_MESSAGE, true, ".plant.State");
    for (int i = 9; i < 3000; ++i)
        field(state, ("f" + std::to_string(i)).c_str(), i, FieldDescriptorProto::TYPE_DOUBLE, true);
    auto decoder = create(wide);
    ASSERT_TRUE(decoder);
    std::string empties;
    for (int i = 0; i < 100'000; ++i)
        empties.append("\x42\x00", 2);
    DecodedMessage out;
    EXPECT_FALSE((*decoder)->decode("line", empties, out));
    EXPECT_EQ(out.rejection, Rejection::size);
}

}  // namespace
}  // namespace gemba::ingest
