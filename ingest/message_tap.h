#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "engine/core/time.h"

namespace gemba::ingest {

/// One message as it came, with what its source's intake made of it. Lent for the call.
struct TappedMessage {
    uint16_t source = 0;  ///< index into Twin::live
    UtcNs received = 0;
    UtcNs sourceTime = 0;     ///< the receive time where it gave none
    uint32_t sequence = 0;    ///< the low bits of its `seq`; 0 where it has none
    bool mayWait = false;     ///< it comes from a file: the taker may wait for room
    bool repeated = false;    ///< said by what it came over, not by itself (MQTT's retained ones)
    uint64_t firstIndex = 0;  ///< Sample::index of its first value of a bound signal
    std::span<const std::string_view> frames;
    std::string_view rejected;  ///< why it could not be read; empty: it could
};

/// Is handed every message that a source takes, verbatim: the recorder. The ingest thread.
class MessageTap {
 public:
    virtual ~MessageTap() = default;
    virtual void message(const TappedMessage& message) = 0;
};

}  // namespace gemba::ingest
