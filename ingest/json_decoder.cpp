#include "ingest/json_decoder.h"

#include <algorithm>

#include "ingest/json_decoder_impl.h"

namespace gemba::ingest {
namespace {

TimeUnit unitOf(std::string_view text) {
    for (const TimeUnit unit : {TimeUnit::s, TimeUnit::ms, TimeUnit::us, TimeUnit::ns}) {
        if (text == name(unit))
            return unit;
    }
    return TimeUnit::undecided;
}

}  // namespace

const char* name(TimeUnit unit) {
    switch (unit) {
        case TimeUnit::s:
            return "s";
        case TimeUnit::ms:
            return "ms";
        case TimeUnit::us:
            return "us";
        case TimeUnit::ns:
            return "ns";
        case TimeUnit::undecided:
            break;
    }
    return "auto";
}

JsonDecoder::Impl::Impl(DecoderSettings given) : settings(std::move(given)) {
    unit = unitOf(settings.timeUnit);
    wantsTime = !settings.timePath.empty();
    std::replace(settings.timePath.begin(), settings.timePath.end(), '.', '/');

    // Everything at its largest now: untouched pages cost nothing, and no message allocates.
    constexpr size_t kCapacity = kMaxPayload + 2;
    buffer = std::make_unique_for_overwrite<char[]>(kCapacity + simdjson::SIMDJSON_PADDING);
    bufferEnd = buffer.get() + kCapacity + simdjson::SIMDJSON_PADDING;
    arena = std::make_unique_for_overwrite<char[]>(kMaxValues * kMaxTopic);
    path.reserve(kMaxTopic + 32);
    if (parser.allocate(kCapacity) != SUCCESS)
        settings.format = twin::WireFormat::native;  // out of memory: every message will say so
}

void JsonDecoder::Impl::restart() {
    out->clear();
    arenaUsed = 0;
    path.clear();
    names.clear();
}

bool JsonDecoder::Impl::reject(Rejection rejection, std::string reason) {
    out->reject(rejection, std::move(reason));
    return false;
}

bool JsonDecoder::Impl::rejectSyntax(simdjson::error_code error) {
    if (error == simdjson::UTF8_ERROR)
        return reject(Rejection::utf8, "payload is not UTF-8");
    if (error == simdjson::NUMBER_ERROR || error == simdjson::NUMBER_OUT_OF_RANGE)
        return reject(Rejection::number, "a number that is malformed or not finite");
    return reject(Rejection::syntax, "payload is not valid JSON");
}

bool JsonDecoder::Impl::decodePayload(std::string_view payload) {
    const size_t first = payload.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos)
        return reject(Rejection::size, "empty payload");

    // A bare value is read as an array of one, so that one set of rules serves all.
    const bool object = payload[first] == '{';
    char* at = buffer.get();
    if (!object)
        *at++ = '[';
    std::memcpy(at, payload.data(), payload.size());
    at += payload.size();
    if (!object)
        *at++ = ']';
    const auto size = static_cast<size_t>(at - buffer.get());
    std::memset(at, ' ', simdjson::SIMDJSON_PADDING);

    const simdjson::padded_string_view json(buffer.get(), size, size + simdjson::SIMDJSON_PADDING);
    if (!object)
        return decodeBare(json);
    // Most messages are native: one pass reads them. Only where it fails the form is looked for.
    return decodeNative(json) || decodeByForm(json);
}

bool JsonDecoder::Impl::decodeNative(const simdjson::padded_string_view& json) {
    // In place: copying these small objects out of their results cost as much as a number.
    auto iterated = parser.iterate(json);
    if (iterated.error() != SUCCESS)
        return rejectSyntax(iterated.error());
    ondemand::document&& document = std::move(iterated).value_unsafe();
    auto object = document.get_object();
    if (object.error() != SUCCESS)
        return rejectSyntax(object.error());
    out->native = true;
    return readNative(std::move(object).value_unsafe()) && atEnd(document);
}

bool JsonDecoder::Impl::decodeByForm(const simdjson::padded_string_view& json) {
    // What the first attempt left behind goes; the document is new, since errors stick to it.
    const std::string_view topic = out->topic;
    restart();
    out->topic = topic;
    ondemand::document document;
    ondemand::object object;
    if (const auto error = parser.iterate(json).get(document); error != SUCCESS)
        return rejectSyntax(error);
    if (const auto error = document.get_object().get(object); error != SUCCESS)
        return rejectSyntax(error);
    bool native = false;
    if (!findForm(object, native))
        return false;

    document.rewind();
    if (const auto error = document.get_object().get(object); error != SUCCESS)
        return rejectSyntax(error);
    out->native = native;
    const bool read = native ? readNative(std::move(object)) : flattenObject(object, 1);
    return read && atEnd(document);
}

/// Looks at the names alone, up to the first that makes the object foreign.
bool JsonDecoder::Impl::findForm(ondemand::object& object, bool& native) {
    unsigned seen = 0;
    for (auto item : object) {
        ondemand::field field;
        if (const auto error = std::move(item).get(field); error != SUCCESS)
            return rejectSyntax(error);
        const Member member = memberOf(shortKey(field.key()));
        seen |= 1u << member;
        if (member == unknown)
            break;
    }
    const bool one = ((seen >> v) & 1u) != ((seen >> values) & 1u);
    native = ((seen >> unknown) & 1u) == 0 && one;
    return true;
}

bool JsonDecoder::Impl::decodeBare(const simdjson::padded_string_view& json) {
    ondemand::document document;
    ondemand::array array;
    if (const auto error = parser.iterate(json).get(document); error != SUCCESS)
        return rejectSyntax(error);
    if (const auto error = document.get_array().get(array); error != SUCCESS)
        return rejectSyntax(error);
    size_t count = 0;
    for (auto item : array) {
        ondemand::value value;
        if (const auto error = std::move(item).get(value); error != SUCCESS)
            return rejectSyntax(error);
        if (++count > 1)
            return reject(Rejection::syntax, "payload is not valid JSON");
        if (!flatten(value, 1))
            return false;
    }
    if (count == 0)
        return reject(Rejection::syntax, "payload is not valid JSON");
    return atEnd(document);
}

/// True when nothing stands behind the value.
bool JsonDecoder::Impl::atEnd(ondemand::document& document) {
    const char* where = nullptr;
    if (document.current_location().get(where) == simdjson::OUT_OF_BOUNDS)
        return true;
    return reject(Rejection::syntax, "something stands behind the JSON value");
}

JsonDecoder::JsonDecoder(DecoderSettings settings)
    : m_impl(std::make_unique<Impl>(std::move(settings))) {}

JsonDecoder::~JsonDecoder() = default;
JsonDecoder::JsonDecoder(JsonDecoder&&) noexcept = default;
JsonDecoder& JsonDecoder::operator=(JsonDecoder&&) noexcept = default;

bool JsonDecoder::decode(std::span<const std::string_view> frames, DecodedMessage& out) {
    m_impl->out = &out;
    m_impl->restart();
    WirePayload payload;
    if (!readFrames(frames, payload, out))
        return false;
    if (payload.type != ContentType::json)
        return m_impl->reject(Rejection::contentType, "not json");
    if (!m_impl->decodePayload(payload.bytes))
        return false;
    if (!out.native && m_impl->settings.format == twin::WireFormat::native)
        return m_impl->reject(Rejection::foreign, "foreign payload, the source says native");
    return true;
}

TimeUnit JsonDecoder::timeUnit() const {
    return m_impl->unit;
}

}  // namespace gemba::ingest
