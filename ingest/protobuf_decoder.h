#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "engine/core/bytes.h"
#include "engine/core/result.h"
#include "ingest/decoded_message.h"
#include "ingest/json_decoder.h"

namespace gemba::ingest {

/// Reads messages of one protobuf type, by the descriptors that their file carries. Neither is
/// trusted: sizes, types, nesting and counts are bounded. Flattened as foreign JSON is: messages to
/// `member/sub`, up to eight numbers are one value and longer lists go by index, maps by key. A
/// plain number of proto3 is there also where it is 0; enumerators are their names, a Timestamp is
/// UTC nanoseconds, a Duration seconds; bytes are left out. One thread.
class ProtobufDecoder {
 public:
    static constexpr size_t kMaxDescriptors = size_t{4} << 20;  ///< bytes
    static constexpr int kMaxTypes = 1000;                      ///< that one message can hold
    static constexpr int kMaxNesting = 16;

    /// `type`: full name, "foxglove.PoseInFrame". Errors: descriptors that are damaged, not whole,
    /// or beyond the bounds; no such type in them.
    [[nodiscard]] static Result<std::unique_ptr<ProtobufDecoder>> create(
        const std::string& type, std::span<const std::byte> descriptorSet,
        const DecoderSettings& settings = {});
    ~ProtobufDecoder();

    /// Fills `out` anew; its names live until the next call, its topic is the one given. False:
    /// rejected, `out` says why and has no values.
    [[nodiscard]] bool decode(std::string_view topic, std::string_view payload,
                              DecodedMessage& out);

 private:
    struct Impl;
    explicit ProtobufDecoder(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

}  // namespace gemba::ingest
