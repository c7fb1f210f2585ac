#include "ingest/protobuf_schema.h"

#include <cstdint>

namespace gemba::ingest::protobuf_schema {
namespace {

constexpr uint8_t kDescriptors[] = {
#include "gemba_descriptors.inc"
};

}  // namespace

std::span<const std::byte> descriptorSet() {
    return std::as_bytes(std::span(kDescriptors));
}

}  // namespace gemba::ingest::protobuf_schema
