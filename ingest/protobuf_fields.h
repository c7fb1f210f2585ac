#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace gemba::ingest {

/// How a field's value lies in the bytes.
enum class WireType : uint8_t { varint = 0, fixed64 = 1, bytes = 2, fixed32 = 5 };

/// One field of a protobuf message.
struct ProtobufField {
    uint32_t number = 0;
    WireType type = WireType::varint;
    uint64_t word = 0;       ///< varint, fixed64, fixed32
    std::string_view bytes;  ///< text, a message within, a packed column
    std::string_view whole;  ///< tag and value, as they lie there
};

/// Goes through a protobuf message field by field. Nothing is trusted: at the first byte that
/// cannot be it stands still and is no longer sound.
class ProtobufFields {
 public:
    explicit ProtobufFields(std::string_view message)
        : m_at(message.data()), m_end(message.data() + message.size()) {}

    /// False at the end, or where it is no longer sound.
    [[nodiscard]] bool next(ProtobufField& field) {
        if (m_at == m_end)
            return false;
        const char* const begin = m_at;
        uint64_t tag = 0;
        if (!varint(tag) || tag >> 32 != 0 || tag >> 3 == 0 || !value(tag & 7, field))
            return m_sound = false;
        field.number = static_cast<uint32_t>(tag >> 3);
        field.type = static_cast<WireType>(tag & 7);
        field.whole = {begin, static_cast<size_t>(m_at - begin)};
        return true;
    }
    /// One number of a packed column; as next().
    [[nodiscard]] bool nextVarint(uint64_t& number) {
        return m_at != m_end && (varint(number) || (m_sound = false));
    }
    [[nodiscard]] bool sound() const { return m_sound; }

 private:
    [[nodiscard]] bool varint(uint64_t& out) {
        // Most are tags, flags and small counts.
        if (m_at != m_end && (*m_at & 0x80) == 0) {
            out = static_cast<uint8_t>(*m_at++);
            return true;
        }
        out = 0;
        for (unsigned shift = 0; shift < 64 && m_at != m_end; shift += 7) {
            const auto byte = static_cast<uint8_t>(*m_at++);
            if (shift == 63 && byte > 1)
                return false;
            out |= static_cast<uint64_t>(byte & 0x7F) << shift;
            if ((byte & 0x80) == 0)
                return true;
        }
        return false;
    }
    template <class Word>
    [[nodiscard]] bool fixed(uint64_t& out) {
        if (static_cast<size_t>(m_end - m_at) < sizeof(Word))
            return false;
        Word word;
        std::memcpy(&word, m_at, sizeof word);
        m_at += sizeof word;
        out = word;
        return true;
    }
    [[nodiscard]] bool value(uint64_t type, ProtobufField& field) {
        switch (static_cast<WireType>(type)) {
            case WireType::varint:
                return varint(field.word);
            case WireType::fixed64:
                return fixed<uint64_t>(field.word);
            case WireType::fixed32:
                return fixed<uint32_t>(field.word);
            case WireType::bytes:
                break;
            default:
                return false;  // groups, and what never was
        }
        if (!varint(field.word) || field.word > static_cast<uint64_t>(m_end - m_at))
            return false;
        field.bytes = {m_at, static_cast<size_t>(field.word)};
        m_at += field.word;
        return true;
    }

    const char* m_at;
    const char* m_end;
    bool m_sound = true;
};

}  // namespace gemba::ingest
