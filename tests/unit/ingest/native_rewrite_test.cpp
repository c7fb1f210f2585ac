#include "ingest/native_rewrite.h"

#include <gtest/gtest.h>

namespace gemba::ingest {
namespace {

std::string rewritten(std::string_view json, const NativeChange& change) {
    std::string out = "left over";
    rewriteNative(json, ContentType::json, change, out);
    return out;
}

TEST(NativeRewrite, ReplacesTheTimeAndNothingElse) {
    const NativeChange change{.time = 42};
    EXPECT_EQ(rewritten(R"({"t":1,"v":0.5})", change), R"({"t":42,"v":0.5})");
    EXPECT_EQ(rewritten(R"( { "v" : "a\"t\":1,}" , "t" : "2026-11-03T07:15:00Z" } )", change),
              R"( { "v" : "a\"t\":1,}" , "t" : 42 } )");
    EXPECT_EQ(rewritten(R"({"values":{"t":1,"x":[1,{"t":2}]},"t":3})", change),
              R"({"values":{"t":1,"x":[1,{"t":2}]},"t":42})");
    EXPECT_EQ(rewritten(R"({"v":1})", change), R"({"v":1})");
}

TEST(NativeRewrite, AddsWhatIsNotThere) {
    EXPECT_EQ(rewritten(R"({"seq":1,"v":1})", {.boot = 7}), R"({"seq":1,"v":1,"boot":7})");
    EXPECT_EQ(rewritten(R"({"boot":3,"v":1})", {.boot = 7}), R"({"boot":7,"v":1})");
    EXPECT_EQ(rewritten(R"({"v":1})", {.repeated = true}), R"({"v":1,"last":true})");
    EXPECT_EQ(rewritten(R"({"last":false,"v":1})", {.repeated = true}), R"({"last":false,"v":1})");
}

TEST(NativeRewrite, WhatIsNoObjectStaysAsItIs) {
    for (const std::string_view text : {"", "5", "\"t\"", "[{\"t\":1}]", "{\"t\"", "{\"t\":", "{"})
        EXPECT_EQ(rewritten(text, {.time = 42}).substr(0, 1), text.substr(0, 1)) << text;
}

}  // namespace
}  // namespace gemba::ingest
