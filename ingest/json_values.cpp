#include "ingest/json_decoder_impl.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace gemba::ingest {

bool JsonDecoder::Impl::readScalar(ondemand::value& value, ondemand::json_type type, Value& read) {
    switch (type) {
        case ondemand::json_type::number:
            return readNumber(value, read);
        case ondemand::json_type::string:
            return readText(value, read);
        case ondemand::json_type::array:
            return readVector(value, read);
        case ondemand::json_type::boolean: {
            bool flag = false;
            if (const auto error = value.get_bool().get(flag); error != SUCCESS)
                return rejectSyntax(error);
            put(read, Value::ofBoolean, flag);
            return true;
        }
        case ondemand::json_type::object:
            return reject(Rejection::member, "a value is an object");
        case ondemand::json_type::null:
            break;
    }
    return reject(Rejection::member, "a value is null");
}

bool JsonDecoder::Impl::readNumber(ondemand::value& value, Value& read) {
    ondemand::number number;
    if (value.get_number().get(number) == SUCCESS && !number.is_uint64()) {
        if (number.is_int64()) {
            put(read, Value::ofInteger, number.get_int64());
            return true;
        }
        put(read, Value::ofReal, number.get_double());
        return std::isfinite(number.get_double()) ||
               reject(Rejection::number, "a number that is not finite");
    }
    // Whole numbers beyond 64 bits are read as real ones.
    double real = 0.0;
    if (value.get_double().get(real) != SUCCESS || !std::isfinite(real))
        return reject(Rejection::number, "a number that is malformed or not finite");
    put(read, Value::ofReal, real);
    return true;
}

bool JsonDecoder::Impl::readText(ondemand::value& value, Value& read) {
    std::string_view text;
    if (const auto error = value.get_string().get(text); error != SUCCESS)
        return rejectSyntax(error);
    if (text.size() > Value::kMaxText)
        return reject(Rejection::text,
                      fmt::format("text of {} bytes, at most {}", text.size(), Value::kMaxText));
    read = Value::ofText(text);
    return true;
}

bool JsonDecoder::Impl::readVector(ondemand::value& value, Value& read) {
    ondemand::array array;
    if (const auto error = value.get_array().get(array); error != SUCCESS)
        return rejectSyntax(error);
    std::array<double, Value::kMaxVector> numbers{};
    size_t count = 0;
    for (auto item : array) {
        ondemand::value element;
        if (const auto error = std::move(item).get(element); error != SUCCESS)
            return rejectSyntax(error);
        if (count == numbers.size())
            return reject(Rejection::array,
                          fmt::format("array of more than {} elements", Value::kMaxVector));
        ondemand::json_type type{};
        if (const auto error = element.type().get(type); error != SUCCESS)
            return rejectSyntax(error);
        if (type != ondemand::json_type::number)
            return reject(Rejection::array, "array of something else than numbers");
        Value number;
        if (!readNumber(element, number))
            return false;
        numbers[count++] = number.number();
    }
    read = Value::ofVector({numbers.data(), count});
    return count > 0 || reject(Rejection::array, "empty array");
}

/// Adds an empty value, to be filled in by the caller.
bool JsonDecoder::Impl::addName(std::string_view valueName) {
    if (valueName.size() > kMaxTopic)
        return reject(Rejection::name, fmt::format("a name of more than {} bytes", kMaxTopic));
    if (out->values.size() >= kMaxValues)
        return reject(Rejection::count, fmt::format("more than {} values", kMaxValues));
    // A name alone cannot stand twice: the first is looked at when there is a second.
    if (out->values.size() == 1)
        (void)names.insert(out->values[0].name);
    if (!out->values.empty() && !names.insert(valueName))
        return reject(Rejection::duplicate, fmt::format("\"{}\" stands twice", excerpt(valueName)));
    out->values.next().name = valueName;
    return true;
}

bool JsonDecoder::Impl::add(std::string_view valueName, const Value& value) {
    if (!addName(valueName))
        return false;
    out->values.back().value = value;
    return true;
}

}  // namespace gemba::ingest
