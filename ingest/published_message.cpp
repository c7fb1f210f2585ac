#include "ingest/published_message.h"

#include "ingest/json_text.h"
#include "ingest/protobuf_writer.h"

namespace gemba::ingest {
namespace {

void writeJson(std::string& payload, const PublishedTopic& topic, UtcNs boot, bool last) {
    payload = "{\"t\":";
    json_text::append(payload, topic.time);
    payload += ",\"seq\":";
    json_text::append(payload, topic.seq);
    payload += ",\"boot\":";
    json_text::append(payload, boot);
    if (last)
        payload += ",\"last\":true";
    payload += ",\"v\":";
    json_text::append(payload, topic.value);
    payload += '}';
}

void writeProtobuf(std::string& payload, const PublishedTopic& topic, UtcNs boot, bool last) {
    payload.clear();
    protobuf_writer::appendTime(payload, topic.time);
    protobuf_writer::appendSeq(payload, topic.seq);
    protobuf_writer::appendBoot(payload, boot);
    if (last)
        protobuf_writer::appendLast(payload);
    protobuf_writer::appendValue(payload, topic.value);
}

}  // namespace

void writePublished(std::string& payload, ContentType encoding, const PublishedTopic& topic,
                    UtcNs boot, bool last) {
    if (encoding == ContentType::json)
        writeJson(payload, topic, boot, last);
    else
        writeProtobuf(payload, topic, boot, last);
}

}  // namespace gemba::ingest
