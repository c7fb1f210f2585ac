#include "ingest/json_decoder_impl.h"

#include <fmt/format.h>

namespace gemba::ingest {

bool JsonDecoder::Impl::readNative(ondemand::object& object) {
    unsigned seen = 0;
    for (auto item : object) {
        ondemand::field field;
        if (const auto error = std::move(item).get(field); error != SUCCESS)
            return rejectSyntax(error);
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
    int64_t number = 0;
    if (value.get_int64().get(number) != SUCCESS || !validTime(number))
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
    for (auto item : object) {
        ondemand::field field;
        if (const auto error = std::move(item).get(field); error != SUCCESS)
            return rejectSyntax(error);
        std::string_view key;
        if (const auto error = field.unescaped_key().get(key); error != SUCCESS)
            return rejectSyntax(error);
        ondemand::json_type type{};
        if (const auto error = field.value().type().get(type); error != SUCCESS)
            return rejectSyntax(error);
        if (!addName(key) || !readScalar(field.value(), type, out->values.back().value))
            return false;
    }
    return true;
}

}  // namespace gemba::ingest
