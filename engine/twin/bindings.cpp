#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "engine/core/text.h"
#include "engine/twin/draft.h"
#include "engine/twin/path_graph.h"
#include "engine/twin/tables.h"
#include "engine/twin/units.h"

namespace gemba::twin {
namespace {

constexpr size_t kMaxSignal = 256;  // bytes; topics of ISA-95 paths stay far below

/// A binding and where it stands.
struct Read {
    Binding binding;
    const Node* node = nullptr;
    std::string path;
};

Role roleOf(std::string_view name) {
    if (name == "drive")
        return Role::drive;
    if (name == "show")
        return Role::show;
    return name == "publish" ? Role::publish : Role::compare;
}

Edge edgeOf(std::string_view name) {
    if (name == "rising")
        return Edge::rising;
    if (name == "falling")
        return Edge::falling;
    return name == "both" ? Edge::both : Edge::none;
}

/// One binding: its keys, and the rules between them and the property.
class BindingReader {
 public:
    BindingReader(Read& out, const Draft& draft, Problems& problems)
        : m_out(out.binding), m_twin(draft.twin), m_reader(*out.node, out.path, problems) {}

    /// False: the target is unknown, and nothing is to be said of it.
    [[nodiscard]] bool read();

 private:
    void takeKeys(const Values& values);
    void checkSignal();
    void checkRole();
    void checkUnit();
    void checkHold();
    void checkEdge();
    void checkCorrect();
    void readOnStale(const Node* node);
    void readRange();
    void knowVariants();
    void checkBelongs(std::string_view key, bool belongs, std::string_view to);
    [[nodiscard]] std::string properties(Direction direction) const;
    [[nodiscard]] std::string targetAs() const;

    Binding& m_out;
    const Twin& m_twin;
    KeyReader m_reader;
    const PropertyInfo* m_property = nullptr;
};

bool BindingReader::read() {
    const Values values = m_reader.read(fixedTable("binding").keys);
    const Node* onStale = m_reader.take("on_stale");
    const Values tolerance = m_reader.readTable("tolerance", toleranceKeys());
    readRange();
    m_reader.finish();
    takeKeys(values);
    m_out.toleranceTime = tolerance.number("time");
    m_out.toleranceValue = tolerance.number("value");
    checkSignal();

    // Every further rule needs to know the property, and a role.
    if (values.text("device").empty())
        return false;
    const auto target = readPropertyRef(m_reader, "device", values.text("device"), m_twin);
    if (!target)
        return false;
    m_out.target = *target;
    m_property = &m_twin.info(*target);
    if (values.text("role").empty())
        return true;
    checkRole();
    checkUnit();
    checkHold();
    checkEdge();
    checkCorrect();
    readOnStale(onStale);
    checkBelongs("tolerance", m_out.role == Role::compare, "compare");
    if (m_out.range && (m_property->type == ValueType::boolean || m_property->event))
        m_reader.problem("range", "", "nothing: only numbers have a range");
    checkBelongs("range", m_out.role != Role::publish, "drive, compare or show");
    knowVariants();
    return true;
}

/// What a plant may say of its next part is known: which of the feeder's items it is.
void BindingReader::knowVariants() {
    const Device& device = m_twin.devices[m_out.target.device];
    if (m_out.range || m_out.role == Role::publish || !device.is("feeder") ||
        m_property->name != "variant" || device.list("items").empty())
        return;
    m_out.range = {0.0, static_cast<double>(device.list("items").size() - 1)};
}

void BindingReader::takeKeys(const Values& values) {
    m_out.signal = values.text("signal");
    m_out.role = roleOf(values.text("role"));
    m_out.scale = values.number("scale");
    m_out.offset = values.number("offset");
    m_out.unit = values.text("unit");
    m_out.hold = values.text("hold") == "interpolate" ? Hold::interpolate : Hold::latest;
    m_out.period = values.number("period");
    m_out.staleAfter = values.number("stale_after");
    m_out.on = edgeOf(values.text("on"));
    m_out.correct = values.boolean("correct");
    m_out.gain = values.number("gain");
}

void BindingReader::checkSignal() {
    const auto control = [](char c) { return (c >= 0 && c < ' ') || c == 0x7f; };
    const std::string& signal = m_out.signal;
    if (signal.size() > kMaxSignal || std::any_of(signal.begin(), signal.end(), control))
        m_reader.problem(
            "signal", "",
            fmt::format("a topic of at most {} bytes, without control characters", kMaxSignal));
}

/// The names of the device's properties of one direction, for "expected".
std::string BindingReader::properties(Direction direction) const {
    const Device& device = m_twin.devices[m_out.target.device];
    std::vector<std::string> names;
    for (const PropertyInfo& property : device.info().properties) {
        if (property.direction == direction)
            names.push_back(device.id + "." + std::string(property.name));
    }
    const std::vector<std::string_view> views(names.begin(), names.end());
    const std::string list = listed(views);
    return list.empty() ? std::string(directionName(direction)) + " of another device"
                        : fmt::format("{}: {}", directionName(direction), list);
}

std::string BindingReader::targetAs() const {
    return fmt::format("{}, {}", inQuotes(m_twin.propertyName(m_out.target)),
                       directionName(m_property->direction));
}

void BindingReader::checkRole() {
    const Direction direction = m_property->direction;
    if (m_out.role == Role::drive && direction == Direction::output)
        m_reader.problem("device", targetAs(), properties(Direction::input),
                         "commands drive, sensors compare");
    if (m_out.role == Role::compare && direction != Direction::output)
        m_reader.problem("device", targetAs(), properties(Direction::output),
                         "commands drive, sensors compare");
    if (m_out.role == Role::publish && direction == Direction::parameter)
        m_reader.problem("device", targetAs(), "an output or an input to publish");
}

void BindingReader::checkUnit() {
    const bool scaled = m_reader.has("scale") || m_reader.has("offset");
    if (m_out.scale == 0.0)
        m_reader.problem("scale", "", "a number other than 0");
    if (m_out.unit.empty())
        return;
    if (scaled)
        m_reader.problem("unit", fmt::format("{} beside scale or offset", inQuotes(m_out.unit)),
                         "one of the two");
    if (!isUnit(m_out.unit)) {
        const std::string_view nearest = nearestUnit(m_out.unit);
        m_reader.problem(
            "unit", fmt::format("{}, which is no known unit", inQuotes(m_out.unit)),
            m_property->unit.empty() ? "a unit, or scale and offset" : unitsLike(m_property->unit),
            nearest.empty() ? "" : fmt::format("did you mean {}?", nearest));
        return;
    }
    // What is only shown beside the device keeps its number: 21.5 degC, 45 %.
    const bool display = m_out.role == Role::show && m_property->unit.empty() &&
                         m_property->direction == Direction::input;
    const auto conversion = unitConversion(m_out.unit, m_property->unit);
    const bool real = m_property->type == ValueType::real;
    if (real && conversion && !display && !scaled) {
        m_out.scale = conversion->scale;
        m_out.offset = conversion->offset;
    } else if (!real || (!conversion && !display)) {
        const std::string name = m_twin.propertyName(m_out.target);
        m_reader.problem("unit", "",
                         real ? fmt::format("a unit of {}: {}", name, unitsLike(m_property->unit))
                              : fmt::format("no unit: {} is no measure", name));
    }
}

/// `hold = "interpolate"` looks at the sample after now, so every source that carries the signal
/// must wait for it: aligned to its time, with a delay of at least the signal's period (DESIGN 5).
void BindingReader::checkHold() {
    if (m_out.hold != Hold::interpolate)
        return;
    const std::string found = "\"interpolate\"";
    if (m_property->type != ValueType::real || m_property->event)
        m_reader.problem("hold", found, "\"latest\": only real numbers are interpolated");
    const double period = m_out.period > 0.0 ? m_out.period : m_out.staleAfter;
    if (period <= 0.0) {
        m_reader.problem("hold", found + " without a period",
                         "`period` (or stale_after) beside it: the signal's interval (s)");
        return;
    }
    bool carried = false;
    for (const LiveSource& source : m_twin.live) {
        const auto subscribed = [&](const std::string& prefix) {
            return m_out.signal.starts_with(prefix);
        };
        if (!source.subscribe.empty() &&
            std::none_of(source.subscribe.begin(), source.subscribe.end(), subscribed))
            continue;
        carried = true;
        if (source.align != Align::source || source.delay < period)
            m_reader.problem(
                "hold", found,
                fmt::format("align = \"source\" and delay >= {} in live.{}", period, source.id));
    }
    if (!carried)
        m_reader.problem("hold", found + " without a source that carries the signal",
                         "a [[live]] with align = \"source\" and a delay");
}

void BindingReader::checkEdge() {
    const bool drivesEvent = m_out.role == Role::drive && m_property->event;
    if (drivesEvent && m_out.on == Edge::none)
        m_reader.problem("on", "nothing",
                         "\"rising\", \"falling\" or \"both\": the edge that makes "
                         "the event");
    if (!drivesEvent && m_out.on != Edge::none)
        m_reader.problem("on", "", "nothing: only driven events have an edge");
    if (drivesEvent && m_out.on != Edge::none && m_reader.has("on_stale"))
        m_reader.problem("on_stale", "", "nothing: an event has no value to hold");
}

void BindingReader::readRange() {
    if (!m_reader.has("range"))
        return;
    const Values range = m_reader.readTable("range", rangeKeys());
    m_out.range = {range.number("low"), range.number("high")};
    if (m_out.range->low > m_out.range->high)
        m_reader.problem("range", "", "low <= high");
}

/// Only an eye says where along the path a part is.
void BindingReader::checkCorrect() {
    const bool eye = m_twin.devices[m_out.target.device].is("photo_eye");
    if (m_out.correct && (m_out.role != Role::compare || !eye))
        m_reader.problem("correct", "true", "nothing: only eyes that are compared correct");
    else if (const int32_t belt = m_twin.devices[m_out.target.device].on;
             m_out.correct && belt >= 0 && isOnRing(m_twin.devices, static_cast<uint32_t>(belt)))
        m_reader.problem(
            "correct", "true on a ring of belts",
            "nothing: which lap a part is in no eye tells, so that none corrects there");
    if (m_reader.has("gain") && !m_out.correct)
        m_reader.problem("gain", "", "nothing: it belongs to correct = true");
}

void BindingReader::readOnStale(const Node* node) {
    if (node == nullptr)
        return;
    checkBelongs("on_stale", m_out.role == Role::drive, "drive");
    if (node->type != Node::Type::text) {
        m_out.onStale = OnStale::value;
        m_out.staleValue = readPropertyValue(m_reader, "on_stale", *node, *m_property,
                                             "\"hold\", \"controller\" or ");
    } else if (node->text == "controller") {
        m_out.onStale = OnStale::controller;
        if (!m_twin.controller)
            m_reader.problem("on_stale", "\"controller\", but there is no [controller]",
                             "\"hold\", a value, or a [controller]");
    } else if (node->text != "hold") {
        constexpr std::array<std::string_view, 2> kWords{"hold", "controller"};
        m_reader.problem("on_stale", "", "\"hold\", \"controller\" or a value",
                         m_reader.problems().hintFor(node->text, kWords));
    }
}

void BindingReader::checkBelongs(std::string_view key, bool belongs, std::string_view to) {
    if (m_reader.has(key) && !belongs)
        m_reader.problem(key, "", fmt::format("nothing: it belongs to role = \"{}\"", to));
}

/// Reports each binding whose `key` an earlier one has. Keys are what must be unique among them.
template <class KeyOf>
void reportRepeats(const std::vector<Read>& all, Draft& draft, std::string_view key, Role role,
                   std::string_view expected, KeyOf keyOf) {
    std::map<std::decay_t<decltype(keyOf(all[0].binding))>, const Read*> seen;
    for (const Read& read : all) {
        if (read.binding.role != role)
            continue;
        const auto [first, isNew] = seen.try_emplace(keyOf(read.binding), &read);
        if (isNew)
            continue;
        KeyReader reader(*read.node, read.path, draft.problems);
        const int line = first->second->node->place.line;
        reader.problem(key, "", std::string(expected),
                       fmt::format("{} in line {} has it", first->second->path, line));
    }
}

void reportConflicts(const std::vector<Read>& all, Draft& draft) {
    const auto target = [](const Binding& b) {
        return std::pair(b.target.device, b.target.property);
    };
    const auto both = [&](const Binding& b) { return std::pair(b.signal, target(b)); };
    reportRepeats(all, draft, "device", Role::drive, "a property that nothing else drives", target);
    reportRepeats(all, draft, "device", Role::compare, "a comparison made once", both);
    reportRepeats(all, draft, "device", Role::show, "a value shown once", both);
    reportRepeats(all, draft, "signal", Role::publish, "a signal that is published once",
                  [](const Binding& b) { return b.signal; });
}

}  // namespace

void readBindings(KeyReader& top, Draft& draft) {
    std::vector<Read> all;
    size_t count = 0;
    for (const Node* node : top.takeTables("binding")) {
        Read read{.node = node, .path = fmt::format("binding[{}]", ++count)};
        if (BindingReader(read, draft, draft.problems).read())
            all.push_back(std::move(read));
    }
    reportConflicts(all, draft);
    for (Read& read : all)
        draft.twin.bindings.push_back(std::move(read.binding));
    std::stable_sort(draft.twin.bindings.begin(), draft.twin.bindings.end(),
                     [](const Binding& a, const Binding& b) {
                         return std::tie(a.signal, a.target.device, a.target.property, a.role) <
                                std::tie(b.signal, b.target.device, b.target.property, b.role);
                     });
}

}  // namespace gemba::twin
