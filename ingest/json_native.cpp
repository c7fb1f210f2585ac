#include "ingest/json_decoder_impl.h"

#include <fmt/format.h>

#include <cstring>
#include <optional>

namespace gemba::ingest {
namespace {

/// Eight digits at once; false where one of the bytes is none. First digit in the lowest byte, as
/// loaded on a little-endian machine: neighbours are joined to pairs, fours and eights.
bool eightDigits(const char* text, uint64_t& number) {
    uint64_t word = 0;
    std::memcpy(&word, text, sizeof word);
    const uint64_t high = word & 0xF0F0F0F0F0F0F0F0u;
    const uint64_t carried = (word + 0x0606060606060606u) & 0xF0F0F0F0F0F0F0F0u;
    if (high != 0x3030303030303030u || carried != high)
        return false;
    // Each step: neighbour times its weight plus the next, which a multiplication adds up in place.
    constexpr uint64_t kPairs = (uint64_t{10} << 8) + 1;
    constexpr uint64_t kFours = (uint64_t{100} << 16) + 1;
    constexpr uint64_t kEight = (uint64_t{10'000} << 32) + 1;
    word = (word & 0x0F0F0F0F0F0F0F0Fu) * kPairs >> 8;
    word = (word & 0x00FF00FF00FF00FFu) * kFours >> 16;
    number = (word & 0x0000FFFF0000FFFFu) * kEight >> 32;
    return true;
}

/// A JSON token that is a whole number from 0, at most 19 digits: times have 19, and reading them
/// digit by digit was a third of the decoder's work. Empty for any other token.
std::optional<int64_t> wholeNumber(std::string_view token) {
    while (!token.empty() && (token.back() == ' ' || token.back() == '\n' || token.back() == '\r' ||
                              token.back() == '\t'))
        token.remove_suffix(1);
    if (token.empty() || token.size() > 19 || (token[0] == '0' && token.size() > 1))
        return std::nullopt;
    uint64_t number = 0;
    size_t at = 0;
    for (uint64_t eight = 0; at + 8 <= token.size(); at += 8) {
        if (!eightDigits(token.data() + at, eight))
            return std::nullopt;
        number = number * 100'000'000 + eight;
    }
    for (; at < token.size(); ++at) {
        if (token[at] < '0' || token[at] > '9')
            return std::nullopt;
        number = number * 10 + static_cast<uint64_t>(token[at] - '0');
    }
    return static_cast<int64_t>(number);
}

}  // namespace

bool JsonDecoder::Impl::readNative(ondemand::object&& object) {
    unsigned seen = 0;
    for (auto item : object) {
        if (item.error() != SUCCESS)
            return rejectSyntax(item.error());
        ondemand::field&& field = std::move(item).value_unsafe();  // in place: copying it is dear
        const std::string_view key = shortKey(field.key());
        const Member member = memberOf(key);
        if (((seen >> member) & 1u) != 0)
            return reject(Rejection::duplicate, fmt::format("\"{}\" stands twice", excerpt(key)));
        seen |= 1u << member;
        if (!readMember(member, field.value()))
            return false;
    }
    const bool one = ((seen >> v) & 1u) != ((seen >> values) & 1u);
    return one || reject(Rejection::member, "neither or both of v and values");
}

bool JsonDecoder::Impl::readMember(Member member, ondemand::value& value) {
    switch (member) {
        case t:
            out->hasTime = true;
            return readTime(value, "t", out->time);
        case boot:
            out->hasBoot = true;
            return readTime(value, "boot", out->boot);
        case seq:
            return readSeq(value);
        case q:
            return readQuality(value);
        case last:
            if (value.get_bool().get(out->last) != SUCCESS)
                return reject(Rejection::member, "last is neither true nor false");
            return true;
        case v: {
            ondemand::json_type type{};
            if (const auto error = value.type().get(type); error != SUCCESS)
                return rejectSyntax(error);
            return addName({}) && readScalar(value, type, out->values.back().value);
        }
        case values:
            return readValues(value);
        case unknown:
            break;
    }
    return reject(Rejection::member, "unknown member");
}

bool JsonDecoder::Impl::readTime(ondemand::value& value, std::string_view what, UtcNs& time) {
    ondemand::json_type type{};
    if (const auto error = value.type().get(type); error != SUCCESS)
        return rejectSyntax(error);
    if (type == ondemand::json_type::string) {
        std::string_view text;
        if (const auto error = value.get_string().get(text); error != SUCCESS)
            return rejectSyntax(error);
        const auto parsed = parseIsoTime(text);
        if (parsed)
            time = *parsed;
        return parsed ? true
                      : reject(Rejection::time,
                               fmt::format("{} is \"{}\", expected ISO 8601", what, excerpt(text)));
    }
    const int64_t number = wholeNumber(value.raw_json_token()).value_or(-1);
    if (!validTime(number))
        return reject(Rejection::time,
                      fmt::format("{} is not a time in whole nanoseconds since 1970", what));
    time = number;
    return true;
}

bool JsonDecoder::Impl::readSeq(ondemand::value& value) {
    if (value.get_uint64().get(out->seq) != SUCCESS)
        return reject(Rejection::member, "seq is not a whole number from 0");
    out->hasSeq = true;
    return true;
}

bool JsonDecoder::Impl::readQuality(ondemand::value& value) {
    using signals::Quality;
    std::string_view text;
    if (value.get_string().get(text) == SUCCESS) {
        for (const Quality quality :
             {Quality::good, Quality::uncertain, Quality::bad, Quality::stale}) {
            if (text == signals::name(quality)) {
                out->quality = quality;
                return true;
            }
        }
    }
    return reject(Rejection::member, "q is none of good, uncertain, bad, stale");
}

bool JsonDecoder::Impl::readValues(ondemand::value& value) {
    ondemand::object object;
    if (value.get_object().get(object) != SUCCESS)
        return reject(Rejection::member, "values is not an object");
    // The names of the last message of this topic, as long as this one has the same.
    auto expected = order.expected(out->topic);
    size_t known = 0;
    bool asExpected = out->values.empty();
    for (auto item : object) {
        if (item.error() != SUCCESS)
            return rejectSyntax(item.error());
        ondemand::field&& field = std::move(item).value_unsafe();  // in place: copying it is dear
        if (asExpected && known < expected.size() && isKey(field.key().raw(), expected[known])) {
            out->values.next().name = expected[known++];
        } else {
            for (size_t i = 0; asExpected && i < known; ++i)
                (void)names.insert(expected[i]);
            asExpected = false;
            std::string_view key;
            if (const auto error = field.unescaped_key().get(key); error != SUCCESS)
                return rejectSyntax(error);
            if (!addName(key))
                return false;
        }
        ondemand::json_type type{};
        if (const auto error = field.value().type().get(type); error != SUCCESS)
            return rejectSyntax(error);
        if (!readScalar(field.value(), type, out->values.back().value))
            return false;
    }
    if (!asExpected)
        order.remember(out->values.size(), [&](size_t i) { return out->values[i].name; });
    return true;
}

// Whether a key reads as this name, which needs no escape.
bool JsonDecoder::Impl::isKey(const char* raw, std::string_view name) const {
    return static_cast<size_t>(bufferEnd - raw) > name.size() && raw[name.size()] == '"' &&
           sameText(raw, name.data(), name.size());
}

}  // namespace gemba::ingest
