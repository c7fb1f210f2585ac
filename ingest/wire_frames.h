#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "ingest/decoded_message.h"

namespace gemba::ingest {

enum class ContentType : uint8_t { json, protobuf };

/// What a content type means, with or without "application/"; false where we do not know it.
[[nodiscard]] bool readContentType(std::string_view text, ContentType& out);

/// What lies in a message's frames, `[topic] [content type] [payload]`, or without the content
/// type: then it is json.
struct WirePayload {
    ContentType type = ContentType::json;
    std::string_view bytes;
};

/// Checks frames before their payload is read, and fills in the topic. False: rejected, `out` says
/// why.
[[nodiscard]] bool readFrames(std::span<const std::string_view> frames, WirePayload& payload,
                              DecodedMessage& out);

/// What a recording calls the encoding of frames: two are JSON, three say what they are.
[[nodiscard]] std::string_view encodingOf(std::span<const std::string_view> frames);

[[nodiscard]] bool isUtf8(std::string_view text);

/// A short look at hostile text for a message: cut on a character's edge, control characters
/// masked.
[[nodiscard]] std::string excerpt(std::string_view text);

}  // namespace gemba::ingest
