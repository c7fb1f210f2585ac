#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/core/time.h"
#include "ingest/wire_frames.h"

namespace gemba::ingest {

/// What is changed of a native message when it is sent again.
struct NativeChange {
    std::optional<UtcNs> time;    ///< replaces `t`; nothing where the message has none
    std::optional<int64_t> boot;  ///< replaces `boot`, or is added
    bool repeated = false;        ///< "last": true is added where there is no `last`
};

/// Replaces `out` by the payload of a native message with changed members, all other bytes as they
/// were. `payload` must be one that the decoder of its type took as native; of anything else it is
/// a copy.
void rewriteNative(std::string_view payload, ContentType type, const NativeChange& change,
                   std::string& out);

}  // namespace gemba::ingest
