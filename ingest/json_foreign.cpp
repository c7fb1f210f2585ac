#include "ingest/json_decoder_impl.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <optional>

namespace gemba::ingest {
namespace {

/// Unix times of our century differ by a factor of 1,000 from unit to unit: the limits lie between.
TimeUnit unitByMagnitude(double number) {
    if (number < 1e11)
        return TimeUnit::s;
    if (number < 1e14)
        return TimeUnit::ms;
    return number < 1e17 ? TimeUnit::us : TimeUnit::ns;
}

int64_t nsPer(TimeUnit unit) {
    switch (unit) {
        case TimeUnit::s:
            return kNsPerSecond;
        case TimeUnit::ms:
            return 1'000'000;
        case TimeUnit::us:
            return 1'000;
        default:
            return 1;
    }
}

}  // namespace

bool JsonDecoder::Impl::flattenObject(ondemand::object& object, int depth) {
    for (auto item : object) {
        ondemand::field field;
        if (const auto error = std::move(item).get(field); error != SUCCESS)
            return rejectSyntax(error);
        std::string_view key;
        if (const auto error = field.unescaped_key().get(key); error != SUCCESS)
            return rejectSyntax(error);

        // The member's name goes onto the path, and off again behind it.
        const size_t before = path.size();
        if (before + (depth > 1 ? 1 : 0) + key.size() > kMaxTopic)
            return reject(Rejection::name, fmt::format("a name of more than {} bytes", kMaxTopic));
        if (depth > 1)
            path += '/';
        path += key;
        if (!flatten(field.value(), depth))
            return false;
        path.resize(before);
    }
    return true;
}

bool JsonDecoder::Impl::flatten(ondemand::value& value, int depth) {
    ondemand::json_type type{};
    if (const auto error = value.type().get(type); error != SUCCESS)
        return rejectSyntax(error);
    if (type != ondemand::json_type::object && type != ondemand::json_type::array)
        return flattenScalar(value);

    if (depth >= kMaxNesting)
        return reject(Rejection::nesting, fmt::format("nested deeper than {}", kMaxNesting));
    if (type == ondemand::json_type::object) {
        ondemand::object object;
        if (const auto error = value.get_object().get(object); error != SUCCESS)
            return rejectSyntax(error);
        return flattenObject(object, depth + 1);
    }
    ondemand::array array;
    if (const auto error = value.get_array().get(array); error != SUCCESS)
        return rejectSyntax(error);
    return flattenArray(array, depth + 1);
}

bool JsonDecoder::Impl::flattenArray(ondemand::array& array, int depth) {
    // Up to eight numbers are one value.
    std::array<double, Value::kMaxVector> numbers{};
    size_t count = 0;
    bool vector = true;
    for (auto item : array) {
        ondemand::value value;
        ondemand::json_type type{};
        if (const auto error = std::move(item).get(value); error != SUCCESS)
            return rejectSyntax(error);
        if (const auto error = value.type().get(type); error != SUCCESS)
            return rejectSyntax(error);
        vector = type == ondemand::json_type::number && count < numbers.size();
        if (!vector)
            break;
        Value number;
        if (!readNumber(value, number))
            return false;
        numbers[count++] = number.number();
    }
    if (vector)
        return count == 0 || addForeign(Value::ofVector({numbers.data(), count}));

    // Anything else flattens by index.
    bool elements = false;
    if (const auto error = array.reset().get(elements); error != SUCCESS)
        return rejectSyntax(error);
    size_t index = 0;
    for (auto item : array) {
        ondemand::value value;
        if (const auto error = std::move(item).get(value); error != SUCCESS)
            return rejectSyntax(error);
        const size_t before = path.size();
        fmt::format_to(std::back_inserter(path), "{}{}", before == 0 ? "" : "/", index++);
        if (path.size() > kMaxTopic)
            return reject(Rejection::name, fmt::format("a name of more than {} bytes", kMaxTopic));
        if (!flatten(value, depth))
            return false;
        path.resize(before);
    }
    return true;
}

bool JsonDecoder::Impl::flattenScalar(ondemand::value& value) {
    ondemand::json_type type{};
    if (const auto error = value.type().get(type); error != SUCCESS)
        return rejectSyntax(error);
    if (type == ondemand::json_type::null) {
        bool null = false;
        const auto error = value.is_null().get(null);
        return error == SUCCESS && null ? true : rejectSyntax(simdjson::N_ATOM_ERROR);
    }
    Value read;
    if (type != ondemand::json_type::string)
        return readScalar(value, type, read) && addForeign(read);

    // Long text does not fit a Value; the other members of the object are worth having all the
    // same.
    std::string_view text;
    if (const auto error = value.get_string().get(text); error != SUCCESS)
        return rejectSyntax(error);
    if (text.size() <= Value::kMaxText)
        return addForeign(Value::ofText(text));
    if (out->skipped++ == 0)
        out->reason = fmt::format("text of {} bytes in \"{}\", at most {}: left out", text.size(),
                                  excerpt(path), Value::kMaxText);
    return true;
}

bool JsonDecoder::Impl::addForeign(const Value& value) {
    if (wantsTime && path == settings.timePath)
        return takeTime(value);
    if (out->values.size() >= kMaxValues)
        return reject(Rejection::count, fmt::format("more than {} values", kMaxValues));
    char* at = arena.get() + arenaUsed;
    std::memcpy(at, path.data(), path.size());
    arenaUsed += path.size();
    return add({at, path.size()}, value);
}

bool JsonDecoder::Impl::takeTime(const Value& value) {
    std::optional<UtcNs> time;
    if (value.type() == ValueType::text) {
        time = parseIsoTime(value.text());
    } else if (value.numeric() && value.number() >= 0.0) {
        if (unit == TimeUnit::undecided)
            unit = unitByMagnitude(value.number());
        const int64_t scale = nsPer(unit);
        if (value.type() == ValueType::integer && value.integer() < kMaxUtc / scale)
            time = value.integer() * scale;
        else if (value.number() < static_cast<double>(kMaxUtc / scale))
            time = std::llround(value.number() * static_cast<double>(scale));
    }
    if (!time || !validTime(*time))
        return reject(Rejection::time,
                      fmt::format("\"{}\" is not a time", excerpt(settings.timePath)));
    out->time = *time;
    out->hasTime = true;
    return true;
}

}  // namespace gemba::ingest
