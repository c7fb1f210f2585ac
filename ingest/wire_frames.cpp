#include "ingest/wire_frames.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>

#include "engine/core/text.h"
#include "ingest/json_decoder.h"
#include "ingest/protobuf_schema.h"

namespace gemba::ingest {
namespace {

/// Most names are: then the dearer check of UTF-8 is not needed.
bool isAscii(std::string_view text) {
    unsigned char bits = 0;
    for (const char c : text)
        bits |= static_cast<unsigned char>(c);
    return bits < 0x80;
}

}  // namespace

std::string_view encodingOf(std::span<const std::string_view> frames) {
    if (frames.size() != 3)
        return "json";
    ContentType type{};
    if (!readContentType(frames[1], type))
        return frames[1];
    return type == ContentType::json ? "json" : protobuf_schema::kEncoding;
}

bool isUtf8(std::string_view text) {
    return isAscii(text) || simdjson::validate_utf8(text);
}

std::string excerpt(std::string_view text) {
    constexpr size_t kShown = 32;
    size_t size = std::min(text.size(), kShown);
    while (size > 0 && size < text.size() && (text[size] & 0xC0) == 0x80)
        --size;
    const std::string out = cleanText(text.substr(0, size));
    return size < text.size() ? out + "..." : out;
}

bool readContentType(std::string_view text, ContentType& out) {
    constexpr std::string_view kApplication = "application/";
    if (text.starts_with(kApplication))
        text.remove_prefix(kApplication.size());
    out = text == "protobuf" ? ContentType::protobuf : ContentType::json;
    return text == "protobuf" || text == "json";
}

bool readFrames(std::span<const std::string_view> frames, WirePayload& payload,
                DecodedMessage& out) {
    const auto reject = [&](Rejection rejection, std::string reason) {
        out.reject(rejection, std::move(reason));
        return false;
    };
    if (frames.size() < 2)
        return reject(Rejection::partCount, "message of one frame, expected 2 or 3");
    if (frames.size() > 3)
        return reject(Rejection::partCount, "message of more than 3 frames");

    const std::string_view topic = frames.front();
    if (topic.size() > JsonDecoder::kMaxTopic)
        return reject(Rejection::topic, fmt::format("topic of {} bytes, at most {}", topic.size(),
                                                    JsonDecoder::kMaxTopic));
    if (!isUtf8(topic))
        return reject(Rejection::topic, "topic is not UTF-8");
    out.topic = topic;

    if (frames.size() == 3 && !readContentType(frames[1], payload.type))
        return reject(Rejection::contentType,
                      fmt::format("content type \"{}\", expected json or protobuf",
                                  isUtf8(frames[1]) ? excerpt(frames[1]) : "(not UTF-8)"));

    payload.bytes = frames.back();
    if (payload.bytes.empty())
        return reject(Rejection::size, "empty payload");
    if (payload.bytes.size() > JsonDecoder::kMaxPayload)
        return reject(Rejection::size, fmt::format("payload of {} bytes, at most {}",
                                                   payload.bytes.size(), JsonDecoder::kMaxPayload));
    return true;
}

}  // namespace gemba::ingest
