#include "physics/physics_system.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "engine/core/log.h"
#include "physics/contact_list.h"
#include "physics/convert.h"
#include "physics/devices/factory.h"
#include "physics/part_mover.h"

namespace gemba::physics {
namespace {

constexpr double kFarthest = 1e4;   // m from the origin along any axis
constexpr double kDeepest = -50.0;  // m: below every floor

bool finite(const Vec3& v) {
    return std::isfinite(v.x + v.y + v.z);
}
bool finite(const Pose& pose) {
    const Quat& q = pose.rotation;
    return finite(pose.position) && std::isfinite(q.w + q.x + q.y + q.z);
}
bool inWorld(const Vec3& p) {
    return std::abs(p.x) <= kFarthest && std::abs(p.y) <= kFarthest && std::abs(p.z) <= kFarthest &&
           p.z >= kDeepest;
}

/// Moves everything: devices actuate, Bullet steps, poses go to the world, devices sense.
class PhysicsSystem final : public sim::System {
 public:
    PhysicsSystem(std::vector<std::shared_ptr<const assets::Model>> placed,
                  std::vector<std::shared_ptr<const assets::RobotModel>> robots)
        : m_placed(std::move(placed)), m_robots(std::move(robots)) {}

    [[nodiscard]] std::string_view name() const override { return "physics"; }

    void begin(sim::World& world) override;
    void branch(sim::World& world) override;
    void takeOver(const sim::System& before, const sim::KeptThings& kept) override;
    void rebuild(sim::World& world) override;
    void step(sim::World& world) override;
    void describe(const sim::World& world, sim::Snapshot& out) const override;

    void save(ByteWriter& out) const override;
    [[nodiscard]] Result<void> load(ByteReader& in) override;
    void hash(StateHash& hash) const override;

 private:
    [[nodiscard]] Context context(sim::World& world) { return {world, *m_bullet, *m_belts}; }
    void insertBodies(sim::World& world);
    void writeBack(sim::World& world);
    void writeBody(sim::BodyTable& bodies, uint32_t slot, const btRigidBody& body);
    void freeze(sim::World& world, uint32_t slot, bool left);

    std::vector<std::shared_ptr<const assets::Model>> m_placed;
    std::vector<std::shared_ptr<const assets::RobotModel>> m_robots;
    std::optional<ShapeStore> m_shapes;
    std::vector<std::unique_ptr<Device>> m_devices;
    std::optional<BulletWorld> m_bullet;
    std::optional<BeltMap> m_belts;
    PartMover m_mover;
    BodyExtras m_extras;
    std::vector<uint32_t> m_lost;  // slots to freeze in this tick
};

void PhysicsSystem::branch(sim::World& world) {
    for (const auto& device : m_devices)
        device->branch(world);
}

// Each device goes on as it was; one that was changed so that it cannot begins anew.
void PhysicsSystem::takeOver(const sim::System& before, const sim::KeptThings& kept) {
    const auto* const theirs = dynamic_cast<const PhysicsSystem*>(&before);
    if (theirs == nullptr)
        return;
    for (const auto& was : theirs->m_devices) {
        const int32_t place = kept.devices[was->index()];
        const auto device = std::ranges::find(
            m_devices, place, [](const auto& one) { return static_cast<int32_t>(one->index()); });
        if (place < 0 || device == m_devices.end())
            continue;
        Bytes fresh;
        ByteWriter ours(fresh);
        (*device)->save(ours);
        Bytes saved;
        ByteWriter out(saved);
        was->save(out);
        ByteReader in(saved);
        if ((*device)->load(in) && in.remaining() == 0)
            continue;
        ByteReader back(fresh);
        (void)(*device)->load(back);
    }
}

void PhysicsSystem::begin(sim::World& world) {
    const uint32_t capacity = world.bodies.capacity();
    m_extras.idle.assign(capacity, 0.0);
    m_extras.activation.assign(capacity, ACTIVE_TAG);
    m_lost.reserve(capacity);

    // Shapes once for all worlds to come, rows in the table, then the first Bullet world.
    m_shapes.emplace(*world.twin, m_placed, std::move(m_robots));
    m_placed.clear();
    m_devices = makeDevices(*world.twin);
    for (const auto& device : m_devices) {
        device->addShapes(*m_shapes);
        device->begin(world);
    }
    m_belts.emplace(capacity, world.twin->devices.size());
    rebuild(world);
}

// The same steps in the same order for a fresh world, a copy, and one that goes on.
void PhysicsSystem::rebuild(sim::World& world) {
    const std::vector<int32_t> places = m_belts->places();
    m_belts.emplace(world.bodies.capacity(), world.twin->devices.size());
    m_bullet.emplace(*m_shapes, world.bodies.capacity(), world.twin->world.gravity);
    for (const StaticSpec& model : m_shapes->models())
        m_bullet->addStatic(model);
    for (const auto& device : m_devices)
        device->build(context(world));
    m_belts->restore(places, world.bodies);
    insertBodies(world);
}

void PhysicsSystem::insertBodies(sim::World& world) {
    sim::BodyTable& bodies = world.bodies;
    std::vector<uint32_t> slots;
    for (uint32_t slot = 0; slot < bodies.capacity(); ++slot) {
        if (bodies.used(slot) && (bodies.flags[slot] & sim::body_flag::kFrozen) == 0 &&
            bodies.device[slot] >= 0)
            slots.push_back(slot);
    }
    std::sort(slots.begin(), slots.end(),
              [&](uint32_t a, uint32_t b) { return bodies.order[a] < bodies.order[b]; });
    for (const uint32_t slot : slots) {
        const bool sound = finite(bodies.pose[slot]) && finite(bodies.velocity[slot]) &&
                           finite(bodies.angularVelocity[slot]);
        if (sound)
            m_bullet->addBody(bodies, slot, &m_extras);
        else
            freeze(world, slot, false);
    }
}

void PhysicsSystem::step(sim::World& world) {
    const Context now = context(world);
    m_mover.correct(now);
    for (const auto& device : m_devices)
        device->actuate(now);
    m_bullet->step(world.h);
    writeBack(world);
    for (const auto& device : m_devices)
        device->sense(now);
}

void PhysicsSystem::describe(const sim::World& world, sim::Snapshot& out) const {
    if (out.wantsContacts && m_bullet)
        listContacts(m_bullet->dispatcher(), world.h, out.contacts);
}

void PhysicsSystem::writeBack(sim::World& world) {
    sim::BodyTable& bodies = world.bodies;
    m_lost.clear();
    for (const uint32_t slot : m_bullet->live()) {
        bodies.previous[slot] = bodies.pose[slot];
        const btRigidBody& body = *m_bullet->body(slot);
        const bool sleeps = !body.isActive();
        if (sleeps && (bodies.flags[slot] & sim::body_flag::kSleeping) != 0)
            continue;  // nothing has changed

        // A body gone astray keeps its last sound pose.
        const Vec3 at = fromBullet(body.getWorldTransform().getOrigin());
        if (!inWorld(at) || !std::isfinite(body.getWorldTransform().getBasis()[0][0])) {
            m_lost.push_back(slot);
            continue;
        }
        writeBody(bodies, slot, body);
        m_belts->update(bodies, slot);
    }
    for (const uint32_t slot : m_lost) {
        const btVector3& at = m_bullet->body(slot)->getWorldTransform().getOrigin();
        freeze(world, slot, finite(fromBullet(at)));
    }
}

void PhysicsSystem::writeBody(sim::BodyTable& bodies, uint32_t slot, const btRigidBody& body) {
    bodies.pose[slot] = fromBullet(body.getWorldTransform());
    bodies.velocity[slot] = fromBullet(body.getLinearVelocity());
    bodies.angularVelocity[slot] = fromBullet(body.getAngularVelocity());
    bodies.flags[slot] = body.isActive() ? bodies.flags[slot] & ~sim::body_flag::kSleeping
                                         : bodies.flags[slot] | sim::body_flag::kSleeping;
    m_extras.idle[slot] = body.getDeactivationTime();
    m_extras.activation[slot] = static_cast<uint8_t>(body.getActivationState());
}

// It stands where it was last seen, flagged; the rest runs on.
void PhysicsSystem::freeze(sim::World& world, uint32_t slot, bool left) {
    sim::BodyTable& bodies = world.bodies;
    m_bullet->removeBody(slot);
    m_belts->forget(slot);
    bodies.flags[slot] |= sim::body_flag::kFrozen;
    bodies.flags[slot] &= ~sim::body_flag::kSleeping;
    bodies.velocity[slot] = bodies.angularVelocity[slot] = Vec3(0.0);
    for (Pose* pose : {&bodies.pose[slot], &bodies.previous[slot]}) {
        if (!finite(*pose))
            *pose = Pose{};
    }
    world.events.push_back(
        {.type = sim::EventType::bodyFrozen, .index = slot, .value = left ? 1.0 : 0.0});

    const twin::Device& owner = world.twin->devices[static_cast<size_t>(bodies.device[slot])];
    const std::string body =
        bodies.serial[slot] != 0
            ? fmt::format("{} {}", world.twin->items[static_cast<size_t>(bodies.item[slot])].id,
                          bodies.serial[slot])
            : owner.id;
    log::warn(fmt::format("{} {}; it is frozen where it was", body,
                          left ? "left the world" : "has no finite position any more"));
}

void PhysicsSystem::save(ByteWriter& out) const {
    saveState(m_extras, out);
    saveState(*m_belts, out);
    for (const auto& device : m_devices)
        device->save(out);
}

Result<void> PhysicsSystem::load(ByteReader& in) {
    loadState(m_extras, in);
    loadState(*m_belts, in);
    if (!in.ok()) {
        return fail({.doing = "load saved state",
                     .found = "another number of bodies",
                     .expected = "a state of this twin"});
    }
    for (const auto& device : m_devices) {
        if (auto loaded = device->load(in); !loaded)
            return loaded;
    }
    return {};
}

void PhysicsSystem::hash(StateHash& hash) const {
    hashState(m_extras, hash);
    hashState(*m_belts, hash);
    for (const auto& device : m_devices)
        device->hash(hash);
}

}  // namespace

std::unique_ptr<sim::System> makePhysics(
    std::vector<std::shared_ptr<const assets::Model>> placed,
    std::vector<std::shared_ptr<const assets::RobotModel>> robots) {
    return std::make_unique<PhysicsSystem>(std::move(placed), std::move(robots));
}

}  // namespace gemba::physics
