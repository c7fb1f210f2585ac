#include <google/protobuf/descriptor.pb.h>

#include <cstdlib>
#include <memory>

#include "ingest/json_decoder.h"
#include "ingest/protobuf_decoder.h"
#include "ingest/protobuf_schema.h"
#include "ingest/wire_decoder.h"

namespace {

using namespace gemba::ingest;

void check(bool ok, const DecodedMessage& message) {
    if (ok != (message.rejection == Rejection::none) || (!ok && message.reason.empty()) ||
        (!ok && !message.values.empty()) || message.values.size() > JsonDecoder::kMaxValues)
        std::abort();
    for (const DecodedValue& value : message.values) {
        if (value.value.empty() || value.name.size() > JsonDecoder::kMaxTopic)
            std::abort();
    }
}

/// The types of a schema that the bytes themselves bring.
void readByTheirOwn(std::string_view schema, std::string_view payload, DecodedMessage& message) {
    google::protobuf::FileDescriptorSet set;
    if (!set.ParseFromArray(schema.data(), static_cast<int>(schema.size())))
        return;
    int tried = 0;
    for (const auto& file : set.file()) {
        for (const auto& type : file.message_type()) {
            if (++tried > 4)
                return;
            const std::string name =
                (file.package().empty() ? "" : file.package() + ".") + type.name();
            auto decoder = ProtobufDecoder::create(
                name, std::as_bytes(std::span(schema.data(), schema.size())), {.timePath = "time"});
            if (!decoder && decoder.error().message().empty())
                std::abort();
            if (decoder)
                check((*decoder)->decode("topic", payload, message), message);
        }
    }
}

}  // namespace

/// libFuzzer: the first two bytes say where the rest is cut. By the native decoder and by the
/// embedded descriptors all of it is a payload; the part before the cut is also a descriptor set,
/// by which the part behind is read. Breaking a promise of the decoders aborts.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    static WireDecoder s_native;
    static const std::unique_ptr<ProtobufDecoder> s_described = std::move(*ProtobufDecoder::create(
        std::string(protobuf_schema::kMessage), protobuf_schema::descriptorSet()));
    static DecodedMessage s_message;
    if (size < 2)
        return 0;
    const std::string_view bytes(reinterpret_cast<const char*>(data + 2), size - 2);
    const size_t cut = bytes.empty() ? 0 : (size_t{data[0]} << 8 | data[1]) % (bytes.size() + 1);

    const std::string_view frames[] = {"topic", "protobuf", bytes};
    check(s_native.decode(frames, s_message), s_message);
    check(s_described->decode("topic", bytes, s_message), s_message);
    readByTheirOwn(bytes.substr(0, cut), bytes.substr(cut), s_message);
    return 0;
}
