#include "ingest/findings.h"

#include <simdjson.h>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

#include "engine/sim/world.h"
#include "ingest/json_text.h"

namespace gemba::ingest::findings {

using Kind = sim::Finding::Kind;

const std::string_view kResidualSchema = R"({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "What was measured minus what was simulated",
  "type": "object",
  "properties": {
    "t": {"type": "integer", "description": "UTC nanoseconds"},
    "signal": {"type": "string"},
    "delta": {"type": ["number", "null"],
      "description": "an edge: seconds late, null without a partner; a value: in its unit"}
  },
  "required": ["t", "signal", "delta"]
})";

const std::string_view kEventSchema = R"({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "What changed in how the session stands",
  "type": "object",
  "properties": {
    "t": {"type": "integer", "description": "UTC nanoseconds"},
    "event": {"enum": ["source_stale", "source_live", "driver", "frozen", "controller_stopped",
      "time_lost", "clock_set", "alarm_raised", "alarm_cleared", "alarm_acknowledged",
      "part_dropped", "motion_refused"]},
    "of": {"type": "string",
      "description": "source, property, body, alarm or robot; of a clock: its source, else the recorder's own"},
    "value": {"type": "string",
      "description": "who drives the property now; why the body is frozen; seconds; what alarmed, SI; kg; the robot's fault"}
  },
  "required": ["t", "event"]
})";

namespace {

std::string propertyName(const twin::Twin& twin, uint32_t property) {
    for (const twin::Device& device : twin.devices) {
        const auto& properties = device.info().properties;
        if (property >= device.firstProperty && property < device.firstProperty + properties.size())
            return fmt::format("{}.{}", device.id,
                               properties[property - device.firstProperty].name);
    }
    return {};
}

/// Why a robot refused, by its property `fault`.
const char* faultText(double fault) {
    constexpr const char* kTexts[] = {"",
                                      "a pose out of reach",
                                      "a joint beyond its limit",
                                      "too many motions",
                                      "no description",
                                      "its joints are driven"};
    const auto index = static_cast<size_t>(std::max(fault, 0.0));
    return index < std::size(kTexts) ? kTexts[index] : "";
}

/// An event's words.
struct Words {
    const char* event = "";
    std::string of, value;
};

Words wordsOf(const sim::Finding& finding, const twin::Twin& twin) {
    const auto source = [&] {
        return finding.index < twin.live.size() ? twin.live[finding.index].id : std::string();
    };
    const auto alarm = [&](const char* event) {
        const bool known = finding.index < twin.alarms.size();
        return Words{event, known ? twin.alarms[finding.index].id : std::string(),
                     std::isfinite(finding.value) ? fmt::format("{:g}", finding.value) : ""};
    };
    const auto device = [&] {
        return finding.index < twin.devices.size() ? twin.devices[finding.index].id : std::string();
    };
    switch (finding.kind) {
        case Kind::alarmRaised:
            return alarm("alarm_raised");
        case Kind::alarmCleared:
            return alarm("alarm_cleared");
        case Kind::alarmAcknowledged:
            return alarm("alarm_acknowledged");
        case Kind::sourceStale:
            return {"source_stale", source(), {}};
        case Kind::sourceLive:
            return {"source_live", source(), {}};
        case Kind::driverSwitched:
            return {"driver", propertyName(twin, finding.index),
                    sim::name(static_cast<sim::Driver>(finding.value))};
        case Kind::bodyFrozen:
            return {"frozen", fmt::format("body {}", finding.index),
                    finding.value == 0.0 ? "not a number" : "left the world"};
        case Kind::controllerStopped:
            return {"controller_stopped", {}, {}};
        case Kind::timeLost:
            return {"time_lost", {}, fmt::format("{:.3f}", finding.value)};
        case Kind::sourceClockSet:
            return {"clock_set", source(), fmt::format("{:+.3f}", finding.value)};
        case Kind::clockSet:
            return {"clock_set", {}, fmt::format("{:+.3f}", finding.value)};
        case Kind::partDropped:
            return {"part_dropped", device(), fmt::format("{:g}", finding.value)};
        case Kind::motionRefused:
            return {"motion_refused", device(), faultText(finding.value)};
        case Kind::residual:
            break;
    }
    return {};
}

void appendMember(std::string& out, const char* key, const std::string& text) {
    if (text.empty())
        return;
    out += fmt::format(",\"{}\":", key);
    json_text::append(out, std::string_view(text));
}

using Object = simdjson::dom::object;

// A parser of the reading thread: kept for its memory.
bool parse(std::span<const std::byte> json, Object& out) {
    thread_local simdjson::dom::parser parser;
    return parser.parse(reinterpret_cast<const char*>(json.data()), json.size()).get(out) ==
           simdjson::SUCCESS;
}

std::string_view textOf(const Object& object, const char* key) {
    std::string_view out;
    return object[key].get(out) == simdjson::SUCCESS ? out : std::string_view();
}

}  // namespace

void write(const sim::Finding& finding, const twin::Twin& twin, const signals::SignalNames& names,
           std::string& out) {
    out = "{\"t\":";
    json_text::append(out, finding.time);
    if (finding.kind == Kind::residual) {
        appendMember(out, "signal", names.name(finding.index));
        out += ",\"delta\":";
        if (std::isfinite(finding.value))
            json_text::append(out, finding.value);
        else
            out += "null";
    } else {
        const Words words = wordsOf(finding, twin);
        appendMember(out, "event", words.event);
        appendMember(out, "of", words.of);
        appendMember(out, "value", words.value);
    }
    out += '}';
}

std::optional<Residual> readResidual(std::span<const std::byte> json,
                                     const signals::SignalNames& names) {
    Object object;
    std::string_view signal;
    Residual out;
    if (!parse(json, object) || object["signal"].get(signal) != simdjson::SUCCESS ||
        object["t"].get(out.point.time) != simdjson::SUCCESS)
        return std::nullopt;
    const auto found = names.find(signal);
    if (!found)
        return std::nullopt;
    out.signal = *found;
    // An edge without a partner.
    if (object["delta"].get(out.point.value) != simdjson::SUCCESS)
        out.point.value = std::numeric_limits<double>::quiet_NaN();
    return out;
}

std::optional<sim::TimeMark> readEvent(std::span<const std::byte> json) {
    Object object;
    std::string_view event;
    sim::TimeMark out{.kind = sim::MarkKind::event};
    if (!parse(json, object) || object["event"].get(event) != simdjson::SUCCESS ||
        object["t"].get(out.from) != simdjson::SUCCESS)
        return std::nullopt;
    const std::string_view of = textOf(object, "of"), value = textOf(object, "value");
    out.to = out.from;
    if (event == "source_stale")
        out.text = fmt::format("{} is silent", of);
    else if (event == "source_live")
        out.text = fmt::format("{} is heard", of);
    else if (event == "driver")
        out.text = fmt::format("{}: {}", of, value);
    else if (event == "frozen")
        out.text = fmt::format("{} frozen: {}", of, value);
    else if (event == "controller_stopped")
        out.text = "the controller stopped";
    else if (event == "time_lost")
        out.text = fmt::format("{} s never simulated", value);
    else if (event == "alarm_raised")
        out.text =
            value.empty() ? fmt::format("alarm {}", of) : fmt::format("alarm {}: {}", of, value);
    else if (event == "alarm_cleared")
        out.text = fmt::format("alarm {} is over", of);
    else if (event == "alarm_acknowledged")
        out.text = fmt::format("alarm {} acknowledged", of);
    else if (event == "part_dropped")
        out.text = fmt::format("{} cannot hold {} kg", of, value);
    else if (event == "motion_refused")
        out.text = fmt::format("{} refuses its motions: {}", of, value);
    else if (event == "clock_set")
        out.text = fmt::format(
            "{} was set by {} s",
            of.empty() ? "this computer's clock" : fmt::format("the clock of {}", of), value);
    else
        return std::nullopt;
    return out;
}

}  // namespace gemba::ingest::findings
