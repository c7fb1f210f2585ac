#pragma once

#include <string_view>

namespace gemba::test {

/// A belt whose speed the source "plc" says on "line/speed": the smallest twin that follows a
/// plant, for twinFromText(). The source's table comes last, so that more keys of it may follow.
inline constexpr std::string_view kBelt = R"(
[[conveyor]]
id = "belt"
size = [4.0, 0.6, 0.8]

[[binding]]
signal = "line/speed"
device = "belt.speed"
role = "drive"

[[live]]
id = "plc"
connect = "tcp://127.0.0.1:1"
)";

}  // namespace gemba::test
