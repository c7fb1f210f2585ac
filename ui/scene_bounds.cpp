#include "ui/scene_bounds.h"

#include <limits>

namespace gemba::ui {
namespace {

using Kind = render::PickId::Kind;

// Grows a box by another one, given in a frame that is placed in the world.
class Growing {
 public:
    void add(const Pose& worldFromBox, const Vec3& min, const Vec3& max) {
        for (int corner = 0; corner < 8; ++corner) {
            const Vec3 point{corner & 1 ? max.x : min.x, corner & 2 ? max.y : min.y,
                             corner & 4 ? max.z : min.z};
            const Vec3 world = worldFromBox * point;
            m_box.min = glm::min(m_box.min, world);
            m_box.max = glm::max(m_box.max, world);
        }
    }
    [[nodiscard]] std::optional<Bounds> box() const {
        return m_box.min.x <= m_box.max.x ? std::optional(m_box) : std::nullopt;
    }

 private:
    static constexpr double kFar = std::numeric_limits<double>::max();
    Bounds m_box{Vec3(kFar), Vec3(-kFar)};
};

void addModel(Growing& out, const twin::Twin& twin, const render::SceneModels& models,
              size_t index) {
    const twin::PlacedModel& placed = twin.models[index];
    if (index >= models.placed.size() || models.placed[index] == nullptr)
        return;
    const assets::Model& model = *models.placed[index];
    out.add(placed.worldFromModel, model.boundsMin * placed.scale, model.boundsMax * placed.scale);
}

// In the device's own frame. A belt's is in the middle of its infeed edge, at belt height.
Bounds deviceBox(const twin::Device& device) {
    Vec3 size{0.5};  // devices without a size are about as large as a hand can lift
    if (const auto key = twin::findKey(device.info(), "size"); key && *key < device.values.size()) {
        if (const Vec3* own = std::get_if<Vec3>(&device.values[*key]))
            size = *own;
    }
    if (device.is("conveyor"))
        return {{0.0, -0.5 * size.y, -size.z}, {size.x, 0.5 * size.y, 0.0}};
    return {-0.5 * size, 0.5 * size};
}

void addDevice(Growing& out, const twin::Device& device) {
    const Bounds box = deviceBox(device);
    out.add(device.worldFromDevice, box.min, box.max);
}

void addBody(Growing& out, const twin::Twin& twin, const sim::SnapshotBody& body) {
    Vec3 half{0.2};
    if (body.item >= 0 && static_cast<size_t>(body.item) < twin.items.size())
        half = 0.5 * twin.items[static_cast<size_t>(body.item)].size;
    out.add(body.pose, -half, half);
}

}  // namespace

std::optional<Bounds> boundsOf(const render::PickId& id, const twin::Twin& twin,
                               const render::SceneModels& models, const sim::Snapshot& snapshot) {
    Growing out;
    if (id.kind == Kind::model && id.index < twin.models.size()) {
        addModel(out, twin, models, id.index);
    } else if (id.kind == Kind::device && id.index < twin.devices.size()) {
        addDevice(out, twin.devices[id.index]);
        for (size_t m = 0; m < twin.models.size(); ++m) {
            if (twin.models[m].device == static_cast<int32_t>(id.index))
                addModel(out, twin, models, m);
        }
    } else if (id.kind == Kind::body) {
        for (const sim::SnapshotBody& body : snapshot.bodies) {
            if (body.slot == id.index)
                addBody(out, twin, body);
        }
    }
    return out.box();
}

std::optional<Bounds> ownBoxOf(const render::PickId& id, const twin::Twin& twin,
                               const render::SceneModels& models) {
    Growing out;
    const auto addHanging = [&](size_t m, const Pose& thingFromWorld) {
        const twin::PlacedModel& placed = twin.models[m];
        if (m >= models.placed.size() || models.placed[m] == nullptr)
            return;
        out.add(thingFromWorld * placed.worldFromModel, models.placed[m]->boundsMin * placed.scale,
                models.placed[m]->boundsMax * placed.scale);
    };
    if (id.kind == Kind::model && id.index < twin.models.size()) {
        addHanging(id.index, inverse(twin.models[id.index].worldFromModel));
    } else if (id.kind == Kind::device && id.index < twin.devices.size()) {
        const twin::Device& device = twin.devices[id.index];
        const Bounds box = deviceBox(device);
        out.add({}, box.min, box.max);
        for (size_t m = 0; m < twin.models.size(); ++m) {
            if (twin.models[m].device == static_cast<int32_t>(id.index))
                addHanging(m, inverse(device.worldFromDevice));
        }
    }
    return out.box();
}

Bounds boundsOfAll(const twin::Twin& twin, const render::SceneModels& models,
                   const render::Withheld* withheld) {
    Growing out;
    const auto shown = [&](int64_t device, int64_t model) {
        return withheld == nullptr || !withheld->hides(device, model);
    };
    for (size_t m = 0; m < twin.models.size(); ++m) {
        if (shown(-1, static_cast<int64_t>(m)))
            addModel(out, twin, models, m);
    }
    for (size_t d = 0; d < twin.devices.size(); ++d) {
        if (shown(static_cast<int64_t>(d), -1))
            addDevice(out, twin.devices[d]);
    }
    return out.box().value_or(Bounds{Vec3(-5.0), Vec3(5.0)});
}

}  // namespace gemba::ui
