#include <fmt/format.h>

#include <algorithm>

#include "engine/core/text.h"
#include "engine/twin/draft.h"
#include "engine/twin/tables.h"

namespace gemba::twin {
namespace {

AlarmKind kindOf(std::string_view name) {
    return name == "residual" ? AlarmKind::residual
           : name == "stale"  ? AlarmKind::stale
           : name == "state"  ? AlarmKind::state
                              : AlarmKind::limit;
}

Priority priorityOf(std::string_view name) {
    return name == "low"        ? Priority::low
           : name == "high"     ? Priority::high
           : name == "critical" ? Priority::critical
                                : Priority::medium;
}

/// The binding that measures a property; -1: none does.
int32_t bindingOf(const Twin& twin, PropertyRef property) {
    for (size_t i = 0; i < twin.bindings.size(); ++i) {
        if (twin.bindings[i].target == property && twin.bindings[i].role != Role::publish)
            return static_cast<int32_t>(i);
    }
    return -1;
}

class AlarmReader {
 public:
    AlarmReader(const Entry& entry, Draft& draft)
        : m_draft(draft), m_twin(draft.twin), m_reader(*entry.node, entry.path, draft.problems) {
        m_out.id = entry.id;
    }

    Alarm read() {
        const Values values = m_reader.read(fixedTable("alarm").keys);
        m_reader.finish();
        m_out.kind = kindOf(values.text("when"));
        m_out.priority = priorityOf(values.text("priority"));
        m_out.delay = values.number("delay");
        m_out.deadband = values.number("deadband");
        m_out.is = values.boolean("is");
        if (m_reader.has("above"))
            m_out.above = values.number("above");
        if (m_reader.has("below"))
            m_out.below = values.number("below");
        m_out.text = values.text("text");
        // Every further rule needs to know the condition.
        if (values.text("when").empty())
            return std::move(m_out);
        checkBelongs();
        const std::string& on = values.text("on");
        if (on.empty())
            return std::move(m_out);
        if (m_out.kind == AlarmKind::limit || m_out.kind == AlarmKind::state)
            readProperty(on, values.text("value"));
        else
            readThing(on);
        if (m_out.text.empty())
            m_out.text = sentence(on);
        return std::move(m_out);
    }

 private:
    /// Keys that mean something for some conditions only.
    void checkBelongs() {
        const bool limit = m_out.kind == AlarmKind::limit;
        const bool residual = m_out.kind == AlarmKind::residual;
        const bool state = m_out.kind == AlarmKind::state;
        const std::tuple<const char*, bool, const char*> rules[] = {
            {"above", limit || residual, "when = \"limit\" or \"residual\""},
            {"below", limit, "when = \"limit\""},
            {"deadband", limit || residual, "when = \"limit\" or \"residual\""},
            {"is", state, "when = \"state\""},
            {"value", limit || state, "when = \"limit\" or \"state\""}};
        for (const auto& [key, fits, expected] : rules) {
            if (m_reader.has(key) && !fits)
                m_reader.problem(key, "", expected);
        }
        if (limit && !m_reader.has("above") && !m_reader.has("below"))
            m_reader.problem("when", "\"limit\" without a limit", "above, below or both");
        if (m_reader.has("above") && m_reader.has("below") &&
            m_out.below + m_out.deadband >= m_out.above - m_out.deadband)
            m_reader.problem("below", "", "less than above, with the deadband of both between");
        if (residual && !m_reader.has("above"))
            m_out.above = 1.0;
        if (residual && m_out.deadband >= m_out.above)  // a score is never below 0
            m_reader.problem("deadband", "",
                             fmt::format("less than {:g}, its \"above\"", m_out.above));
    }

    void readProperty(const std::string& on, std::string_view value) {
        const auto property = readPropertyRef(m_reader, "on", on, m_twin);
        if (!property)
            return;
        m_out.property = *property;
        m_out.device = static_cast<int32_t>(property->device);
        const PropertyInfo& info = m_twin.info(*property);
        const bool boolean = info.type == ValueType::boolean;
        if (info.event)
            m_reader.problem("on", inQuotes(on) + ", an event", "a property that has a value");
        else if (boolean != (m_out.kind == AlarmKind::state))
            m_reader.problem("on", inQuotes(on),
                             boolean ? "a number, or when = \"state\""
                                     : "a property that is true or false, or when = \"limit\"");
        if (value == "simulated")
            return;
        m_out.binding = bindingOf(m_twin, *property);
        if (value == "measured" && m_out.binding < 0)
            m_reader.problem("value", "\"measured\", and no signal is bound to " + on,
                             "a [[binding]] of it, or value = \"simulated\"");
    }

    void readThing(const std::string& on) {
        m_out.device = m_twin.findDevice(on);
        if (m_out.kind == AlarmKind::stale && m_out.device < 0) {
            const auto& live = m_twin.live;
            const auto found = std::find_if(live.begin(), live.end(),
                                            [&](const LiveSource& it) { return it.id == on; });
            if (found != live.end())
                m_out.source = static_cast<int32_t>(found - live.begin());
        }
        if (m_out.device < 0 && m_out.source < 0)
            m_reader.problem(
                "on", inQuotes(on),
                m_out.kind == AlarmKind::stale ? "a device or a [[live]] source" : "a device",
                m_draft.hintForId(on));
    }

    std::string sentence(const std::string& on) const {
        switch (m_out.kind) {
            case AlarmKind::residual:
                return on + " differs from its model";
            case AlarmKind::stale:
                return on + " is silent";
            case AlarmKind::state:
                return fmt::format("{} is {}", on, m_out.is);
            case AlarmKind::limit:
                break;
        }
        if (m_reader.has("above") && m_reader.has("below"))
            return fmt::format("{} is not between {:g} and {:g}", on, m_out.below, m_out.above);
        return m_reader.has("above") ? fmt::format("{} is above {:g}", on, m_out.above)
                                     : fmt::format("{} is below {:g}", on, m_out.below);
    }

    Draft& m_draft;
    const Twin& m_twin;
    KeyReader m_reader;
    Alarm m_out;
};

}  // namespace

void readAlarms(KeyReader& top, Draft& draft) {
    const std::vector<Entry> entries = collectEntries(top, "alarm", draft.problems);
    for (const Entry& entry : entries)
        draft.twin.alarms.push_back(AlarmReader(entry, draft).read());
    reportDuplicates(entries, draft.problems);
}

}  // namespace gemba::twin
