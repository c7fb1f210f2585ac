#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

/// Our own messages as others know them: resources/schemas/gemba.proto.
namespace gemba::ingest::protobuf_schema {

inline constexpr std::string_view kEncoding = "protobuf";  ///< on the wire and in recordings
inline constexpr std::string_view kMessage = "gemba.v1.Message";
inline constexpr std::string_view kRejected = "gemba.v1.Rejected";

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

/// Fields of Rejected.
enum class RejectedField : uint32_t { source = 1, reason, frame };

/// A FileDescriptorSet that holds both; lives as long as the program.
[[nodiscard]] std::span<const std::byte> descriptorSet();

}  // namespace gemba::ingest::protobuf_schema
