#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "engine/core/text.h"
#include "engine/twin/draft.h"
#include "engine/twin/tables.h"

namespace gemba::twin {
namespace {

bool isPort(std::string_view text) {
    int port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    return error == std::errc{} && end == text.data() + text.size() && port >= 1 && port <= 65535;
}

/// MQTT's port may be missing: it has one by custom.
bool isMqttEndpoint(std::string_view rest) {
    const size_t end = rest.starts_with('[') ? rest.find(']') : 0;
    if (rest.empty() || rest.find_first_of("@/") != std::string_view::npos ||
        end == std::string_view::npos)
        return false;
    const size_t colon = rest.find(':', end);
    return colon == std::string_view::npos || (colon > 0 && isPort(rest.substr(colon + 1)));
}

/// tcp://host:port, ipc://path, inproc://name, mqtt://host[:port] or mqtts://host[:port].
bool isEndpoint(std::string_view text) {
    const auto printable = [](char c) { return c > ' ' && c != 0x7f; };
    if (!std::all_of(text.begin(), text.end(), printable))
        return false;
    for (const std::string_view scheme : {"ipc://", "inproc://"}) {
        if (text.starts_with(scheme))
            return text.size() > scheme.size();
    }
    constexpr std::string_view kTcp = "tcp://";
    for (const std::string_view scheme : {"mqtt://", "mqtts://"}) {
        if (text.starts_with(scheme))
            return isMqttEndpoint(text.substr(scheme.size()));
    }
    const size_t colon = text.rfind(':');
    return text.starts_with(kTcp) && colon > kTcp.size() && colon != std::string_view::npos &&
           isPort(text.substr(colon + 1));
}

/// What is said of an endpoint that is none.
std::string endpointsKnown(std::string_view wrong) {
    std::string out = "tcp://host:port, ipc://path, mqtt://host:port or mqtts://host:port";
    if (wrong.starts_with("mqtt"))
        out += "; user and password stand in a credentials_file";
    return out;
}

/// A broker is asked by the beginning of topics too; wildcards are not ours.
void checkPrefixes(KeyReader& reader, const LiveSource& source) {
    for (const std::string& prefix : source.subscribe) {
        if (source.connect.starts_with("mqtt") && prefix.find_first_of("+#") != prefix.npos)
            reader.problem("subscribe", inQuotes(prefix),
                           "the beginning of a topic, such as \"acme/site1/\", without + and #");
    }
}

/// Files of keys belong to one kind of endpoint.
void checkKeys(KeyReader& reader, const LiveSource& source) {
    const bool mqtt = source.connect.starts_with("mqtt");
    const std::pair<const char*, bool> fits[] = {
        {"ca_file", source.connect.starts_with("mqtts://")},
        {"credentials_file", mqtt},
        {"curve_server_key_file", !mqtt},
        {"curve_key_file", !mqtt && reader.has("curve_server_key_file")}};
    constexpr const char* kExpected[] = {"an mqtts:// endpoint", "an mqtt:// or mqtts:// endpoint",
                                         "a ZeroMQ endpoint",
                                         "a ZeroMQ endpoint, and curve_server_key_file beside it"};
    for (size_t i = 0; i < std::size(fits); ++i) {
        if (reader.has(fits[i].first) && !fits[i].second)
            reader.problem(fits[i].first, inQuotes(source.connect), kExpected[i]);
    }
}

/// Keys that mean something only beside another.
void checkTogether(KeyReader& reader, const LiveSource& source) {
    if (source.align == Align::source && !reader.has("delay"))
        reader.problem("align", "\"source\" without a delay",
                       "`delay` beside it: how long samples may be on their way (s)");
    if (source.align == Align::arrival && reader.has("delay"))
        reader.problem("delay", "", "no delay, or align = \"source\" beside it");
    if (source.trusted() && source.align != Align::source)
        reader.problem("clock", "\"trusted\" with align = \"arrival\"",
                       "align = \"source\" and a delay beside it");
    if (source.format == WireFormat::native && !source.timePath.empty())
        reader.problem("time", "", "no time, or format = \"any\": native messages have `t`");
}

LiveSource readSource(const Entry& entry, Draft& draft) {
    KeyReader reader(*entry.node, entry.path, draft.problems);
    const Values values = reader.read(fixedTable("live").keys);
    reader.finish();
    LiveSource source;
    source.id = entry.id;
    source.connect = values.text("connect");
    source.subscribe = values.list("subscribe");
    source.format = values.text("format") == "native" ? WireFormat::native : WireFormat::any;
    source.timePath = values.text("time");
    source.timeUnit = values.text("time_unit");
    source.align = values.text("align") == "source" ? Align::source : Align::arrival;
    source.delay = values.number("delay");
    source.clock = values.text("clock") == "trusted" ? Clock::trusted : Clock::measured;
    source.silentAfter = values.number("silent_after");
    const auto file = [&](const char* key) {
        const std::string& name = values.text(key);
        return name.empty() ? std::filesystem::path() : (draft.folder / name).lexically_normal();
    };
    source.keys = {.ca = file("ca_file"),
                   .credentials = file("credentials_file"),
                   .curveServer = file("curve_server_key_file"),
                   .curve = file("curve_key_file")};
    if (!source.connect.empty() && !isEndpoint(source.connect))
        reader.problem("connect", "", endpointsKnown(source.connect));
    checkPrefixes(reader, source);
    checkKeys(reader, source);
    checkTogether(reader, source);
    return source;
}

}  // namespace

void readLive(KeyReader& top, Draft& draft) {
    draft.live = collectEntries(top, "live", draft.problems);
    for (const Entry& entry : draft.live)
        draft.twin.live.push_back(readSource(entry, draft));
    reportDuplicates(draft.live, draft.problems);
}

}  // namespace gemba::twin
