#include <cstdlib>

#include "ingest/json_decoder.h"

/// libFuzzer: the first byte chooses how the rest is cut into frames. Breaking a promise of the
/// decoder aborts.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    using namespace gemba::ingest;
    static JsonDecoder s_decoder({.timePath = "time"});
    static DecodedMessage s_message;
    if (size < 1)
        return 0;

    const std::string_view bytes(reinterpret_cast<const char*>(data + 1), size - 1);
    const size_t cut = bytes.empty() ? 0 : data[0] % bytes.size();
    const std::string_view two[] = {bytes.substr(0, cut), bytes.substr(cut)};
    const std::string_view whole[] = {"topic", "json", bytes};
    const bool ok =
        (data[0] & 1) != 0 ? s_decoder.decode(two, s_message) : s_decoder.decode(whole, s_message);

    if (ok != (s_message.rejection == Rejection::none) || (!ok && s_message.reason.empty()) ||
        (!ok && !s_message.values.empty()) || s_message.values.size() > JsonDecoder::kMaxValues)
        std::abort();
    for (const DecodedValue& value : s_message.values) {
        if (value.value.empty() || value.name.size() > JsonDecoder::kMaxTopic)
            std::abort();
    }
    return 0;
}
