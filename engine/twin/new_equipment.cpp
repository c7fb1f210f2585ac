#include "engine/twin/new_equipment.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/core/text.h"
#include "engine/twin/references.h"
#include "engine/twin/toml_text.h"

namespace gemba::twin {
namespace {

const Vec3 kBelt{2.0, 0.5, 0.8};  // m: length, width, height
constexpr double kSpeed = 0.4;    // m/s: what is put up runs

/// A round number: what people would have typed.
double rounded(double value, double perMetre = 1000.0) {
    return std::round(value * perMetre) / perMetre + 0.0;
}

Vec3 rounded(const Vec3& value) {
    return {rounded(value.x), rounded(value.y), rounded(value.z)};
}

std::string poseText(const Vec3& position, const Quat& rotation = {1.0, 0.0, 0.0, 0.0}) {
    return tomlText(Pose{rounded(position), rotation});
}

/// The belt that is meant: the one that is chosen, that on which the chosen one stands, or the
/// first.
const Device* beltFor(const Twin& twin, const Placement& where) {
    if (where.beside >= 0) {
        const Device& chosen = twin.devices[static_cast<size_t>(where.beside)];
        if (chosen.is("conveyor"))
            return &chosen;
        if (chosen.on >= 0)
            return &twin.devices[static_cast<size_t>(chosen.on)];
    }
    const auto first = std::find_if(twin.devices.begin(), twin.devices.end(),
                                    [](const Device& device) { return device.is("conveyor"); });
    return first == twin.devices.end() ? nullptr : &*first;
}

/// The middle of the longest stretch of a belt on which nothing stands.
double freePlaceOn(const Twin& twin, const Device& belt) {
    std::vector<double> taken{0.0, belt.vec3("size").x};
    for (const Device& device : twin.devices) {
        if (device.on >= 0 && &twin.devices[static_cast<size_t>(device.on)] == &belt)
            taken.push_back(device.at);
    }
    std::sort(taken.begin(), taken.end());
    double at = 0.0, longest = -1.0;
    for (size_t i = 1; i < taken.size(); ++i) {
        if (taken[i] - taken[i - 1] > longest) {
            longest = taken[i] - taken[i - 1];
            at = (taken[i] + taken[i - 1]) / 2;
        }
    }
    return rounded(at, 100.0);
}

class Adding {
 public:
    Adding(const Twin& twin, const KindInfo& kind, const Placement& where)
        : m_twin(twin), m_kind(kind), m_where(where) {}

    [[nodiscard]] Result<Addition> run();

 private:
    [[nodiscard]] Result<void> onBelt();
    void onFloor();
    [[nodiscard]] Result<void> own();
    void set(const char* key, std::string value) { m_keys.emplace_back(key, std::move(value)); }
    /// One more object before this one.
    std::string before(const char* table, const char* base, std::vector<KeyText> keys);

    const Twin& m_twin;
    const KindInfo& m_kind;
    const Placement& m_where;
    std::vector<Change> m_changes;
    std::vector<KeyText> m_keys;
};

Result<Addition> Adding::run() {
    Addition out;
    out.id = freeId(m_twin, m_kind.name);
    set("id", tomlText(out.id));
    if (m_kind.placedOnConveyor) {
        if (auto placed = onBelt(); !placed)
            return tl::unexpected(placed.error());
    } else {
        onFloor();
    }
    if (auto done = own(); !done)
        return tl::unexpected(done.error());
    m_changes.push_back({.what = Change::What::add,
                         .object = {std::string(m_kind.name), {}},
                         .keys = std::move(m_keys)});
    out.changes = std::move(m_changes);
    return out;
}

Result<void> Adding::onBelt() {
    const Device* const belt = beltFor(m_twin, m_where);
    if (belt == nullptr)
        return fail({.doing = fmt::format("add a {}", m_kind.name),
                     .found = "no conveyor that it could stand on",
                     .expected = "a conveyor added first"});
    set("on", tomlText(belt->id));
    const double length = belt->vec3("size").x;
    if (m_where.at >= 0.0) {
        set("at", tomlText(rounded(std::min(m_where.at, length), 100.0)));
        return {};
    }
    set("at", tomlText(m_kind.name == "feeder" ? rounded(std::min(0.3, length / 2))
                                               : freePlaceOn(m_twin, *belt)));
    return {};
}

void Adding::onFloor() {
    const Device* const belt = m_where.beside >= 0 ? beltFor(m_twin, m_where) : nullptr;
    const Vec3 size = belt != nullptr ? belt->vec3("size") : kBelt;
    const auto behind = [&](const Vec3& offset) {
        return belt->worldFromDevice * Vec3(size.x + offset.x, offset.y, offset.z);
    };
    if (m_kind.name == "conveyor") {
        set("size", tomlText(size));
        set("speed", tomlText(belt != nullptr ? belt->number("speed") : kSpeed));
        if (belt != nullptr)
            set("pose", poseText(behind(Vec3(0.0)), belt->worldFromDevice.rotation));
        else
            set("pose", poseText(m_where.floor + Vec3(0.0, 0.0, size.z)));
    } else if (m_kind.name == "sink") {
        // Where parts come that leave the belt, from above it to below.
        const Vec3 box(0.8, size.y + 0.4, 1.0);
        set("size", tomlText(rounded(box)));
        if (belt != nullptr)
            set("pose",
                poseText(behind(Vec3(box.x / 2 + 0.05, 0.0, 0.0)), belt->worldFromDevice.rotation));
        else
            set("pose", poseText(m_where.floor + Vec3(0.0, 0.0, box.z / 2)));
    } else if (m_kind.name == "body") {
        set("size", tomlText(Vec3(1.0)));
        set("pose", poseText(m_where.floor + Vec3(0.0, 0.0, 0.5)));
    } else if (m_kind.name != "agv") {
        set("pose", poseText(m_where.floor));
    }
}

std::string Adding::before(const char* table, const char* base, std::vector<KeyText> keys) {
    std::string id = freeId(m_twin, base);
    keys.insert(keys.begin(), {"id", tomlText(id)});
    m_changes.push_back(
        {.what = Change::What::add, .object = {table, {}}, .keys = std::move(keys)});
    return id;
}

/// What its kind asks for beside its place.
Result<void> Adding::own() {
    if (m_kind.name == "feeder") {
        const std::string item =
            m_twin.items.empty()
                ? before("item", "carton", {{"size", "[0.4, 0.3, 0.3]"}, {"mass", "2.0"}})
                : m_twin.items.front().id;
        set("items", fmt::format("[{}]", tomlText(item)));
        set("every", "2.5");
    } else if (m_kind.name == "scale") {
        set("length", "0.5");
    } else if (m_kind.name == "agv") {
        std::vector<std::string> stations;
        for (const Device& device : m_twin.devices) {
            if (device.is("station"))
                stations.push_back(device.id);
        }
        if (stations.empty()) {
            stations.push_back(before("station", "station", {{"pose", poseText(m_where.floor)}}));
            stations.push_back(before("station", "station_far",
                                      {{"pose", poseText(m_where.floor + Vec3(4.0, 0.0, 0.0))}}));
        }
        set("stations", tomlOf(KeyValue(stations)));
        set("size", "[1.2, 0.8, 0.3]");
    } else if (m_kind.name == "robot") {
        if (m_where.file.empty())
            return fail({.doing = "add a robot",
                         .found = "no URDF file",
                         .expected = "the file that describes it chosen first"});
        set("urdf", tomlText(filePathFor(m_twin, m_where.file)));
    }
    return {};
}

}  // namespace

Result<Addition> addition(const Twin& twin, uint32_t kind, const Placement& where) {
    return Adding(twin, catalogue()[kind], where).run();
}

std::string idFrom(std::string_view name) {
    constexpr size_t kMost = 48;  // a number may follow
    std::string out;
    for (const char c : lowerText(name)) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            out += c;
        else if (!out.empty() && out.back() != '_')
            out += '_';
    }
    out.resize(std::min(out.size(), kMost));
    while (out.ends_with('_'))
        out.pop_back();
    return !out.empty() && out[0] >= 'a' ? out : out.empty() ? "model" : "model_" + out;
}

Addition modelAddition(const Twin& twin, const std::filesystem::path& file, const Vec3& floor,
                       const ModelKeys& keys) {
    Addition out;
    out.id = freeId(twin, idFrom(file.stem().string()));
    std::vector<KeyText> texts{{"id", tomlText(out.id)},
                               {"file", tomlText(filePathFor(twin, file))}};
    for (const auto& [key, value] :
         {std::pair("unit", &keys.unit), {"up", &keys.up}, {"collision", &keys.collision}}) {
        if (!value->empty())
            texts.emplace_back(key, tomlText(*value));
    }
    texts.emplace_back("pose", poseText(floor));
    out.changes.push_back(
        {.what = Change::What::add, .object = {"model", {}}, .keys = std::move(texts)});
    return out;
}

std::string newTwinText(std::string_view name) {
    return fmt::format("gemba = 1\nname = {}\n\n[world]\nstep_hz = 240\nseed = 1\n",
                       tomlText(name));
}

std::string filePathFor(const Twin& twin, const std::filesystem::path& file) {
    constexpr int kMostUp = 3;
    const auto relative = file.lexically_relative(twin.file.parent_path());
    const auto up = std::count(relative.begin(), relative.end(), "..");
    // One that climbs to the root would be no neighbour.
    const auto folders = twin.file.parent_path().relative_path();
    const bool near =
        !relative.empty() && up <= kMostUp && up < std::distance(folders.begin(), folders.end());
    return near ? relative.generic_string() : file.generic_string();
}

}  // namespace gemba::twin
