#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

/// Our own messages as others know them: resources/schemas/gemba.proto.
namespace gemba::ingest::protobuf_schema {

inline constexpr std::string_view kEncoding = "protobuf";  ///< on the wire and in recordings
inline constexpr std::string_view kMessage = "gemba.v1.Message";

/// Fields of Message.
enum Field : uint32_t {
    time = 1,
    seq,
    boot,
    quality,
    last,
    boolean,
    integer,
    real,
    text,
    vector,
    batch,
    fieldEnd
};

/// A FileDescriptorSet that holds it; lives as long as the program.
[[nodiscard]] std::span<const std::byte> descriptorSet();

}  // namespace gemba::ingest::protobuf_schema
