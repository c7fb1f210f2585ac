#include "engine/twin/draft.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/core/text.h"

namespace gemba::twin {
namespace {

constexpr size_t kMaxId = 64;
constexpr std::string_view kIdForm = "[a-z][a-z0-9_]*, at most 64 characters";

bool isId(std::string_view id) {
    const auto small = [](char c) { return c >= 'a' && c <= 'z'; };
    const auto rest = [&](char c) { return small(c) || (c >= '0' && c <= '9') || c == '_'; };
    return !id.empty() && id.size() <= kMaxId && small(id[0]) &&
           std::all_of(id.begin(), id.end(), rest);
}

}  // namespace

std::optional<SceneRef> Draft::find(std::string_view id) const {
    const auto found = scene.find(id);
    return found == scene.end() ? std::nullopt : std::optional(found->second);
}

std::string Draft::kindOf(SceneRef ref) const {
    if (ref.model)
        return "a model";
    const std::string_view name = twin.devices[ref.index].info().name;
    return (name.front() == 'i' ? "an " : "a ") + std::string(name);
}

std::string Draft::hintForId(std::string_view id, std::string_view kinds) const {
    if (!problems.wantsHints())
        return "";
    const auto wanted = split(kinds, '|');
    std::vector<std::string_view> names;
    for (const auto& [name, ref] : scene) {
        const bool fits =
            wanted.empty() ||
            (!ref.model && std::find(wanted.begin(), wanted.end(),
                                     twin.devices[ref.index].info().name) != wanted.end());
        if (fits)
            names.push_back(name);
    }
    return problems.hintFor(id, names);
}

std::filesystem::path Draft::fileOf(KeyReader& reader, std::string_view key,
                                    const std::string& text) {
    if (text.empty())
        return {};
    const std::filesystem::path file = (folder / text).lexically_normal();
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error))
        reader.problem(key, inQuotes(text) + ", no such file",
                       "a file; the path begins at the twin file's folder");
    return file;
}

std::filesystem::path Draft::folderOf(KeyReader& reader, std::string_view key,
                                      const std::string& text) {
    const std::filesystem::path there = (folder / text).lexically_normal();
    std::error_code error;
    if (!std::filesystem::is_directory(there, error))
        reader.problem(key, inQuotes(text) + ", no such folder",
                       "a folder; the path begins at the twin file's folder");
    return there;
}

std::vector<Entry> collectEntries(KeyReader& top, std::string_view name, Problems& problems) {
    std::vector<Entry> entries;
    size_t count = 0;
    for (const Node* node : top.takeTables(name)) {
        Entry entry{.node = node, .path = fmt::format("{}[{}]", name, ++count)};
        const Member* id = node->find("id");
        // A missing id or one that is no text is reported with the table's other keys.
        if (id != nullptr && id->value.type == Node::Type::text) {
            entry.id = id->value.text;
            if (isId(entry.id))
                entry.path = fmt::format("{}.{}", name, entry.id);
            else if (!entry.id.empty())
                problems.add(id->value.place, entry.path + ".id", id->value.described(),
                             std::string(kIdForm));
        }
        entries.push_back(std::move(entry));
    }
    std::stable_sort(entries.begin(), entries.end(),
                     [](const Entry& a, const Entry& b) { return a.id < b.id; });
    return entries;
}

void reportDuplicates(const std::vector<Entry>& entries, Problems& problems) {
    std::vector<const Entry*> all;
    for (const Entry& entry : entries)
        all.push_back(&entry);
    reportDuplicates(std::move(all), problems);
}

void reportDuplicates(std::vector<const Entry*> entries, Problems& problems) {
    std::sort(entries.begin(), entries.end(), [](const Entry* a, const Entry* b) {
        return std::tie(a->id, a->node->place) < std::tie(b->id, b->node->place);
    });
    for (size_t i = 1; i < entries.size(); ++i) {
        const Entry& first = *entries[i - 1];
        const Entry& second = *entries[i];
        if (second.id.empty() || first.id != second.id)
            continue;
        const Member* id = second.node->find("id");
        problems.add(id->value.place, second.path + ".id", inQuotes(second.id), "an id of its own",
                     fmt::format("{} in line {} has it", first.path, first.node->place.line));
    }
}

std::string_view directionName(Direction direction) {
    switch (direction) {
        case Direction::input:
            return "an input";
        case Direction::output:
            return "an output";
        case Direction::parameter:
            return "a parameter";
    }
    return "";
}

std::optional<PropertyRef> readPropertyRef(KeyReader& reader, std::string_view key,
                                           const std::string& text, const Twin& twin) {
    const size_t dot = std::min(text.find('.'), text.size());
    const std::string_view id = std::string_view(text).substr(0, dot);
    const int32_t device = twin.findDevice(id);
    if (device < 0) {
        std::vector<std::string_view> ids;
        for (size_t i = 0; i < twin.devices.size() && reader.problems().wantsHints(); ++i)
            ids.push_back(twin.devices[i].id);
        reader.problem(key, inQuotes(text) + fmt::format(": no device {}", inQuotes(id)),
                       "device.property", reader.problems().hintFor(id, ids));
        return std::nullopt;
    }
    const KindInfo& kind = twin.devices[static_cast<size_t>(device)].info();
    const std::string_view name = std::string_view(text).substr(std::min(dot + 1, text.size()));
    if (const auto property = findProperty(kind, name))
        return PropertyRef{static_cast<uint32_t>(device), *property};

    // Name what there is to choose from.
    std::vector<std::string_view> names;
    for (const PropertyInfo& property : kind.properties)
        names.push_back(property.name);
    const std::string found =
        name.empty() ? inQuotes(text) + " without a property" : inQuotes(text);
    const std::string expected =
        names.empty() ? fmt::format("another device: a {} has no properties", kind.name)
                      : fmt::format("{}.{}", id, listed(names));
    reader.problem(key, found, expected, reader.problems().hintFor(name, names));
    return std::nullopt;
}

double readPropertyValue(KeyReader& reader, std::string_view key, const Node& node,
                         const PropertyInfo& property, const std::string& orElse) {
    if (node.type == Node::Type::boolean && property.type == ValueType::boolean)
        return node.boolean ? 1.0 : 0.0;
    const auto number = node.asNumber();
    constexpr double kLargest = 1e12;  // keeps later arithmetic finite
    bool ok = number && std::abs(*number) <= kLargest;
    if (ok && property.type == ValueType::boolean)
        ok = *number == 0.0 || *number == 1.0;
    if (ok && property.type == ValueType::integer)
        ok = *number == std::floor(*number);
    if (ok)
        return *number;
    const std::string kind = property.type == ValueType::boolean   ? "true or false"
                             : property.type == ValueType::integer ? "a whole number"
                                                                   : "a number";
    const std::string unit = property.unit.empty() ? "" : fmt::format(" ({})", property.unit);
    reader.problem(key, "", orElse + kind + unit);
    return 0.0;
}

}  // namespace gemba::twin
