#include "ingest/protobuf_native.h"

#include <fmt/format.h>

#include <cmath>
#include <cstring>

#include "ingest/iso_time.h"
#include "ingest/json_decoder.h"
#include "ingest/protobuf_fields.h"
#include "ingest/protobuf_schema.h"
#include "ingest/wire_frames.h"

namespace gemba::ingest {
namespace {

using namespace protobuf_schema;

constexpr unsigned kValues =
    1u << boolean | 1u << integer | 1u << real | 1u << text | 1u << vector | 1u << batch;

/// How each field of Message is written.
constexpr WireType kTypes[] = {WireType::varint /* none */,
                               WireType::fixed64,
                               WireType::varint,
                               WireType::fixed64,
                               WireType::varint,
                               WireType::varint,
                               WireType::varint,
                               WireType::varint,
                               WireType::fixed64,
                               WireType::bytes,
                               WireType::bytes,
                               WireType::bytes};

double realOf(uint64_t bits) {
    double out = 0.0;
    std::memcpy(&out, &bits, sizeof out);
    return out;
}

size_t placeOf(std::string_view bytes, size_t places) {
    if (bytes.empty())
        return 0;
    uint64_t head = 0, tail = 0;
    std::memcpy(&head, bytes.data(), std::min(bytes.size(), sizeof head));
    const size_t at = bytes.size() - std::min(bytes.size(), sizeof tail);
    std::memcpy(&tail, bytes.data() + at, bytes.size() - at);
    return ((head ^ (tail * 3) ^ bytes.size()) * 0x9E3779B97F4A7C15u >> 32) % places;
}

}  // namespace

/// Where the columns of a batch lie, whatever their order.
struct NativeProtobufDecoder::Columns {
    enum Field : uint32_t { names = 1, real, integer, boolean, text, vector, fieldEnd };
    std::array<std::string_view, boolean + 1> packed;  // dictionary and columns of numbers
    uint32_t texts = 0, vectors = 0;
};

bool NativeProtobufDecoder::reject(Rejection rejection, std::string reason) {
    m_out->reject(rejection, std::move(reason));
    return false;
}

bool NativeProtobufDecoder::decode(std::span<const std::string_view> frames, DecodedMessage& out) {
    m_out = &out;
    out.clear();
    WirePayload payload;
    if (!readFrames(frames, payload, out))
        return false;
    if (payload.type != ContentType::protobuf)
        return reject(Rejection::contentType, "not protobuf");

    out.native = true;
    unsigned seen = 0;
    ProtobufFields fields(payload.bytes);
    for (ProtobufField field; fields.next(field);) {
        if (field.number >= fieldEnd || field.type != kTypes[field.number])
            return reject(Rejection::member,
                          fmt::format("field {} of another type, or unknown", field.number));
        const unsigned bit = 1u << field.number;
        if ((seen & bit) != 0 || ((bit & kValues) != 0 && (seen & kValues) != 0))
            return reject(Rejection::duplicate,
                          fmt::format("field {}: one too many", field.number));
        seen |= bit;
        if (!readField(field))
            return false;
    }
    if (!fields.sound())
        return reject(Rejection::syntax, "payload is not valid protobuf");
    return (seen & kValues) != 0 || reject(Rejection::member, "no value");
}

bool NativeProtobufDecoder::readField(const ProtobufField& field) {
    switch (field.number) {
        case time:
            m_out->hasTime = true;
            return readTime(field, "time", m_out->time);
        case boot:
            m_out->hasBoot = true;
            return readTime(field, "boot", m_out->boot);
        case seq:
            m_out->hasSeq = true;
            m_out->seq = field.word;
            return true;
        case quality:
            m_out->quality = static_cast<signals::Quality>(field.word & 3);
            return field.word <= static_cast<uint64_t>(signals::Quality::stale) ||
                   reject(Rejection::member, "quality is none of 0 to 3");
        case last:
            m_out->last = field.word != 0;
            return true;
        case batch:
            return readBatch(field.bytes);
        default:
            return readValue(field);
    }
}

bool NativeProtobufDecoder::readTime(const ProtobufField& field, const char* what, UtcNs& read) {
    read = static_cast<int64_t>(field.word);
    return (read >= 0 && read < kMaxUtc) ||
           reject(Rejection::time,
                  fmt::format("{} is not a time in whole nanoseconds since 1970", what));
}

bool NativeProtobufDecoder::readValue(const ProtobufField& field) {
    Value& value = m_out->values.next().value;
    switch (field.number) {
        case boolean:
            put(value, Value::ofBoolean, field.word != 0);
            return true;
        case integer:
            put(value, Value::ofInteger, static_cast<int64_t>(field.word));
            return true;
        case real:
            return readReal(field.word, value);
        case text:
            return readText(field.bytes, value);
        default:
            return readVector(field.bytes, value);
    }
}

bool NativeProtobufDecoder::readReal(uint64_t bits, Value& out) {
    const double number = realOf(bits);
    put(out, Value::ofReal, number);
    return std::isfinite(number) || reject(Rejection::number, "a number that is not finite");
}

bool NativeProtobufDecoder::readText(std::string_view read, Value& out) {
    if (read.size() > Value::kMaxText)
        return reject(Rejection::text,
                      fmt::format("text of {} bytes, at most {}", read.size(), Value::kMaxText));
    if (!isUtf8(read))
        return reject(Rejection::utf8, "text that is not UTF-8");
    out = Value::ofText(read);
    return true;
}

bool NativeProtobufDecoder::readVector(std::string_view message, Value& out) {
    // Numbers: one packed column.
    ProtobufFields fields(message);
    ProtobufField field;
    if (!fields.next(field) || field.number != 1 || field.type != WireType::bytes ||
        field.whole.size() != message.size() || field.bytes.empty())
        return reject(Rejection::array, "an array that is empty, or no packed numbers");
    std::array<double, Value::kMaxVector> numbers{};
    if (field.bytes.size() > sizeof numbers || field.bytes.size() % sizeof numbers[0] != 0)
        return reject(Rejection::array,
                      fmt::format("array of {} bytes, expected 8 for each of at most {} elements",
                                  field.bytes.size(), numbers.size()));
    std::memcpy(numbers.data(), field.bytes.data(), field.bytes.size());
    const std::span used(numbers.data(), field.bytes.size() / sizeof numbers[0]);
    for (const double number : used) {
        if (!std::isfinite(number))
            return reject(Rejection::number, "a number that is not finite");
    }
    out = Value::ofVector(used);
    return true;
}

// The columns one after another, whatever their order in the bytes; then their names.
bool NativeProtobufDecoder::readBatch(std::string_view message) {
    Columns columns;
    if (!readColumns(message, columns) || !readReals(columns.packed[Columns::real]) ||
        !readWords(columns.packed[Columns::integer], ValueType::integer) ||
        !readWords(columns.packed[Columns::boolean], ValueType::boolean))
        return false;
    for (const uint32_t column : {Columns::text, Columns::vector}) {
        if ((column == Columns::text ? columns.texts : columns.vectors) == 0)
            continue;
        ProtobufFields fields(message);
        for (ProtobufField field; fields.next(field);) {
            if (field.number != column)
                continue;
            Value* const value = addValue();
            if (value == nullptr || !(column == Columns::text ? readText(field.bytes, *value)
                                                              : readVector(field.bytes, *value)))
                return false;
        }
    }

    const Dictionary* dictionary = nullptr;
    if (!readNames(columns.packed[Columns::names], dictionary))
        return false;
    auto& values = m_out->values;
    if (values.size() != dictionary->names.size())
        return reject(Rejection::member, fmt::format("{} names of {} values",
                                                     dictionary->names.size(), values.size()));
    for (size_t i = 0; i < values.size(); ++i)
        values[i].name = dictionary->names[i];
    return true;
}

bool NativeProtobufDecoder::readColumns(std::string_view message, Columns& columns) {
    unsigned seen = 0;
    ProtobufFields fields(message);
    for (ProtobufField field; fields.next(field);) {
        if (field.number >= Columns::fieldEnd || field.type != WireType::bytes)
            return reject(Rejection::member, fmt::format("field {} of a batch is unknown, or not "
                                                         "packed",
                                                         field.number));
        if (field.number < columns.packed.size()) {
            if ((seen >> field.number & 1u) != 0)
                return reject(Rejection::duplicate, "a column that stands twice");
            seen |= 1u << field.number;
            columns.packed[field.number] = field.bytes;
        } else {
            ++(field.number == Columns::text ? columns.texts : columns.vectors);
        }
    }
    return fields.sound() || reject(Rejection::syntax, "payload is not valid protobuf");
}

// The place of one more value; null, and rejected, where there are too many.
Value* NativeProtobufDecoder::addValue() {
    if (m_out->values.size() < JsonDecoder::kMaxValues)
        return &m_out->values.next().value;
    reject(Rejection::count, fmt::format("more than {} values", JsonDecoder::kMaxValues));
    return nullptr;
}

bool NativeProtobufDecoder::readReals(std::string_view column) {
    if (column.size() % sizeof(double) != 0)
        return reject(Rejection::syntax, "a column of real numbers that ends within one");
    for (size_t at = 0; at < column.size(); at += sizeof(double)) {
        uint64_t bits = 0;
        std::memcpy(&bits, column.data() + at, sizeof bits);
        Value* const value = addValue();
        if (value == nullptr || !readReal(bits, *value))
            return false;
    }
    return true;
}

bool NativeProtobufDecoder::readWords(std::string_view column, ValueType type) {
    ProtobufFields numbers(column);
    for (uint64_t number = 0; numbers.nextVarint(number);) {
        Value* const value = addValue();
        if (value == nullptr)
            return false;
        if (type == ValueType::boolean)
            put(*value, Value::ofBoolean, number != 0);
        else
            put(*value, Value::ofInteger, static_cast<int64_t>(number));
    }
    return numbers.sound() || reject(Rejection::syntax, "a column of numbers that breaks off");
}

bool NativeProtobufDecoder::readNames(std::string_view bytes, const Dictionary*& dictionary) {
    Dictionary& kept = m_dictionaries[placeOf(bytes, m_dictionaries.size())];
    dictionary = &kept;
    if (kept.bytes == bytes)
        return true;
    // A new one, kept with its bytes once all of it is sound.
    kept.bytes.clear();
    kept.names.clear();
    if (!listNames(bytes, kept.names)) {
        kept.names.clear();
        return false;
    }
    kept.bytes = bytes;
    for (std::string_view& name : kept.names)
        name = {kept.bytes.data() + (name.data() - bytes.data()), name.size()};
    return true;
}

bool NativeProtobufDecoder::listNames(std::string_view bytes,
                                      std::vector<std::string_view>& names) {
    m_seen.clear();
    ProtobufFields fields(bytes);
    for (ProtobufField field; fields.next(field);) {
        if (field.number != 1 || field.type != WireType::bytes)
            return reject(Rejection::member, "names that are no texts");
        if (field.bytes.size() > JsonDecoder::kMaxTopic)
            return reject(Rejection::name,
                          fmt::format("a name of more than {} bytes", JsonDecoder::kMaxTopic));
        if (!isUtf8(field.bytes))
            return reject(Rejection::utf8, "a name that is not UTF-8");
        if (names.size() >= JsonDecoder::kMaxValues)
            return reject(Rejection::count,
                          fmt::format("more than {} names", JsonDecoder::kMaxValues));
        if (!m_seen.insert(field.bytes))
            return reject(Rejection::duplicate,
                          fmt::format("\"{}\" stands twice", excerpt(field.bytes)));
        names.push_back(field.bytes);
    }
    return fields.sound() || reject(Rejection::syntax, "payload is not valid protobuf");
}

}  // namespace gemba::ingest
