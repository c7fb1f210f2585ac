#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "engine/twin/twin.h"
#include "ingest/decoded_message.h"

namespace gemba::ingest {

/// Unit of the numbers that a source gives as its time.
enum class TimeUnit : uint8_t { undecided, s, ms, us, ns };

[[nodiscard]] const char* name(TimeUnit unit);

/// How a source's foreign messages are read; of `[[live]]`.
struct DecoderSettings {
    twin::WireFormat format = twin::WireFormat::any;
    std::string timePath;           ///< "header/stamp" or "header.stamp"; empty: no time inside
    std::string timeUnit = "auto";  ///< auto, s, ms, us, ns
};

/// Reads messages of one source off their frames: `[topic] [content type] [payload]`, or without
/// the content type. Nothing read is trusted. Not for several threads at once; nothing is allocated
/// per message once the buffers have grown.
///
/// Native is an object whose members are all of `t seq boot q last v values`, with exactly one of
/// `v` and `values`. Any other payload is foreign: objects flatten to `member/sub`, arrays of up to
/// eight numbers are one value and others flatten by index; null is no value.
class JsonDecoder {
 public:
    static constexpr size_t kMaxPayload = size_t{1} << 20;
    static constexpr size_t kMaxTopic = 1024;  ///< bytes; also of a flattened name
    static constexpr size_t kMaxValues = 4096;
    static constexpr int kMaxNesting = 16;

    explicit JsonDecoder(DecoderSettings settings = {});
    ~JsonDecoder();
    JsonDecoder(JsonDecoder&&) noexcept;
    JsonDecoder& operator=(JsonDecoder&&) noexcept;

    /// Fills `out` anew. False: rejected, `out.rejection` and `out.reason` say why and there are no
    /// values.
    [[nodiscard]] bool decode(std::span<const std::string_view> frames, DecodedMessage& out);

    /// What `time_unit = "auto"` settled on, by the magnitude of the source's first time.
    [[nodiscard]] TimeUnit timeUnit() const;

 private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace gemba::ingest
