#include "ingest/wire_decoder.h"

#include "ingest/wire_frames.h"

namespace gemba::ingest {

bool WireDecoder::decode(std::span<const std::string_view> frames, DecodedMessage& out) {
    ContentType type = ContentType::json;
    if (frames.size() == 3)
        (void)readContentType(frames[1], type);
    return type == ContentType::protobuf ? m_protobuf.decode(frames, out)
                                         : m_json.decode(frames, out);
}

}  // namespace gemba::ingest
