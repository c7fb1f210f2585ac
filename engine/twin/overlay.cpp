#include <fmt/format.h>

#include <algorithm>

#include "engine/twin/document.h"
#include "engine/twin/draft.h"
#include "engine/twin/key_reader.h"
#include "engine/twin/reader.h"
#include "engine/twin/tables.h"

namespace gemba::twin {
namespace {

constexpr size_t kMaxEntries = 10'000;

double endOf(const OverlayEntry& entry) {
    constexpr double kForGood = 1e300;
    return entry.until < 0.0 ? kForGood : entry.until;
}

void checkSpan(KeyReader& reader, double from, double until) {
    if (reader.has("until") && until <= from)
        reader.problem("until", "", fmt::format("a time after from = {} (s)", from));
}

/// Two values of one property at the same time: which holds, and what returns after?
void checkOverlap(KeyReader& reader, const Overlay& overlay, const OverlayEntry& entry) {
    for (const OverlayEntry& other : overlay.entries) {
        const bool together = entry.from < endOf(other) && other.from < endOf(entry);
        if (other.property == entry.property && together) {
            reader.problem("from", "", "a time at which nothing else sets this property");
            return;
        }
    }
}

void readSet(KeyReader& reader, const Twin& twin, Overlay& overlay) {
    const Values values = reader.read(setKeys());
    const Node* value = reader.take("value");
    reader.finish();
    OverlayEntry entry{.from = values.number("from"), .until = values.number("until")};
    checkSpan(reader, entry.from, entry.until);
    if (value == nullptr)
        reader.problem("value", "nothing", "the property's value");
    if (values.text("property").empty())
        return;
    const auto ref = readPropertyRef(reader, "property", values.text("property"), twin);
    if (!ref)
        return;
    entry.property = *ref;
    const PropertyInfo& property = twin.info(*ref);
    if (property.direction == Direction::output || property.event)
        reader.problem("property",
                       fmt::format("\"{}\", {}", twin.propertyName(*ref),
                                   property.event ? "an event" : "an output"),
                       "a parameter or an input");
    if (value != nullptr)
        entry.value = readPropertyValue(reader, "value", *value, property, "");
    checkOverlap(reader, overlay, entry);
    overlay.entries.push_back(entry);
}

void readOffline(KeyReader& reader, Overlay& overlay) {
    const Values values = reader.read(offlineKeys());
    reader.finish();
    const OfflineSpan span{values.number("from"), values.number("until")};
    if (reader.has("from"))
        checkSpan(reader, span.from, span.until);
    overlay.offline.push_back(span);
}

}  // namespace

OverlayOutcome readOverlay(const std::filesystem::path& file, const Twin& twin) {
    std::string text;
    if (auto problem = readFile(file, kMaxFileBytes, text))
        return {{}, {*std::move(problem)}};
    const ParsedDocument document = parseDocument(text);
    if (document.problem)
        return {{}, {*document.problem}};

    OverlayOutcome outcome;
    Problems problems;
    KeyReader top(document.root, "", problems);
    const auto sets = top.takeTables("set");
    const auto spans = top.takeTables("offline");
    if (sets.size() + spans.size() > kMaxEntries)
        return {{}, {{1, 1, "", "very many entries", fmt::format("at most {}", kMaxEntries), ""}}};
    for (size_t i = 0; i < sets.size(); ++i) {
        KeyReader reader(*sets[i], fmt::format("set[{}]", i + 1), problems);
        readSet(reader, twin, outcome.overlay);
    }
    for (size_t i = 0; i < spans.size(); ++i) {
        KeyReader reader(*spans[i], fmt::format("offline[{}]", i + 1), problems);
        readOffline(reader, outcome.overlay);
    }
    top.finish();
    if (!problems.empty())
        outcome.overlay = {};
    outcome.problems = problems.takeSorted();
    return outcome;
}

}  // namespace gemba::twin
