#include "ingest/protobuf_decoder.h"

#include <fmt/format.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>
#include <google/protobuf/dynamic_message.h>
#include <google/protobuf/io/coded_stream.h>

#include <algorithm>
#include <cmath>
#include <deque>
#include <set>

#include "engine/core/text.h"
#include "ingest/iso_time.h"

namespace gemba::ingest {
namespace {

namespace pb = google::protobuf;
using Field = pb::FieldDescriptor;

/// What the smallest payload could make of a message type: two bytes an empty member of so many
/// fields. Bounds what one message may take, however its type is made.
constexpr size_t kMostMemory = size_t{256} << 20;
constexpr size_t kFieldBytes = 32, kMessageBytes = 64;

tl::unexpected<Error> refuse(const std::string& type, std::string found) {
    return fail({.doing = "read the descriptors of protobuf messages",
                 .on = cleanText(type),
                 .found = std::move(found),
                 .expected = "a FileDescriptorSet that holds the type and all that it needs"});
}

class FirstError final : public pb::DescriptorPool::ErrorCollector {
 public:
    void AddError(const std::string& file, const std::string& element, const pb::Message*,
                  ErrorLocation, const std::string& message) override {
        if (text.empty())
            text = cleanText(file + ": " + element + ": " + message);
    }
    std::string text;
};

// Each file after those that it imports, in whatever order they stand.
std::string build(const pb::FileDescriptorSet& set, pb::DescriptorPool& pool) {
    std::vector<const pb::FileDescriptorProto*> left;
    for (const pb::FileDescriptorProto& file : set.file())
        left.push_back(&file);
    for (bool progress = true; progress && !left.empty();) {
        progress = false;
        for (const pb::FileDescriptorProto*& file : left) {
            const auto built = [&](const std::string& name) {
                return pool.FindFileByName(name) != nullptr;
            };
            if (!std::all_of(file->dependency().begin(), file->dependency().end(), built))
                continue;
            FirstError error;
            if (pool.BuildFileCollectingErrors(*file, &error) == nullptr)
                return error.text.empty() ? "a file that cannot be understood" : error.text;
            file = nullptr;
            progress = true;
        }
        std::erase(left, nullptr);
    }
    return left.empty() ? std::string()
                        : "an import that is not there: " + cleanText(left[0]->name());
}

/// All message types that one of this type can hold, itself included; stops beyond the bound.
std::set<const pb::Descriptor*> typesWithin(const pb::Descriptor* root) {
    std::set<const pb::Descriptor*> found{root};
    std::vector<const pb::Descriptor*> open{root};
    while (!open.empty() && found.size() <= ProtobufDecoder::kMaxTypes) {
        const pb::Descriptor* const type = open.back();
        open.pop_back();
        for (int i = 0; i < type->field_count(); ++i) {
            const pb::Descriptor* const member = type->field(i)->message_type();
            if (member != nullptr && found.insert(member).second)
                open.push_back(member);
        }
    }
    return found;
}

int64_t nsPerUnit(const std::string& unit, double number) {
    if (unit == "s" || (unit == "auto" && number < 1e11))
        return kNsPerSecond;
    if (unit == "ms" || (unit == "auto" && number < 1e14))
        return 1'000'000;
    return unit == "us" || (unit == "auto" && number < 1e17) ? 1'000 : 1;
}

}  // namespace

struct ProtobufDecoder::Impl {
    bool reject(Rejection rejection, std::string reason);
    bool flatten(const pb::Message& message, int depth);
    bool field(const pb::Message& message, const Field& field, int depth);
    bool list(const pb::Message& message, const Field& field, int depth);
    bool member(const pb::Message& message, int depth);
    bool add(const Value& value);
    bool addText(const std::string& value);
    std::optional<Value> scalar(const pb::Message& message, const Field& field, int index) const;

    DecoderSettings settings;
    pb::DescriptorPool pool;
    pb::DynamicMessageFactory factory;
    std::unique_ptr<pb::Message> message;
    size_t maxPayload = JsonDecoder::kMaxPayload;
    std::string path;
    std::deque<std::string> names;  // of the values; reused
    DecodedMessage* out = nullptr;
};

bool ProtobufDecoder::Impl::reject(Rejection rejection, std::string reason) {
    out->reject(rejection, std::move(reason));
    return false;
}

bool ProtobufDecoder::Impl::add(const Value& value) {
    if (!settings.timePath.empty() && path == settings.timePath) {
        const double number = value.number();
        const int64_t scale = nsPerUnit(settings.timeUnit, number);
        if (!value.numeric() || !(number >= 0.0) ||
            number >= static_cast<double>(kMaxUtc) / static_cast<double>(scale))
            return reject(Rejection::time, fmt::format("\"{}\" is not a time", cleanText(path)));
        out->time = value.type() == ValueType::integer
                        ? value.integer() * scale
                        : std::llround(number * static_cast<double>(scale));
        out->hasTime = true;
        return true;
    }
    if (out->values.size() >= JsonDecoder::kMaxValues)
        return reject(Rejection::count,
                      fmt::format("more than {} values", JsonDecoder::kMaxValues));
    if (path.size() > JsonDecoder::kMaxTopic)
        return reject(Rejection::name, "a name that is too long");
    if (value.type() == ValueType::real && !std::isfinite(value.number())) {
        ++out->skipped;
        return true;
    }
    const size_t place = out->values.size();
    if (names.size() <= place)
        names.emplace_back();
    names[place] = path;
    DecodedValue& added = out->values.next();
    added.name = names[place];
    added.value = value;
    return true;
}

bool ProtobufDecoder::Impl::addText(const std::string& value) {
    if (value.size() > Value::kMaxText) {
        ++out->skipped;
        return true;
    }
    return add(Value::ofText(value));
}

// Number, boolean or enumerator; of a list its element. Nothing for text and messages.
std::optional<Value> ProtobufDecoder::Impl::scalar(const pb::Message& from, const Field& of,
                                                   int index) const {
    const pb::Reflection& r = *from.GetReflection();
    const bool one = index < 0;
    switch (of.cpp_type()) {
        case Field::CPPTYPE_BOOL:
            return Value::ofBoolean(one ? r.GetBool(from, &of)
                                        : r.GetRepeatedBool(from, &of, index));
        case Field::CPPTYPE_INT32:
            return Value::ofInteger(one ? r.GetInt32(from, &of)
                                        : r.GetRepeatedInt32(from, &of, index));
        case Field::CPPTYPE_UINT32:
            return Value::ofInteger(one ? r.GetUInt32(from, &of)
                                        : r.GetRepeatedUInt32(from, &of, index));
        case Field::CPPTYPE_INT64:
            return Value::ofInteger(one ? r.GetInt64(from, &of)
                                        : r.GetRepeatedInt64(from, &of, index));
        case Field::CPPTYPE_UINT64: {
            const uint64_t number =
                one ? r.GetUInt64(from, &of) : r.GetRepeatedUInt64(from, &of, index);
            return number <= static_cast<uint64_t>(INT64_MAX)
                       ? Value::ofInteger(static_cast<int64_t>(number))
                       : Value::ofReal(static_cast<double>(number));
        }
        case Field::CPPTYPE_FLOAT:
            return Value::ofReal(static_cast<double>(one ? r.GetFloat(from, &of)
                                                         : r.GetRepeatedFloat(from, &of, index)));
        case Field::CPPTYPE_DOUBLE:
            return Value::ofReal(one ? r.GetDouble(from, &of)
                                     : r.GetRepeatedDouble(from, &of, index));
        case Field::CPPTYPE_ENUM: {
            const int number =
                one ? r.GetEnumValue(from, &of) : r.GetRepeatedEnumValue(from, &of, index);
            const pb::EnumValueDescriptor* const known = of.enum_type()->FindValueByNumber(number);
            return known != nullptr && known->name().size() <= Value::kMaxText
                       ? Value::ofText(known->name())
                       : Value::ofInteger(number);
        }
        case Field::CPPTYPE_STRING:
        case Field::CPPTYPE_MESSAGE:
            break;
    }
    return std::nullopt;
}

// A message within: some well-known types are one value.
bool ProtobufDecoder::Impl::member(const pb::Message& within, int depth) {
    const pb::Descriptor& type = *within.GetDescriptor();
    const bool stamp = type.full_name() == "google.protobuf.Timestamp";
    if (!stamp && type.full_name() != "google.protobuf.Duration")
        return flatten(within, depth + 1);
    const Field* const seconds = type.FindFieldByNumber(1);
    const Field* const nanos = type.FindFieldByNumber(2);
    // A file may bring its own idea of them.
    if (seconds == nullptr || nanos == nullptr || seconds->is_repeated() || nanos->is_repeated() ||
        seconds->cpp_type() != Field::CPPTYPE_INT64 || nanos->cpp_type() != Field::CPPTYPE_INT32)
        return flatten(within, depth + 1);
    const int64_t s = within.GetReflection()->GetInt64(within, seconds);
    const int64_t ns = within.GetReflection()->GetInt32(within, nanos);
    if (!stamp)
        return add(Value::ofReal(static_cast<double>(s) + static_cast<double>(ns) * 1e-9));
    if (s < 0 || s >= kMaxUtc / kNsPerSecond || ns < 0 || ns >= kNsPerSecond) {
        ++out->skipped;
        return true;
    }
    if (!settings.timePath.empty() && path == settings.timePath) {
        out->time = s * kNsPerSecond + ns;
        out->hasTime = true;
        return true;
    }
    return add(Value::ofInteger(s * kNsPerSecond + ns));
}

bool ProtobufDecoder::Impl::list(const pb::Message& from, const Field& of, int depth) {
    const pb::Reflection& r = *from.GetReflection();
    const int count = r.FieldSize(from, &of);
    const bool numbers = of.cpp_type() != Field::CPPTYPE_STRING &&
                         of.cpp_type() != Field::CPPTYPE_MESSAGE &&
                         of.cpp_type() != Field::CPPTYPE_ENUM;
    if (numbers && count > 0 && count <= static_cast<int>(Value::kMaxVector)) {
        double all[Value::kMaxVector];
        for (int i = 0; i < count; ++i)
            all[i] = scalar(from, of, i)->number();
        if (!std::all_of(all, all + count, [](double n) { return std::isfinite(n); })) {
            ++out->skipped;
            return true;
        }
        return add(Value::ofVector(std::span(all, static_cast<size_t>(count))));
    }
    const size_t length = path.size();
    std::string scratch;
    for (int i = 0; i < count; ++i) {
        path.resize(length);
        path += fmt::format("/{}", i);
        bool ok = true;
        if (of.cpp_type() == Field::CPPTYPE_MESSAGE)
            ok = member(r.GetRepeatedMessage(from, &of, i), depth);
        else if (of.cpp_type() == Field::CPPTYPE_STRING)
            ok = addText(r.GetRepeatedStringReference(from, &of, i, &scratch));
        else
            ok = add(*scalar(from, of, i));
        if (!ok)
            return false;
    }
    return true;
}

bool ProtobufDecoder::Impl::field(const pb::Message& from, const Field& of, int depth) {
    if (of.type() == Field::TYPE_BYTES) {
        ++out->skipped;
        return true;
    }
    if (of.is_repeated())
        return list(from, of, depth);
    const pb::Reflection& r = *from.GetReflection();
    // What is not said is nothing, but a plain number of proto3 that is not said is 0.
    if (of.has_presence() && !r.HasField(from, &of))
        return true;
    if (of.cpp_type() == Field::CPPTYPE_MESSAGE)
        return member(r.GetMessage(from, &of), depth);
    if (of.cpp_type() == Field::CPPTYPE_STRING) {
        std::string scratch;
        return addText(r.GetStringReference(from, &of, &scratch));
    }
    return add(*scalar(from, of, -1));
}

bool ProtobufDecoder::Impl::flatten(const pb::Message& from, int depth) {
    if (depth > kMaxNesting)
        return reject(Rejection::nesting, fmt::format("nested deeper than {}", kMaxNesting));
    const pb::Descriptor& type = *from.GetDescriptor();
    const size_t length = path.size();
    for (int i = 0; i < type.field_count(); ++i) {
        path.resize(length);
        if (length > 0)
            path += '/';
        path += type.field(i)->name();
        if (!field(from, *type.field(i), depth))
            return false;
    }
    path.resize(length);
    return true;
}

ProtobufDecoder::ProtobufDecoder(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
ProtobufDecoder::~ProtobufDecoder() = default;

Result<std::unique_ptr<ProtobufDecoder>> ProtobufDecoder::create(
    const std::string& type, std::span<const std::byte> descriptorSet,
    const DecoderSettings& settings) {
    pb::SetLogHandler(nullptr);  // its complaints are ours to tell
    if (descriptorSet.empty() || descriptorSet.size() > kMaxDescriptors)
        return refuse(type, fmt::format("descriptors of {} bytes", descriptorSet.size()));
    pb::FileDescriptorSet set;
    if (!set.ParseFromArray(descriptorSet.data(), static_cast<int>(descriptorSet.size())))
        return refuse(type, "bytes that are no FileDescriptorSet");
    auto impl = std::make_unique<Impl>();
    impl->settings = settings;
    std::replace(impl->settings.timePath.begin(), impl->settings.timePath.end(), '.', '/');
    if (const std::string wrong = build(set, impl->pool); !wrong.empty())
        return refuse(type, wrong);
    const pb::Descriptor* const found = impl->pool.FindMessageTypeByName(type);
    if (found == nullptr)
        return refuse(type, "no such type");
    const auto types = typesWithin(found);
    if (types.size() > kMaxTypes)
        return refuse(type, fmt::format("more than {} types in one message", kMaxTypes));
    size_t widest = 0;
    for (const pb::Descriptor* each : types)
        widest = std::max(widest, static_cast<size_t>(each->field_count()));
    impl->maxPayload =
        std::min(impl->maxPayload, 2 * kMostMemory / (widest * kFieldBytes + kMessageBytes));
    impl->message.reset(impl->factory.GetPrototype(found)->New());
    return std::unique_ptr<ProtobufDecoder>(new ProtobufDecoder(std::move(impl)));
}

bool ProtobufDecoder::decode(std::string_view topic, std::string_view payload,
                             DecodedMessage& out) {
    Impl& impl = *m_impl;
    out.clear();
    out.topic = topic;
    impl.out = &out;
    impl.path.clear();
    if (topic.size() > JsonDecoder::kMaxTopic)
        return impl.reject(Rejection::topic, "a topic that is too long");
    if (payload.size() > impl.maxPayload)
        return impl.reject(Rejection::size, fmt::format("payload of {} bytes, at most {}",
                                                        payload.size(), impl.maxPayload));
    pb::io::CodedInputStream in(reinterpret_cast<const uint8_t*>(payload.data()),
                                static_cast<int>(payload.size()));
    in.SetRecursionLimit(kMaxNesting + 1);
    impl.message->Clear();
    if (!impl.message->MergePartialFromCodedStream(&in) || !in.ConsumedEntireMessage())
        return impl.reject(Rejection::syntax, "payload is no message of its type");
    return impl.flatten(*impl.message, 0);
}

}  // namespace gemba::ingest
