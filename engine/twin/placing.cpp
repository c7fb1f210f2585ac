#include "engine/twin/placing.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>
#include <set>

#include "engine/twin/document.h"
#include "engine/twin/references.h"
#include "engine/twin/toml_text.h"

namespace gemba::twin {
namespace {

constexpr double kPerMetre = 1e4, kPerDegree = 1e3;  // steps: what people would read
constexpr double kNearlyStraight = 0.9659;           // cosine of 15 degrees

// In steps of which so many make one.
double rounded(double value, double steps) {
    return std::round(value * steps) / steps + 0.0;
}

Vec3 rounded(const Vec3& value, double steps) {
    return {rounded(value.x, steps), rounded(value.y, steps), rounded(value.z, steps)};
}

ObjectRef refOfStanding(const Twin& twin, const Standing& standing) {
    return standing.device >= 0 ? refOf(twin.devices[static_cast<size_t>(standing.device)])
                                : refOf(twin.models[static_cast<size_t>(standing.model)]);
}

}  // namespace

std::optional<Standing> standingOf(const Twin& twin, std::string_view id) {
    Standing out;
    out.device = twin.findDevice(id);
    if (out.device >= 0) {
        const Device& device = twin.devices[static_cast<size_t>(out.device)];
        out.worldFromThing = device.worldFromDevice;
        out.worldFromParent = device.worldFromDevice * inverse(device.parentFromDevice);
        return out;
    }
    for (size_t m = 0; m < twin.models.size(); ++m) {
        const PlacedModel& model = twin.models[m];
        if (model.id != id)
            continue;
        out.model = static_cast<int32_t>(m);
        out.worldFromThing = model.worldFromModel;
        out.worldFromParent = model.worldFromModel * inverse(model.parentFromModel);
        return out;
    }
    return {};
}

std::vector<Change> movedTo(const Twin& twin, std::string_view id, const Pose& worldFromThing) {
    std::vector<Change> out;
    const auto standing = standingOf(twin, id);
    if (!standing)
        return out;
    const ObjectRef object = refOfStanding(twin, *standing);
    const Device* const device =
        standing->device >= 0 ? &twin.devices[static_cast<size_t>(standing->device)] : nullptr;
    if (device != nullptr && device->on >= 0) {
        const Device& belt = twin.devices[static_cast<size_t>(device->on)];
        const double along = (inverse(belt.worldFromDevice) * worldFromThing.position).x;
        const double at = rounded(std::clamp(along, 0.0, belt.vec3("size").x), kPerMetre);
        if (std::abs(at - device->at) * kPerMetre > 0.5)
            out.push_back({.object = object, .key = "at", .value = tomlText(at)});
        return out;
    }
    const Pose before = inverse(standing->worldFromParent) * standing->worldFromThing;
    const Pose now = inverse(standing->worldFromParent) * worldFromThing;
    const auto set = [&](const char* key, const Vec3& was, const Vec3& is, double steps) {
        if (glm::length(was - is) * steps > 0.5)
            out.push_back({.object = object, .key = key, .value = tomlText(rounded(is, steps))});
    };
    set("pose.position", before.position, now.position, kPerMetre);
    // Turned, and not only written otherwise.
    if (std::abs(glm::dot(before.rotation, now.rotation)) < 1.0 - 1e-12)
        set("pose.rpy_deg", rpyDegOf(before.rotation), rpyDegOf(now.rotation), kPerDegree);
    return out;
}

// ---- Ports --------------------------------------------------------------------------------------

std::vector<Port> portsOf(const Twin& twin, uint32_t index, const Pose& worldFromDevice) {
    const Device& device = twin.devices[index];
    if (!device.is("conveyor"))
        return {};
    const Vec3 along = worldFromDevice.rotation * Vec3(1, 0, 0);
    const Vec3 end(device.vec3("size").x, 0.0, 0.0);
    return {{.device = index, .in = true, .position = worldFromDevice.position, .direction = along},
            {.device = index, .in = false, .position = worldFromDevice * end, .direction = along}};
}

std::optional<PortSnap> snappedToPorts(const Twin& twin, uint32_t index,
                                       const Pose& worldFromDevice, double reach) {
    std::optional<PortSnap> out;
    double nearest = reach;
    for (const Port& own : portsOf(twin, index, worldFromDevice)) {
        for (uint32_t d = 0; d < twin.devices.size(); ++d) {
            if (d == index)
                continue;
            for (const Port& other : portsOf(twin, d, twin.devices[d].worldFromDevice)) {
                const double far = glm::length(other.position - own.position);
                if (other.in == own.in || far > nearest)
                    continue;
                nearest = far;
                Pose pose = worldFromDevice;
                if (glm::dot(other.direction, own.direction) > kNearlyStraight)
                    pose.rotation = twin.devices[d].worldFromDevice.rotation;
                // The own end in the turned frame comes onto the other's.
                const Vec3 end = inverse(worldFromDevice) * own.position;
                pose.position = other.position - pose.rotation * end;
                out = PortSnap{pose, other.position, d};
            }
        }
    }
    return out;
}

// ---- Copies -------------------------------------------------------------------------------------

namespace {

std::string tomlOfNode(const Node& node) {
    std::string out;
    switch (node.type) {
        case Node::Type::boolean:
            return node.boolean ? "true" : "false";
        case Node::Type::integer:
            return std::to_string(node.integer);
        case Node::Type::number:
            return tomlText(node.number);
        case Node::Type::text:
            return tomlText(std::string_view(node.text));
        case Node::Type::array:
            for (const Node& item : node.items)
                out += (out.empty() ? "" : ", ") + tomlOfNode(item);
            return '[' + out + ']';
        case Node::Type::table:
            for (const Member& member : node.members)
                out += (out.empty() ? "" : ", ") + member.key + " = " + tomlOfNode(member.value);
            return "{ " + out + " }";
        case Node::Type::other:
            break;
    }
    return "\"\"";
}

/// All that goes where this goes, itself first.
std::vector<std::string> groupOf(const Twin& twin, std::string_view id) {
    std::vector<std::string> out{std::string(id)};
    const auto hangs = [&](const std::string& parent, const std::string& on) {
        return !parent.empty() && (parent == on || parent.starts_with(on + '.'));
    };
    for (size_t i = 0; i < out.size(); ++i) {
        const std::string holder = out[i];
        const int32_t index = twin.findDevice(holder);
        const auto add = [&](const std::string& one) {
            if (std::find(out.begin(), out.end(), one) == out.end())
                out.push_back(one);
        };
        for (const Device& device : twin.devices) {
            if ((index >= 0 && device.on == index) || hangs(device.parent, holder))
                add(device.id);
        }
        for (const PlacedModel& model : twin.models) {
            if (hangs(model.parent, holder))
                add(model.id);
        }
    }
    return out;
}

}  // namespace

std::vector<std::string> rootsOf(const Twin& twin, std::span<const std::string> ids) {
    std::vector<std::string> out;
    std::set<std::string> below;
    for (const std::string& id : ids) {
        const auto group = groupOf(twin, id);
        below.insert(group.begin() + 1, group.end());
    }
    for (const std::string& id : ids) {
        if (!below.contains(id) && standingOf(twin, id) &&
            std::find(out.begin(), out.end(), id) == out.end())
            out.push_back(id);
    }
    return out;
}

namespace {

class Copying {
 public:
    /// `roots` as rootsOf() gives them.
    Copying(const Twin& twin, std::vector<std::string> roots)
        : m_twin(twin), m_parsed(parseDocument(twin.text)), m_roots(std::move(roots)) {
        for (const std::string& root : m_roots) {
            for (std::string& id : groupOf(twin, root)) {
                if (std::find(m_group.begin(), m_group.end(), id) == m_group.end())
                    m_group.push_back(std::move(id));
            }
        }
        for (const Device& device : twin.devices)
            m_taken.insert(device.id);
        for (const PlacedModel& model : twin.models)
            m_taken.insert(model.id);
        for (const ItemType& item : twin.items)
            m_taken.insert(item.id);
    }

    void once(const Vec3& offset, Copies& out);

 private:
    [[nodiscard]] std::string newId(const std::string& id);
    [[nodiscard]] std::string renamed(const std::string& text) const;
    [[nodiscard]] Node copied(const Node& node) const;
    [[nodiscard]] const Node* tableOf(const std::string& id, std::string& name) const;
    void place(const std::string& id, const Vec3& offset, std::vector<KeyText>& keys) const;

    const Twin& m_twin;
    ParsedDocument m_parsed;
    std::vector<std::string> m_roots, m_group;
    std::set<std::string> m_taken;
    std::map<std::string, std::string> m_names;  // of the copy that is being made
};

/// "belt_2" is copied as "belt_3", not as "belt_2_2".
std::string Copying::newId(const std::string& id) {
    std::string base = id;
    const size_t bar = base.rfind('_');
    if (bar != std::string::npos && bar + 1 < base.size() && bar > 0 &&
        std::all_of(base.begin() + static_cast<std::ptrdiff_t>(bar) + 1, base.end(),
                    [](unsigned char c) { return std::isdigit(c) != 0; }))
        base.resize(bar);
    for (int n = 2;; ++n) {
        std::string out = base + '_' + std::to_string(n);
        if (m_taken.insert(out).second)
            return out;
    }
}

std::string Copying::renamed(const std::string& text) const {
    const auto at = m_names.find(text.substr(0, text.find('.')));
    return at == m_names.end() ? text : at->second + text.substr(at->first.size());
}

Node Copying::copied(const Node& node) const {
    Node out = node;
    if (out.type == Node::Type::text)
        out.text = renamed(out.text);
    for (Node& item : out.items)
        item = copied(item);
    for (Member& member : out.members)
        member.value = copied(member.value);
    return out;
}

const Node* Copying::tableOf(const std::string& id, std::string& name) const {
    const int32_t device = m_twin.findDevice(id);
    name = device >= 0 ? m_twin.devices[static_cast<size_t>(device)].info().name : "model";
    const Member* const tables = m_parsed.root.find(name);
    if (tables == nullptr)
        return nullptr;
    for (const Node& table : tables->value.items) {
        const Member* const own = table.find("id");
        if (own != nullptr && own->value.text == id)
            return &table;
    }
    return nullptr;
}

/// Only the thing itself is put elsewhere: the rest stands on it.
void Copying::place(const std::string& id, const Vec3& offset, std::vector<KeyText>& keys) const {
    const auto standing = standingOf(m_twin, id);
    if (!standing)
        return;
    const auto set = [&](const char* key, std::string value) {
        const auto at = std::find_if(keys.begin(), keys.end(),
                                     [&](const KeyText& one) { return one.first == key; });
        if (at != keys.end())
            at->second = std::move(value);
        else
            keys.emplace_back(key, std::move(value));
    };
    if (standing->device >= 0) {
        const Device& device = m_twin.devices[static_cast<size_t>(standing->device)];
        if (device.on >= 0) {
            const Device& belt = m_twin.devices[static_cast<size_t>(device.on)];
            set("at", tomlText(rounded(std::clamp(device.at + offset.x, 0.0, belt.vec3("size").x),
                                       kPerMetre)));
            return;
        }
    }
    Pose pose = standing->worldFromThing;
    pose.position += offset;
    pose = inverse(standing->worldFromParent) * pose;
    pose.position = rounded(pose.position, kPerMetre);
    set("pose", tomlText(pose));
}

void Copying::once(const Vec3& offset, Copies& out) {
    m_names.clear();
    for (const std::string& id : m_group)
        m_names[id] = newId(id);
    for (const std::string& id : m_group) {
        std::string table;
        const Node* const from = tableOf(id, table);
        if (from == nullptr)
            continue;
        std::vector<KeyText> keys;
        for (const Member& member : from->members)
            keys.emplace_back(member.key,
                              tomlOfNode(member.key == "id" || namesObjects(table, member.key)
                                             ? copied(member.value)
                                             : member.value));
        if (std::find(m_roots.begin(), m_roots.end(), id) != m_roots.end())
            place(id, offset, keys);
        out.changes.push_back({.what = Change::What::add, .object = {table, {}}, .keys = keys});
    }
    for (const std::string& root : m_roots)
        out.ids.push_back(m_names[root]);
}

}  // namespace

Copies copiesOf(const Twin& twin, std::string_view id, const Vec3& step, int count) {
    const std::string one(id);
    return copiesOf(twin, std::span(&one, 1), step, count);
}

Copies copiesOf(const Twin& twin, std::span<const std::string> ids, const Vec3& step, int count) {
    Copies out;
    auto roots = rootsOf(twin, ids);
    if (roots.empty())
        return out;
    Copying copying(twin, std::move(roots));
    for (int n = 1; n <= count; ++n)
        copying.once(static_cast<double>(n) * step, out);
    // Those of one table together: that is one change to the text.
    std::stable_sort(out.changes.begin(), out.changes.end(), [](const Change& a, const Change& b) {
        return a.object.table < b.object.table;
    });
    return out;
}

}  // namespace gemba::twin
