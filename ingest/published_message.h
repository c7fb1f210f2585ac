#pragma once

#include <string>

#include "engine/core/time.h"
#include "engine/core/value.h"
#include "ingest/wire_frames.h"

namespace gemba::ingest {

/// What was published last on one topic.
struct PublishedTopic {
    std::string name;
    uint64_t seq = 0;  ///< 0: nothing yet
    UtcNs time = 0;    ///< of the value
    Value value;
};

/// Replaces `payload` by the message of a topic: native JSON, `{"t":ns,"seq":n,"boot":ns,"v":...}`,
/// or gemba.v1.Message. `boot` names the series; `last`: a repeat of the last value.
void writePublished(std::string& payload, ContentType encoding, const PublishedTopic& topic,
                    UtcNs boot, bool last);

}  // namespace gemba::ingest
