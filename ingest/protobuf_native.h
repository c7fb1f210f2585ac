#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/decoded_message.h"
#include "ingest/name_set.h"

namespace gemba::ingest {

class ProtobufFields;
struct ProtobufField;

/// Reads `gemba.v1.Message` off its frames (resources/schemas/gemba.proto), by the bounds and rules
/// of native JSON. By hand: no descriptor, no object between the bytes and the values, and a
/// dictionary of names that came before is not read again. Not for several threads at once; nothing
/// is allocated per message once the buffers have grown.
class NativeProtobufDecoder {
 public:
    NativeProtobufDecoder() = default;
    NativeProtobufDecoder(const NativeProtobufDecoder&) = delete;  // its names point into itself
    NativeProtobufDecoder& operator=(const NativeProtobufDecoder&) = delete;

    /// Fills `out` anew; its names live until the next message. False: rejected, and `out` says
    /// why.
    [[nodiscard]] bool decode(std::span<const std::string_view> frames, DecodedMessage& out);

 private:
    /// Names as they came, checked.
    struct Dictionary {
        std::string bytes;
        std::vector<std::string_view> names;  // into `bytes`
    };
    struct Columns;

    bool reject(Rejection rejection, std::string reason);
    bool readField(const ProtobufField& field);
    bool readTime(const ProtobufField& field, const char* what, UtcNs& time);
    bool readValue(const ProtobufField& field);
    bool readReal(uint64_t bits, Value& out);
    bool readText(std::string_view text, Value& out);
    bool readVector(std::string_view numbers, Value& out);
    bool readBatch(std::string_view batch);
    bool readColumns(std::string_view batch, Columns& columns);
    bool readReals(std::string_view column);
    bool readWords(std::string_view column, ValueType type);
    bool readNames(std::string_view bytes, const Dictionary*& dictionary);
    bool listNames(std::string_view bytes, std::vector<std::string_view>& names);
    Value* addValue();

    std::array<Dictionary, 16> m_dictionaries;  // by their hash; the newest takes the place
    NameSet m_seen;
    DecodedMessage* m_out = nullptr;
};

}  // namespace gemba::ingest
