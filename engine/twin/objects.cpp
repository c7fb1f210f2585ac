#include <fmt/format.h>

#include <algorithm>

#include "engine/core/text.h"
#include "engine/twin/draft.h"
#include "engine/twin/tables.h"
#include "engine/twin/units.h"

namespace gemba::twin {
namespace {

void readItem(const Entry& entry, Draft& draft, ItemType& item) {
    KeyReader reader(*entry.node, entry.path, draft.problems);
    const Values values = reader.read(fixedTable("item").keys);
    reader.finish();
    item.id = entry.id;
    item.shape = values.text("shape");
    item.size = values.vec3("size");
    item.mass = values.number("mass");
    item.friction = values.number("friction");
    item.restitution = values.number("restitution");
    item.model = draft.fileOf(reader, "model", values.text("model"));
    item.color = values.text("color");
    item.numbered = values.boolean("numbered");
}

Collision collisionOf(std::string_view name) {
    if (name == "box")
        return Collision::box;
    if (name == "hull")
        return Collision::hull;
    return name == "mesh" ? Collision::mesh : Collision::none;
}

void readModel(const Entry& entry, Draft& draft, PlacedModel& model) {
    KeyReader reader(*entry.node, entry.path, draft.problems);
    const Values values = reader.read(fixedTable("model").keys);
    model.parentFromModel = readPose(reader);
    reader.finish();
    model.id = entry.id;
    model.file = draft.fileOf(reader, "file", values.text("file"));
    if (const std::string& unit = values.text("unit"); !unit.empty())
        model.unitM = unitConversion(unit, "m").value_or(UnitConversion{}).scale;
    if (const std::string& up = values.text("up"); !up.empty())
        model.up = up[0];
    model.collision = collisionOf(values.text("collision"));
    model.parent = values.text("parent");
    model.scale = values.number("scale");
    model.friction = values.number("friction");
}

/// Files and folders that a device's keys name, absolute.
void resolveFiles(KeyReader& reader, Draft& draft, Device& device) {
    const KindInfo& kind = device.info();
    for (size_t i = 0; i < kind.keys.size(); ++i) {
        const KeyInfo& key = kind.keys[i];
        if (key.allowed == kFileForm) {
            auto& text = std::get<std::string>(device.values[i]);
            text = draft.fileOf(reader, key.name, text).string();
        } else if (key.allowed == kFolderForm) {
            for (std::string& text : std::get<std::vector<std::string>>(device.values[i]))
                text = draft.folderOf(reader, key.name, text).string();
        }
    }
}

/// A list has no more numbers than properties begin with it.
void checkLists(KeyReader& reader, const Device& device) {
    const KindInfo& kind = device.info();
    for (size_t i = 0; i < kind.keys.size(); ++i) {
        const KeyInfo& key = kind.keys[i];
        if (key.type != KeyType::numberList)
            continue;
        const size_t size = std::get<std::vector<double>>(device.values[i]).size();
        const auto most = std::count_if(
            kind.properties.begin(), kind.properties.end(),
            [&](const PropertyInfo& property) { return property.fromKey == key.name; });
        if (size > static_cast<size_t>(most))
            reader.problem(key.name, fmt::format("{} numbers", size),
                           fmt::format("{} at most", most));
    }
}

void readDevice(const Entry& entry, Draft& draft, Device& device) {
    const KindInfo& kind = catalogue()[entry.kind];
    KeyReader reader(*entry.node, entry.path, draft.problems);
    const Values common = reader.read(commonKeys(kind));
    device.values = reader.read(kind.keys).release();
    resolveFiles(reader, draft, device);
    checkLists(reader, device);
    if (kind.placedOnConveyor) {
        device.at = common.number("at");
    } else {
        device.parent = common.text("parent");
        device.parentFromDevice = readPose(reader);
    }
    reader.finish();
}

/// One reference from a device to another: its index, or -1 and a problem.
int32_t resolveDevice(KeyReader& reader, std::string_view key, std::string_view id,
                      std::string_view kinds, const Draft& draft) {
    const std::string expected = "the id of a " + listed(split(kinds, '|'));
    const auto ref = draft.find(id);
    if (!ref) {
        reader.problem(key, fmt::format("{}, which does not exist", inQuotes(id)), expected,
                       draft.hintForId(id, kinds));
        return -1;
    }
    const auto wanted = split(kinds, '|');
    const bool fits =
        !ref->model && std::find(wanted.begin(), wanted.end(),
                                 draft.twin.devices[ref->index].info().name) != wanted.end();
    if (!fits) {
        reader.problem(key, fmt::format("{}, {}", inQuotes(id), draft.kindOf(*ref)), expected,
                       draft.hintForId(id, kinds));
        return -1;
    }
    return static_cast<int32_t>(ref->index);
}

void resolveItems(KeyReader& reader, const KeyInfo& key, const std::vector<std::string>& ids,
                  const Draft& draft) {
    for (const std::string& id : ids) {
        if (draft.twin.findItem(id) >= 0)
            continue;
        std::vector<std::string_view> names;
        for (size_t i = 0; i < draft.twin.items.size() && reader.problems().wantsHints(); ++i)
            names.push_back(draft.twin.items[i].id);
        reader.problem(key.name, fmt::format("{}, which does not exist", inQuotes(id)),
                       "ids of [[item]]", reader.problems().hintFor(id, names));
    }
}

/// All references of a device: `on`, and the keys that name devices or items.
void resolveReferences(const Entry& entry, Draft& draft, Device& device) {
    KeyReader reader(*entry.node, entry.path, draft.problems);
    const KindInfo& kind = device.info();
    if (kind.placedOnConveyor) {
        const Member* on = entry.node->find("on");
        if (on != nullptr && on->value.type == Node::Type::text && !on->value.text.empty())
            device.on = resolveDevice(reader, "on", on->value.text, "conveyor", draft);
    }
    for (size_t i = 0; i < kind.keys.size(); ++i) {
        const KeyInfo& key = kind.keys[i];
        if (key.type == KeyType::textList && key.allowed == "item") {
            resolveItems(reader, key, std::get<std::vector<std::string>>(device.values[i]), draft);
        } else if (key.type == KeyType::textList && !key.allowed.empty() &&
                   key.allowed != kFolderForm) {
            for (const auto& id : std::get<std::vector<std::string>>(device.values[i]))
                (void)resolveDevice(reader, key.name, id, key.allowed, draft);
        } else if (key.type == KeyType::reference) {
            const auto& id = std::get<std::string>(device.values[i]);
            if (!id.empty())
                (void)resolveDevice(reader, key.name, id, key.allowed, draft);
        }
    }
}

/// Devices of all kinds, by id.
std::vector<Entry> collectDevices(KeyReader& top, Problems& problems) {
    std::vector<Entry> all;
    for (uint32_t kind = 0; kind < catalogue().size(); ++kind) {
        for (Entry& entry : collectEntries(top, catalogue()[kind].name, problems)) {
            entry.kind = kind;
            all.push_back(std::move(entry));
        }
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const Entry& a, const Entry& b) { return a.id < b.id; });
    return all;
}

/// The names of the scene, before anything refers to them.
void indexScene(Draft& draft) {
    draft.twin.models.resize(draft.models.size());
    draft.twin.devices.resize(draft.devices.size());
    std::vector<const Entry*> scene;
    for (uint32_t i = 0; i < draft.models.size(); ++i) {
        scene.push_back(&draft.models[i]);
        draft.scene.try_emplace(draft.models[i].id, SceneRef{true, i});
    }
    for (uint32_t i = 0; i < draft.devices.size(); ++i) {
        const Entry& entry = draft.devices[i];
        Device& device = draft.twin.devices[i];
        device.id = entry.id;
        device.kind = entry.kind;
        device.line = entry.node->place.line;
        device.firstProperty = draft.twin.propertyCount;
        draft.twin.propertyCount += static_cast<uint32_t>(device.info().properties.size());
        scene.push_back(&entry);
        draft.scene.try_emplace(entry.id, SceneRef{false, i});
    }
    draft.scene.erase("");
    reportDuplicates(std::move(scene), draft.problems);
}

void readItems(KeyReader& top, Draft& draft) {
    draft.items = collectEntries(top, "item", draft.problems);
    std::vector<const Entry*> entries;
    draft.twin.items.resize(draft.items.size());
    for (size_t i = 0; i < draft.items.size(); ++i) {
        readItem(draft.items[i], draft, draft.twin.items[i]);
        entries.push_back(&draft.items[i]);
    }
    reportDuplicates(std::move(entries), draft.problems);
}

}  // namespace

void readObjects(KeyReader& top, Draft& draft) {
    readItems(top, draft);
    draft.models = collectEntries(top, "model", draft.problems);
    draft.devices = collectDevices(top, draft.problems);
    indexScene(draft);

    // Keys first, so that references see complete devices.
    for (size_t i = 0; i < draft.models.size(); ++i)
        readModel(draft.models[i], draft, draft.twin.models[i]);
    for (size_t i = 0; i < draft.devices.size(); ++i)
        readDevice(draft.devices[i], draft, draft.twin.devices[i]);
    for (size_t i = 0; i < draft.devices.size(); ++i)
        resolveReferences(draft.devices[i], draft, draft.twin.devices[i]);
}

}  // namespace gemba::twin
