#pragma once

#include <simdjson.h>

#include <memory>
#include <string>

#include "ingest/iso_time.h"
#include "ingest/json_decoder.h"
#include "ingest/name_order.h"
#include "ingest/name_set.h"
#include "ingest/wire_frames.h"

/// The decoder's inside, for its own sources only: json_decoder.cpp finds the form, json_native.cpp
/// and json_foreign.cpp read it, json_values.cpp reads single values.
namespace gemba::ingest {

namespace ondemand = simdjson::ondemand;
using simdjson::SUCCESS;

/// Members of the native form.
enum Member : uint8_t { t, seq, boot, q, last, v, values, unknown };

[[nodiscard]] inline Member memberOf(std::string_view key) {
    if (key.size() == 1)
        return key[0] == 't' ? t : key[0] == 'q' ? q : key[0] == 'v' ? v : unknown;
    if (key == "seq")
        return seq;
    if (key == "boot")
        return boot;
    if (key == "last")
        return last;
    return key == "values" ? values : unknown;
}

/// A name as written, if it is no longer than those of the native form (else its beginning): none
/// of them needs an escape. The padding behind the buffer keeps the look inside.
[[nodiscard]] inline std::string_view shortKey(ondemand::raw_json_string key) {
    const char* text = key.raw();
    size_t size = 0;
    while (size < 7 && text[size] != '"')
        ++size;
    return {text, size};
}

[[nodiscard]] inline bool validTime(int64_t ns) {
    return ns >= 0 && ns < kMaxUtc;
}

/// Readers return false after they have called reject().
struct JsonDecoder::Impl {
    explicit Impl(DecoderSettings given);

    void restart();
    bool reject(Rejection rejection, std::string reason);
    bool rejectSyntax(simdjson::error_code error);
    bool decodePayload(std::string_view payload);
    bool decodeNative(const simdjson::padded_string_view& json);
    bool decodeByForm(const simdjson::padded_string_view& json);
    bool decodeBare(const simdjson::padded_string_view& json);
    bool findForm(ondemand::object& object, bool& native);
    bool atEnd(ondemand::document& document);

    bool readNative(ondemand::object&& object);
    bool readMember(Member member, ondemand::value& value);
    bool readTime(ondemand::value& value, std::string_view what, UtcNs& out);
    bool readSeq(ondemand::value& value);
    bool readQuality(ondemand::value& value);
    bool readValues(ondemand::value& value);
    bool isKey(const char* raw, std::string_view name) const;

    bool flattenObject(ondemand::object& object, int depth);
    bool flatten(ondemand::value& value, int depth);
    bool flattenArray(ondemand::array& array, int depth);
    bool flattenScalar(ondemand::value& value);
    bool addForeign(const Value& value);
    bool takeTime(const Value& value);

    bool readScalar(ondemand::value& value, ondemand::json_type type, Value& out);
    bool readNumber(ondemand::value& value, Value& out);
    bool readText(ondemand::value& value, Value& out);
    bool readVector(ondemand::value& value, Value& out);
    bool addName(std::string_view valueName);
    bool add(std::string_view valueName, const Value& value);

    DecoderSettings settings;
    TimeUnit unit = TimeUnit::undecided;
    bool wantsTime = false;
    ondemand::parser parser;
    std::unique_ptr<char[]> buffer;  // payload, brackets around a bare value, padding
    const char* bufferEnd = nullptr;
    std::unique_ptr<char[]> arena;  // flattened names of one message
    size_t arenaUsed = 0;
    std::string path;  // of the foreign value being read
    NameSet names;
    NameOrder order;
    DecodedMessage* out = nullptr;
};

}  // namespace gemba::ingest
