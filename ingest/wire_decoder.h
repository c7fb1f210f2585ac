#pragma once

#include "ingest/json_decoder.h"
#include "ingest/protobuf_native.h"

namespace gemba::ingest {

/// Reads messages of one source off their frames, each by its content type. Nothing read is
/// trusted. Not for several threads at once.
class WireDecoder {
 public:
    explicit WireDecoder(DecoderSettings settings = {}) : m_json(std::move(settings)) {}

    /// Fills `out` anew; what it points to lives until the next message. False: rejected, and
    /// `out` says why.
    [[nodiscard]] bool decode(std::span<const std::string_view> frames, DecodedMessage& out);

    /// What `time_unit = "auto"` settled on.
    [[nodiscard]] TimeUnit timeUnit() const { return m_json.timeUnit(); }

 private:
    JsonDecoder m_json;
    NativeProtobufDecoder m_protobuf;
};

}  // namespace gemba::ingest
