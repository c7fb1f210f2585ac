#include "engine/twin/references.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "engine/core/text.h"
#include "engine/twin/document.h"
#include "engine/twin/toml_text.h"

namespace gemba::twin {
namespace {

/// One place in which an object is named.
struct Use {
    enum class Weight : uint8_t { needed, attached, mentioned };
    ObjectRef object;  ///< that names it
    std::string key;
    const Node* value = nullptr;  ///< a text, or a list with it
    Weight weight = Weight::mentioned;
};

/// "stop.blade" names "stop".
std::string_view headOf(std::string_view name) {
    return name.substr(0, name.find('.'));
}

bool names(const Node& value, std::string_view id) {
    if (value.type == Node::Type::text)
        return headOf(value.text) == id;
    return std::any_of(value.items.begin(), value.items.end(), [&](const Node& item) {
        return item.type == Node::Type::text && item.text == id;
    });
}

/// Whether a key of a table holds names of equipment or models, and what becomes of its object
/// without them.
bool holdsNames(std::string_view table, std::string_view key, Use::Weight& weight) {
    weight = Use::Weight::needed;
    if (table == "binding" || table == "alarm") {
        weight = Use::Weight::attached;
        return key == (table == "binding" ? "device" : "on");
    }
    const auto kind = findKind(table);
    if ((kind || table == "model") && key == "parent")
        return true;
    if (!kind)
        return false;
    const KindInfo& info = catalogue()[*kind];
    if (info.placedOnConveyor && key == "on")
        return true;
    const auto at = findKey(info, key);
    if (!at)
        return false;
    const KeyInfo& its = info.keys[*at];
    weight = its.required && its.type == KeyType::reference ? Use::Weight::needed
                                                            : Use::Weight::mentioned;
    const bool list = its.type == KeyType::textList && !its.allowed.empty() &&
                      its.allowed != "item" && its.allowed != kFolderForm;
    return its.type == KeyType::reference || list;
}

/// What tells an object from the others of its table: its id, or what it ties together.
ObjectRef refIn(std::string_view table, const Node& object) {
    ObjectRef out{std::string(table), {}};
    for (const char* const key : {"id", "signal", "device"}) {
        const Member* const its = object.find(key);
        if (its != nullptr && its->value.type == Node::Type::text)
            out.where.emplace_back(key, its->value.text);
    }
    return out;
}

/// Every place in which this id is named.
std::vector<Use> usesOf(const Node& root, std::string_view id) {
    std::vector<Use> out;
    for (const Member& table : root.members) {
        for (const Node& object : table.value.items) {
            for (const Member& member : object.members) {
                Use::Weight weight{};
                if (holdsNames(table.key, member.key, weight) && names(member.value, id))
                    out.push_back({refIn(table.key, object), member.key, &member.value, weight});
            }
        }
    }
    return out;
}

/// A list with other texts in it, as TOML.
template <class Replace>
std::string listText(const Node& list, Replace replace) {
    std::vector<std::string> texts;
    for (const Node& item : list.items)
        replace(item.text, texts);
    return tomlOf(KeyValue(std::move(texts)));
}

/// Where a device or model stands.
ObjectRef refOfId(const Twin& twin, std::string_view id) {
    const int32_t device = twin.findDevice(id);
    return device >= 0 ? refOf(twin.devices[static_cast<size_t>(device)])
                       : ObjectRef{"model", {{"id", std::string(id)}}};
}

}  // namespace

ObjectRef refOf(const Device& device) {
    return {std::string(device.info().name), {{"id", device.id}}};
}

ObjectRef refOf(const PlacedModel& model) {
    return {"model", {{"id", model.id}}};
}

ObjectRef refOf(const Binding& binding, const Twin& twin) {
    return {"binding", {{"signal", binding.signal}, {"device", twin.propertyName(binding.target)}}};
}

ObjectRef refOf(const LiveSource& source) {
    return {"live", {{"id", source.id}}};
}

Renaming renaming(const Twin& twin, const std::string& from, const std::string& to) {
    Renaming out;
    const ParsedDocument parsed = parseDocument(twin.text);
    for (const Use& use : usesOf(parsed.root, from)) {
        // A binding is found by what it ties, which the change before may have renamed.
        Change change{.object = use.object, .key = use.key};
        if (use.value->type == Node::Type::text)
            change.value = tomlText(to + use.value->text.substr(from.size()));
        else
            change.value = listText(*use.value, [&](const std::string& text, auto& texts) {
                texts.push_back(text == from ? to : text);
            });
        out.changes.push_back(std::move(change));
    }
    out.changes.push_back({.object = refOfId(twin, from), .key = "id", .value = tomlText(to)});
    out.mentioned =
        twin.controller && (twin.controller->source.find('"' + from + '.') != std::string::npos ||
                            twin.controller->source.find('"' + from + '"') != std::string::npos);
    return out;
}

Removal removal(const Twin& twin, std::span<const std::string> ids) {
    Removal out;
    const ParsedDocument parsed = parseDocument(twin.text);
    std::set<std::string, std::less<>> gone(ids.begin(), ids.end());
    out.ids.assign(ids.begin(), ids.end());
    std::vector<Change> objects;
    for (size_t i = 0; i < out.ids.size(); ++i) {
        for (const Use& use : usesOf(parsed.root, out.ids[i])) {
            const std::string& id = use.object.where.empty() ? "" : use.object.where[0].second;
            if (use.weight == Use::Weight::needed) {
                if (gone.insert(id).second)
                    out.ids.push_back(id);
            } else if (use.weight == Use::Weight::attached) {
                (use.object.table == "alarm" ? out.alarms : out.bindings) += 1;
                objects.push_back({.what = Change::What::remove, .object = use.object});
            }
        }
    }
    // Mentions in what stays.
    for (const std::string& id : out.ids) {
        for (const Use& use : usesOf(parsed.root, id)) {
            const bool stays =
                use.weight == Use::Weight::mentioned &&
                !gone.contains(use.object.where.empty() ? std::string()
                                                        : use.object.where[0].second);
            if (!stays)
                continue;
            if (use.value->type == Node::Type::text)
                out.changes.push_back(
                    {.what = Change::What::unset, .object = use.object, .key = use.key});
            else
                out.changes.push_back(
                    {.object = use.object,
                     .key = use.key,
                     .value = listText(*use.value, [&](const std::string& text, auto& texts) {
                         if (!gone.contains(text))
                             texts.push_back(text);
                     })});
        }
    }
    out.changes.insert(out.changes.end(), objects.begin(), objects.end());
    for (const std::string& id : out.ids)
        out.changes.push_back({.what = Change::What::remove, .object = refOfId(twin, id)});
    return out;
}

bool namesObjects(std::string_view table, std::string_view key) {
    Use::Weight weight{};
    return holdsNames(table, key, weight);
}

std::vector<std::filesystem::path> filesOf(const Twin& twin) {
    std::vector<std::filesystem::path> out;
    const auto add = [&](const std::filesystem::path& file) {
        if (file.is_absolute() && std::find(out.begin(), out.end(), file) == out.end())
            out.push_back(file);
    };
    for (const PlacedModel& model : twin.models)
        add(model.file);
    for (const ItemType& item : twin.items)
        add(item.model);
    for (const Device& device : twin.devices) {
        if (device.is("robot"))
            add(device.text("urdf"));
    }
    if (twin.controller)
        add(twin.controller->script);
    return out;
}

std::string freeId(const Twin& twin, std::string_view base) {
    const auto taken = [&](std::string_view id) {
        return twin.findDevice(id) >= 0 || twin.findItem(id) >= 0 ||
               std::any_of(twin.models.begin(), twin.models.end(),
                           [&](const PlacedModel& model) { return model.id == id; });
    };
    std::string out(base);
    for (int n = 2; taken(out); ++n)
        out = fmt::format("{}_{}", base, n);
    return out;
}

}  // namespace gemba::twin
