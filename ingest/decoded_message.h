#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/time.h"
#include "engine/core/value.h"
#include "engine/signals/sample.h"

namespace gemba::ingest {

/// Why a message could not be read. `reason` of the message says the same in words.
enum class Rejection : uint8_t {
    none,
    partCount,    ///< neither two nor three frames
    topic,        ///< too long, or not UTF-8
    contentType,  ///< one that we do not know
    size,         ///< empty, or beyond 1 MiB
    utf8,         ///< the payload, or a text in it, is not UTF-8
    syntax,       ///< not JSON, not protobuf
    nesting,      ///< deeper than 16
    count,        ///< more than 4,096 values
    name,         ///< a name beyond 1,024 bytes
    duplicate,    ///< one name twice
    number,       ///< not finite, or none
    text,         ///< beyond Value::kMaxText bytes
    array,        ///< empty, beyond Value::kMaxVector elements, or not of numbers
    time,         ///< `t`, `boot` or the member that is the time
    member,       ///< `seq`, `q`, `last`, `v`, `values` or a field is not what it should be
    foreign,      ///< a foreign message where the source says `format = "native"`
};

[[nodiscard]] const char* name(Rejection rejection);

/// One value of a message. Its signal is the topic itself where `name` is empty, else topic/name.
struct DecodedValue {
    std::string_view name;  ///< points into the decoder: valid until its next message
    Value value;
};

/// One message as read. Reused for message after message: nothing is allocated once it has grown.
struct DecodedMessage {
    std::string_view topic;  ///< points into the frame
    bool native = false;     ///< in the native form; else foreign: flattened
    bool hasTime = false, hasSeq = false, hasBoot = false;
    bool last = false;  ///< a repeated last value
    UtcNs time = 0;
    uint64_t seq = 0;
    UtcNs boot = 0;
    signals::Quality quality = signals::Quality::good;
    std::vector<DecodedValue> values;

    /// Foreign values that no Value can hold (long text): left out, the rest of the message stands.
    uint32_t skipped = 0;
    Rejection rejection = Rejection::none;
    std::string reason;  ///< of the rejection, or of the first value that was left out

    void clear();
    /// It could not be read: no values.
    void reject(Rejection why, std::string words);
};

}  // namespace gemba::ingest
