#pragma once

#include <string>
#include <string_view>

#include "engine/core/time.h"
#include "engine/core/value.h"

/// Writes `gemba.v1.Message` piece by piece onto a string; fields may stand in any order.
namespace gemba::ingest::protobuf_writer {

void appendTime(std::string& out, UtcNs time);
void appendSeq(std::string& out, uint64_t seq);
void appendBoot(std::string& out, UtcNs boot);
void appendLast(std::string& out);
/// A text, a message within or a packed column.
void appendBytes(std::string& out, uint32_t field, std::string_view bytes);
/// A value that json_text::writable() lets through.
void appendValue(std::string& out, const Value& value);

}  // namespace gemba::ingest::protobuf_writer
