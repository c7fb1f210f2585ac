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

/// tcp://host:port, ipc://path or inproc://name.
bool isEndpoint(std::string_view text) {
    const auto printable = [](char c) { return c > ' ' && c != 0x7f; };
    if (!std::all_of(text.begin(), text.end(), printable))
        return false;
    for (const std::string_view scheme : {"ipc://", "inproc://"}) {
        if (text.starts_with(scheme))
            return text.size() > scheme.size();
    }
    constexpr std::string_view kTcp = "tcp://";
    const size_t colon = text.rfind(':');
    return text.starts_with(kTcp) && colon > kTcp.size() && colon != std::string_view::npos &&
           isPort(text.substr(colon + 1));
}

/// Keys that mean something only beside another.
void checkTogether(KeyReader& reader, const LiveSource& source) {
    if (source.align == Align::source && !reader.has("delay"))
        reader.problem("align", "\"source\" without a delay",
                       "`delay` beside it: how long samples may be on their way (s)");
    if (source.align == Align::arrival && reader.has("delay"))
        reader.problem("delay", "", "no delay, or align = \"source\" beside it");
    if (source.format == WireFormat::native && !source.timePath.empty())
        reader.problem("time", "", "no time, or format = \"any\": native messages have `t`");
}

LiveSource readSource(const Entry& entry, Problems& problems) {
    KeyReader reader(*entry.node, entry.path, problems);
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
    source.silentAfter = values.number("silent_after");
    if (!source.connect.empty() && !isEndpoint(source.connect))
        reader.problem("connect", "", "tcp://host:port or ipc://path");
    checkTogether(reader, source);
    return source;
}

}  // namespace

void readLive(KeyReader& top, Draft& draft) {
    draft.live = collectEntries(top, "live", draft.problems);
    for (const Entry& entry : draft.live)
        draft.twin.live.push_back(readSource(entry, draft.problems));
    for (size_t i = 1; i < draft.live.size(); ++i) {
        const Entry& entry = draft.live[i];
        if (!entry.id.empty() && entry.id == draft.live[i - 1].id)
            draft.problems.add(entry.node->find("id")->value.place, entry.path + ".id",
                               inQuotes(entry.id), "an id of its own");
    }
}

}  // namespace gemba::twin
