#pragma once

#include <cstdint>
#include <new>
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
/// It is the sample that goes into the ring: the decoder gives its value, the intake the rest, each
/// in its place, since copying a value costs as much as reading one.
struct DecodedValue : signals::Sample {
    std::string_view name;  ///< points into the decoder: valid until its next message
};

/// The values of one message. Their places are used again as they are: to clear one costs as much
/// as to read it.
class DecodedValues {
 public:
    /// One more, which is whatever stood there before: its name and value are to be set.
    DecodedValue& next() {
        if (m_size == m_all.size())
            m_all.emplace_back();
        return m_all[m_size++];
    }
    void clear() { m_size = 0; }
    void reserve(size_t size) { m_all.reserve(size); }

    [[nodiscard]] size_t size() const { return m_size; }
    [[nodiscard]] bool empty() const { return m_size == 0; }
    [[nodiscard]] DecodedValue& operator[](size_t i) { return m_all[i]; }
    [[nodiscard]] const DecodedValue& operator[](size_t i) const { return m_all[i]; }
    [[nodiscard]] DecodedValue& back() { return m_all[m_size - 1]; }
    [[nodiscard]] DecodedValue* begin() { return m_all.data(); }
    [[nodiscard]] DecodedValue* end() { return m_all.data() + m_size; }
    [[nodiscard]] const DecodedValue* begin() const { return m_all.data(); }
    [[nodiscard]] const DecodedValue* end() const { return m_all.data() + m_size; }

 private:
    std::vector<DecodedValue> m_all;
    size_t m_size = 0;
};

/// Makes a value where it will stand: copied out of a temporary it costs as much as reading it.
template <class Number>
void put(Value& where, Value (*make)(Number), Number number) {
    ::new (&where) Value(make(number));
}

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
    DecodedValues values;

    /// Foreign values that no Value can hold (long text): left out, the rest of the message stands.
    uint32_t skipped = 0;
    Rejection rejection = Rejection::none;
    std::string reason;  ///< of the rejection, or of the first value that was left out

    void clear();
    /// It could not be read: no values.
    void reject(Rejection why, std::string words);
};

}  // namespace gemba::ingest
