#include "ingest/protobuf_writer.h"

#include <cstring>

#include "ingest/protobuf_fields.h"
#include "ingest/protobuf_schema.h"

namespace gemba::ingest::protobuf_writer {
namespace {

using protobuf_schema::Field;

void appendVarint(std::string& out, uint64_t number) {
    for (; number >= 0x80; number >>= 7)
        out += static_cast<char>(number | 0x80);
    out += static_cast<char>(number);
}

void appendTag(std::string& out, uint32_t field, WireType type) {
    appendVarint(out, uint64_t{field} << 3 | static_cast<uint64_t>(type));
}

template <class Word>
void appendFixed(std::string& out, Word word) {
    static_assert(sizeof word == 8);
    char bytes[sizeof word];
    std::memcpy(bytes, &word, sizeof word);
    out.append(bytes, sizeof bytes);
}

}  // namespace

void appendTime(std::string& out, UtcNs time) {
    appendTag(out, Field::time, WireType::fixed64);
    appendFixed(out, time);
}

void appendSeq(std::string& out, uint64_t seq) {
    appendTag(out, Field::seq, WireType::varint);
    appendVarint(out, seq);
}

void appendBoot(std::string& out, UtcNs boot) {
    appendTag(out, Field::boot, WireType::fixed64);
    appendFixed(out, boot);
}

void appendLast(std::string& out) {
    appendTag(out, Field::last, WireType::varint);
    appendVarint(out, 1);
}

void appendBytes(std::string& out, uint32_t field, std::string_view bytes) {
    appendTag(out, field, WireType::bytes);
    appendVarint(out, bytes.size());
    out += bytes;
}

void appendValue(std::string& out, const Value& value) {
    switch (value.type()) {
        case ValueType::boolean:
            appendTag(out, Field::boolean, WireType::varint);
            appendVarint(out, value.boolean() ? 1 : 0);
            return;
        case ValueType::integer:
            appendTag(out, Field::integer, WireType::varint);
            appendVarint(out, static_cast<uint64_t>(value.integer()));
            return;
        case ValueType::real:
            appendTag(out, Field::real, WireType::fixed64);
            appendFixed(out, value.number());
            return;
        case ValueType::text:
            appendBytes(out, Field::text, value.text());
            return;
        case ValueType::vector: {
            // Numbers: one packed column, of 64 bytes at most, so that each size is one byte.
            const auto numbers = value.vector();
            appendTag(out, Field::vector, WireType::bytes);
            appendVarint(out, numbers.size_bytes() + 2);
            appendTag(out, 1, WireType::bytes);
            appendVarint(out, numbers.size_bytes());
            for (const double number : numbers)
                appendFixed(out, number);
            return;
        }
        case ValueType::none:
            return;
    }
}

}  // namespace gemba::ingest::protobuf_writer
