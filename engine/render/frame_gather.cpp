#include "engine/render/frame_gather.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "engine/render/device_visuals.h"
#include "engine/sim/world.h"

namespace gemba::render {
namespace {

constexpr double kNearShadow = 8.0;  // m, radius of what the first of several maps covers
constexpr uint32_t kShadowTexels = 2048;
constexpr double kBeltPitch = 0.4;  // m between chevrons, as in belt.frag

/// What a level of quality draws.
struct Effort {
    uint32_t cascades = 1;
    double farShadow = 25.0;  // m, radius of the last cascade
    uint32_t shadowTexels = 1536;
    int occlusionSamples = 0;
};

Effort effortOf(Quality quality) {
    switch (quality) {
        case Quality::low:
            return {};
        case Quality::medium:
            return {2, 40.0, 1536, 6};
        default:
            return {3, 80.0, kShadowTexels, 12};
    }
}

bool finite(const Pose& pose) {
    return std::isfinite(glm::dot(pose.position, pose.position)) &&
           std::isfinite(glm::dot(pose.rotation, pose.rotation));
}

Pose between(const Pose& a, const Pose& b, double t) {
    if (t >= 1.0 || !finite(a))
        return b;
    return {glm::mix(a.position, b.position, t), glm::slerp(a.rotation, b.rotation, t)};
}

// Blue over green and yellow to red, evenly bright enough to be told apart.
glm::vec3 heatColor(double t) {
    static constexpr std::array<glm::vec3, 5> kStops{
        glm::vec3(0.03f, 0.10f, 0.55f), glm::vec3(0.02f, 0.42f, 0.50f),
        glm::vec3(0.20f, 0.62f, 0.16f), glm::vec3(0.95f, 0.68f, 0.05f),
        glm::vec3(0.80f, 0.06f, 0.02f)};
    const double at = std::clamp(t, 0.0, 1.0) * (kStops.size() - 1);
    const auto i = std::min<size_t>(static_cast<size_t>(at), kStops.size() - 2);
    return glm::mix(kStops[i], kStops[i + 1], static_cast<float>(at - static_cast<double>(i)));
}

}  // namespace

const Vec3& sunDirection() {
    static const Vec3 direction = glm::normalize(Vec3(-0.46, -0.38, 0.80));
    return direction;
}

FrameGatherer::FrameGatherer(const Scene& scene, TextEngine* text)
    : m_scene(scene),
      m_looks(deviceLooks(scene.twin())),
      m_text(scene, m_looks, text),
      m_bodyOf(scene.twin().devices.size() * kPartSlots),
      m_beltTravel(scene.twin().devices.size()) {}

const FrameData& FrameGatherer::gather(const sim::Snapshot& snapshot, const ViewState& view,
                                       uint32_t width, uint32_t height) {
    // What the last frame left, but for its memory.
    m_data.instances.clear();
    m_data.solid.clear();
    m_data.blended.clear();
    m_data.ghosts.clear();
    m_data.lines.clear();
    m_data.decals.clear();
    m_data.quads.clear();
    m_data.withheld = view.withheld;
    m_data.still = view.collision ? &m_scene.collision() : &m_scene.models();

    gatherUniform(view, width, height);
    gatherShadows(view);
    gatherViews(view, height);
    gatherBodies(snapshot, view);
    gatherStyles(snapshot, view);
    gatherMovers(view);
    gatherItems(view);
    gatherBelts(snapshot);
    gatherBeams(snapshot);
    gatherZones(view);
    if (view.contacts)
        gatherContacts(snapshot);
    if (view.joints)
        gatherJoints();
    if (view.sleeping)
        gatherSleeping();
    gatherMarks(view);
    gatherFutures(view);
    gatherDraws();

    m_text.begin();
    if (view.serials && !view.collision)
        m_text.addSerials(m_bodies, static_cast<float>(height), m_data);
    if (view.labels)
        m_text.addLabels(snapshot, view, static_cast<float>(width), static_cast<float>(height),
                         m_data);
    m_text.addMarks(view, static_cast<float>(width), static_cast<float>(height), m_data);
    return m_data;
}

void FrameGatherer::gatherUniform(const ViewState& view, uint32_t width, uint32_t height) {
    const auto w = static_cast<float>(width), h = static_cast<float>(height);
    m_data.camera =
        cameraMatrices(view.camera, double(width) / double(height), frameOrigin(view.camera.eye));
    const CameraMatrices& camera = m_data.camera;
    const Vec3& origin = camera.origin;
    const Bounds& bounds = m_scene.bounds();

    FrameUniform& u = m_data.uniform;
    u.clipFromWorld = camera.clipFromWorld;
    u.worldFromClip = camera.worldFromClip;
    u.eye = glm::vec4(camera.eye, camera.orthographic ? 1.0f : 0.0f);
    u.forward = glm::vec4(camera.forward, static_cast<float>(view.seconds));
    u.viewport = {w, h, 1.0f / w, 1.0f / h};

    // The ground lies under the scene; a little lower, so that floors at its height do not flicker.
    const double ground = std::min(0.0, std::max(bounds.min.z, -10.0)) - 0.012;
    const Vec3 cell = origin - 10.0 * glm::floor(origin / 10.0);
    u.ground = {static_cast<float>(cell.x), static_cast<float>(cell.y),
                static_cast<float>(ground - origin.z), view.grid ? 1.0f : 0.0f};
    m_data.ground =
        camera.eye.z > u.ground.z && !(camera.orthographic && camera.forward.z > -0.01f);
    const Effort effort = effortOf(view.quality);
    m_data.occlusion = effort.occlusionSamples > 0;
    u.lens = camera.lens;
    m_data.samples = view.quality != Quality::low;
    u.quality = {m_data.occlusion ? 1.0f : 0.0f, m_data.samples ? 1.0f : 0.0f,
                 static_cast<float>(effort.occlusionSamples), m_data.samples ? 0.0f : 1.0f};
    u.line.x = std::clamp(view.pixelRatio, 0.5f, 8.0f);
    m_data.outline = pickNumber(view.selected) != 0 || pickNumber(view.hovered) != 0 ||
                     !view.alsoSelected.empty();
}

// Balls around what is looked at, each three times as large as the one before, until the scene is
// covered. Those that follow the eye do so in steps, so that their maps are used again.
void FrameGatherer::gatherShadows(const ViewState& view) {
    const Bounds& bounds = m_scene.bounds();
    const double whole = std::max(bounds.radius(), 0.5);
    m_data.cascades.clear();
    const Effort effort = effortOf(view.quality);
    m_data.shadowTexels = effort.shadowTexels;
    double radius = whole <= 1.4 * kNearShadow ? whole : kNearShadow;
    while (view.shadows && m_data.cascades.size() < effort.cascades) {
        const bool last = radius >= whole || m_data.cascades.size() + 1 == effort.cascades;
        Cascade cascade{.center = bounds.center(), .radius = last ? whole : radius};
        if (cascade.radius < whole || whole > effort.farShadow) {
            cascade.radius = std::min(cascade.radius, effort.farShadow);
            const Vec3 gaze = view.camera.target - view.camera.eye;
            const double ahead = std::min(glm::length(gaze), 0.6 * cascade.radius);
            const Vec3 place = view.camera.eye + ahead * glm::normalize(gaze + Vec3(1e-12));
            const double step = 0.25 * cascade.radius;
            cascade.center = step * glm::round(glm::clamp(place, bounds.min, bounds.max) / step);
            cascade.radius *= 1.2;
        }
        m_data.cascades.push_back(cascade);
        if (last)
            break;
        radius *= 3.0;
    }

    // Orthographic along the sun: x and y 0 … 1 over the map, z 0 towards the sun.
    const Vec3 sun = sunDirection();
    const Vec3 right = glm::normalize(glm::cross(Vec3(0, 0, 1), sun));
    const Vec3 up = glm::cross(sun, right);
    FrameUniform& u = m_data.uniform;
    for (size_t i = 0; i < m_data.cascades.size(); ++i) {
        const Cascade& cascade = m_data.cascades[i];
        const Vec3 center = cascade.center - m_data.camera.origin;
        const double across = 0.5 / cascade.radius;
        const double along = 0.5 / (cascade.radius + 30.0);
        const Vec3 x = right * across, y = up * across, z = -sun * along;
        u.mapFromWorld[i] =
            glm::mat4(glm::dmat4({x.x, y.x, z.x, 0.0}, {x.y, y.y, z.y, 0.0}, {x.z, y.z, z.z, 0.0},
                                 {0.5 - glm::dot(x, center), 0.5 - glm::dot(y, center),
                                  0.5 - glm::dot(z, center), 1.0}));
        u.shadow[static_cast<int>(i)] =
            static_cast<float>(2.0 * cascade.radius / m_data.shadowTexels);
    }
    u.shadow.w = static_cast<float>(m_data.shadowTexels) / kShadowTexels;
    u.sun = glm::vec4(glm::vec3(sun), static_cast<float>(m_data.cascades.size()));
}

void FrameGatherer::gatherViews(const ViewState& view, uint32_t height) {
    m_data.views[0] = cullView(m_data.camera, static_cast<float>(height));
    for (size_t i = 0; i < m_data.cascades.size(); ++i)
        m_data.views[1 + i] = sunView(m_data.uniform.mapFromWorld[i],
                                      1.0f / m_data.uniform.shadow[static_cast<int>(i)]);
    if (view.wholeDetail) {
        for (CullView& each : m_data.views)
            each.limits.w = 0.0f;
    }
}

// What moves as the device draws it, and whether it moved.
void FrameGatherer::gatherDraws() {
    const DrawList& still = m_data.still->draws;
    m_data.moving.clear();
    m_data.moving.add(m_scene.meshes(), m_data.solid,
                      static_cast<uint32_t>(m_data.still->instances.size()),
                      static_cast<uint32_t>(still.chunks.size()));
    const auto& now = m_data.instances;
    const bool same = now.size() == m_lastInstances.size() &&
                      (now.empty() || std::memcmp(now.data(), m_lastInstances.data(),
                                                  now.size() * sizeof now[0]) == 0);
    if (same && m_data.movingVersion != 0)
        return;
    ++m_data.movingVersion;
    m_lastInstances.assign(now.begin(), now.end());
}

void FrameGatherer::gatherBodies(const sim::Snapshot& snapshot, const ViewState& view) {
    const twin::Twin& twin = m_scene.twin();
    const double t = std::clamp(view.interpolation, 0.0, 1.0);
    std::fill(m_bodyOf.begin(), m_bodyOf.end(), -1);
    m_bodies.clear();
    for (const sim::SnapshotBody& body : snapshot.bodies) {
        const bool isItem = body.item >= 0 && static_cast<size_t>(body.item) < twin.items.size();
        const bool isPart = body.item < 0 && body.device >= 0 && body.part >= -1 &&
                            static_cast<size_t>(body.device) < twin.devices.size() &&
                            body.part < static_cast<int32_t>(kPartSlots) - 1;
        if ((!isItem && !isPart) || !finite(body.pose))
            continue;
        const uint8_t state =
            view.plantAgainstModel && isItem && body.plantState <= 2 ? body.plantState : uint8_t{0};
        DrawnBody drawn{
            .body = &body, .model = between(body.previous, body.pose, t), .state = state};
        drawn.solid = state == 1 && finite(body.plant) ? body.plant : drawn.model;
        drawn.id = isItem ? pickNumber({PickId::Kind::body, body.slot})
                          : pickNumber({PickId::Kind::device, static_cast<uint32_t>(body.device)});
        if (isPart)
            m_bodyOf[static_cast<uint32_t>(body.device) * kPartSlots +
                     static_cast<uint32_t>(body.part + 1)] = static_cast<int32_t>(m_bodies.size());
        m_bodies.push_back(drawn);
    }
    const uint32_t first = m_scene.firstBodyStyle();
    for (uint32_t i = 0; i < m_bodies.size(); ++i) {
        m_bodies[i].style = first + 2 * i;
        m_bodies[i].ghostStyle = first + 2 * i + 1;
    }
}

void FrameGatherer::gatherStyles(const sim::Snapshot& snapshot, const ViewState& view) {
    const twin::Twin& twin = m_scene.twin();
    std::vector<StyleRecord>& styles = m_data.styles;
    styles.assign(m_scene.firstBodyStyle() + 2 * m_bodies.size(), {});
    for (uint32_t i = 0; i < twin.models.size(); ++i)
        styles[m_scene.styleOfModel(i)].id = pickNumber({PickId::Kind::model, i});

    // Equipment: stale, alarmed, lamps.
    const auto pulse = static_cast<float>(0.5 + 0.5 * std::sin(view.seconds * 5.0));
    for (uint32_t d = 0; d < twin.devices.size(); ++d) {
        StyleRecord& style = styles[m_scene.styleOfDevice(d)];
        style.id = pickNumber({PickId::Kind::device, d});
        const uint8_t state =
            d < snapshot.deviceState.size() ? snapshot.deviceState[d] : uint8_t{0};
        if (state == 1)
            style.flags = style_flag::kStale;
        if (state == 2)
            style.tint = {1.0f, 0.30f, 0.02f, 0.42f + 0.2f * pulse};
        for (uint32_t lamp = 1; lamp <= 3; ++lamp) {
            StyleRecord& lit = styles[m_scene.styleOfLamp(d, lamp)];
            lit.id = style.id;
            lit.flags = style.flags;
            // A lamp that is off is darkened: its model may glow by itself.
            if (propertyOf(snapshot, m_looks[d].lamps[lamp - 1]) != 0.0)
                lit.emissive = 2.2f;
            else
                lit.tint = {0.05f, 0.05f, 0.05f, 0.6f};
        }
    }
    colorBySignal(snapshot, view);

    // Bodies, and the model's outline beside them.
    for (const DrawnBody& drawn : m_bodies) {
        StyleRecord& style = styles[drawn.style];
        style.id = drawn.id;
        if (drawn.state == 2)
            style.flags = style_flag::kPredicted;
        if (view.sleeping && (drawn.body->flags & sim::body_flag::kSleeping) != 0)
            style.tint = {0.03f, 0.10f, 0.45f, 0.6f};
        if ((drawn.body->flags & sim::body_flag::kFrozen) != 0)
            style.tint = {0.85f, 0.05f, 0.10f, 0.6f};
        styles[drawn.ghostStyle] = {
            .tint = {0.05f, 0.80f, 0.95f, 1.0f}, .id = drawn.id, .flags = style_flag::kGhost};
    }

    // What is pointed at: seen in the picture's alpha, and outlined from it.
    const uint32_t selected = pickNumber(view.selected), hovered = pickNumber(view.hovered);
    for (StyleRecord& style : styles) {
        if (style.id != 0)
            style.mark = style.id == selected ? 1.0f : style.id == hovered ? 0.4f : 0.0f;
    }
    for (const PickId& also : view.alsoSelected)
        markSelected(also);
    hideFromPicks(view);
}

void FrameGatherer::markSelected(const PickId& id) {
    const twin::Twin& twin = m_scene.twin();
    if (id.kind == PickId::Kind::model && id.index < twin.models.size())
        m_data.styles[m_scene.styleOfModel(id.index)].mark = 1.0f;
    if (id.kind == PickId::Kind::device && id.index < twin.devices.size()) {
        m_data.styles[m_scene.styleOfDevice(id.index)].mark = 1.0f;
        for (uint32_t lamp = 1; lamp <= 3; ++lamp)
            m_data.styles[m_scene.styleOfLamp(id.index, lamp)].mark = 1.0f;
    }
    for (const DrawnBody& drawn : m_bodies) {
        if (id.kind == PickId::Kind::body && drawn.id == pickNumber(id))
            m_data.styles[drawn.style].mark = 1.0f;
    }
}

// What is locked has no number: what is behind it is picked.
void FrameGatherer::hideFromPicks(const ViewState& view) {
    if (view.withheld == nullptr)
        return;
    const twin::Twin& twin = m_scene.twin();
    for (uint32_t i = 0; i < twin.models.size(); ++i) {
        if (Withheld::in(view.withheld->lockedModels, i))
            m_data.styles[m_scene.styleOfModel(i)].id = 0;
    }
    for (uint32_t d = 0; d < twin.devices.size(); ++d) {
        if (!Withheld::in(view.withheld->lockedDevices, d))
            continue;
        m_data.styles[m_scene.styleOfDevice(d)].id = 0;
        for (uint32_t lamp = 1; lamp <= 3; ++lamp)
            m_data.styles[m_scene.styleOfLamp(d, lamp)].id = 0;
    }
}

void FrameGatherer::gatherFutures(const ViewState& view) {
    const twin::Twin& twin = m_scene.twin();
    for (const FutureGhost& ghost : view.ghosts) {
        const auto item = static_cast<uint32_t>(ghost.item);
        if (ghost.item >= 0 && item < twin.items.size() && finite(ghost.pose))
            addEdges(twin.items[item], ghost.pose, ghost.color, 1.6f, 0.0f, 0);
    }
}

void FrameGatherer::colorBySignal(const sim::Snapshot& snapshot, const ViewState& view) {
    const auto signal = static_cast<uint32_t>(view.colorBySignal);
    if (view.colorBySignal < 0 || signal >= m_scene.names().size() ||
        signal >= snapshot.signals.size())
        return;
    const signals::SignalState& state = snapshot.signals[signal];
    const Value& value = state.quality == signals::Quality::none ? state.simulated : state.measured;
    const double range = view.colorMax - view.colorMin;
    if (!value.numeric() || !(range != 0.0) || !std::isfinite(value.number()))
        return;
    const glm::vec3 color = heatColor((value.number() - view.colorMin) / range);
    for (const uint32_t binding : m_scene.names().bindings(signal)) {
        const uint32_t device = m_scene.twin().bindings[binding].target.device;
        m_data.styles[m_scene.styleOfDevice(device)].tint = glm::vec4(color, 0.8f);
    }
}

void FrameGatherer::emit(uint32_t prefab, std::vector<Batch>& draws) {
    if (m_placed.empty())
        return;
    for (const PrefabPart& part : m_scene.prefabs()[prefab].parts) {
        draws.push_back({part.mesh, static_cast<uint32_t>(m_data.instances.size()),
                         static_cast<uint32_t>(m_placed.size()), part.mirrored});
        for (const Placed& placed : m_placed)
            m_data.instances.push_back(instanceRecord(placed.world * part.prefabFromMesh,
                                                      m_data.camera.origin, part.color,
                                                      placed.style));
    }
}

void FrameGatherer::gatherMovers(const ViewState& view) {
    const auto& movers = m_scene.movers();
    for (size_t i = 0; i < movers.size(); ++i) {
        // In collision mode models stay away, but parts without a shape of their own do not.
        const Placement& mover = movers[i];
        const int32_t body = m_bodyOf[static_cast<uint32_t>(mover.device) * kPartSlots +
                                      static_cast<uint32_t>(mover.part + 1)];
        const glm::dmat4 world =
            body >= 0 ? matrix(m_bodies[static_cast<size_t>(body)].model) * mover.bodyFromPrefab
                      : mover.worldFromPrefab;
        if (view.withheld == nullptr || !view.withheld->hides(mover.device, mover.model))
            m_placed.push_back({world, mover.style});
        if (i + 1 == movers.size() || movers[i + 1].prefab != mover.prefab) {
            emit(mover.prefab, m_data.solid);
            m_placed.clear();
        }
    }
    if (!view.collision)
        return;
    for (const DrawnBody& drawn : m_bodies) {
        // An arm's links are drawn as they look, which is what their hulls are made of.
        if (drawn.body->part >= 0 && !hides(drawn.body->device) &&
            !m_scene.twin().devices[drawn.body->device].is("robot"))
            addBoxEdges(drawn.model * Pose{partCenter(m_scene.twin().devices[drawn.body->device])},
                        partSize(m_scene.twin(), m_scene.twin().devices[drawn.body->device]),
                        0xff30c0ffu, 1.5f, 0.0f, drawn.id);
    }
}

void FrameGatherer::gatherItems(const ViewState& view) {
    constexpr uint32_t kModelColor = 0xfff5d020u;  // cyan
    constexpr uint32_t kPredictedColor = 0xffffffffu;
    constexpr uint32_t kSelectedColor = 0xff1a9effu;  // orange
    const twin::Twin& twin = m_scene.twin();
    for (uint32_t type = 0; type < twin.items.size(); ++type) {
        const uint32_t prefab = view.collision ? m_scene.itemShape(type) : m_scene.itemPrefab(type);
        const auto collect = [&](auto&& wanted, auto&& pose, auto&& style) {
            m_placed.clear();
            for (const DrawnBody& drawn : m_bodies) {
                if (drawn.body->item == static_cast<int32_t>(type) && wanted(drawn))
                    m_placed.push_back({matrix(pose(drawn)), style(drawn)});
            }
        };
        const auto solidPose = [](const DrawnBody& d) -> const Pose& { return d.solid; };
        const auto ownStyle = [](const DrawnBody& d) { return d.style; };

        // Solid where the plant has it; hatched where that is a guess; a ghost where the model has
        // it.
        collect([](const DrawnBody& d) { return d.state != 2; }, solidPose, ownStyle);
        emit(prefab, m_data.solid);
        collect([](const DrawnBody& d) { return d.state == 2; }, solidPose, ownStyle);
        emit(prefab, m_data.blended);
        collect([](const DrawnBody& d) { return d.state == 1; },
                [](const DrawnBody& d) -> const Pose& { return d.model; },
                [](const DrawnBody& d) { return d.ghostStyle; });
        emit(m_scene.itemShape(type), m_data.ghosts);
    }
    m_placed.clear();
    for (const DrawnBody& drawn : m_bodies) {
        if (drawn.body->item < 0 || drawn.state == 0)
            continue;
        const twin::ItemType& item = twin.items[static_cast<size_t>(drawn.body->item)];
        // What is transparent has no outline of its own: its edges tell that it is selected.
        const bool selected = drawn.id == pickNumber(view.selected);
        if (drawn.state == 1)
            addEdges(item, drawn.model, kModelColor, selected ? 3.2f : 2.2f, 0.0f, drawn.id);
        else
            addEdges(item, drawn.solid, selected ? kSelectedColor : kPredictedColor,
                     selected ? 2.6f : 1.8f, 5.0f, drawn.id);
    }
}

void FrameGatherer::gatherBelts(const sim::Snapshot& snapshot) {
    // Travel since the last frame, unless time jumped.
    const double dt = static_cast<double>(snapshot.tick - m_lastTick) * snapshot.h;
    const bool steady = m_lastTick >= 0 && dt > 0.0 && dt < 2.0;
    m_lastTick = snapshot.tick;
    m_data.firstBelt = static_cast<uint32_t>(m_data.instances.size());
    for (uint32_t d = 0; d < m_looks.size(); ++d) {
        if (m_looks[d].look != Look::conveyor)
            continue;
        const twin::Device& device = m_scene.twin().devices[d];
        const double speed = propertyOf(snapshot, m_looks[d].main);
        if (steady && std::isfinite(speed))
            m_beltTravel[d] = std::fmod(m_beltTravel[d] + speed * dt, kBeltPitch);
        if (hides(d))
            continue;
        const Vec3& size = device.vec3("size");
        glm::dmat4 world = matrix(device.worldFromDevice * Pose{.position = {0.0, 0.0, 0.002}});
        world[0] *= size.x;
        world[1] *= size.y;
        InstanceRecord record =
            instanceRecord(world, m_data.camera.origin, 0xffffffff, m_scene.styleOfDevice(d));
        record.phase = static_cast<float>(m_beltTravel[d]);
        record.extent = static_cast<float>(0.5 * size.y);
        m_data.instances.push_back(record);
    }
    m_data.beltCount = static_cast<uint32_t>(m_data.instances.size()) - m_data.firstBelt;
}

}  // namespace gemba::render
