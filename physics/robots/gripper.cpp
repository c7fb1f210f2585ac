#include "physics/robots/gripper.h"

#include <algorithm>
#include <cmath>

#include "physics/convert.h"

namespace gemba::physics {
namespace {

// The face may stand this deep (m) in what it is to take: cups give way.
constexpr double kCup = 0.01;
// Around a part that is taken or let go others wake: m.
constexpr double kAround = 0.02;

/// Turning from one to the other in h, rad/s.
Vec3 turning(const Quat& from, const Quat& to, double h) {
    Quat turn = to * glm::conjugate(from);
    if (turn.w < 0.0)
        turn = -turn;
    const Vec3 axis(turn.x, turn.y, turn.z);
    const double sine = glm::length(axis);
    if (sine < 1e-12)
        return Vec3(0.0);
    return axis * (2.0 * std::atan2(sine, turn.w) / (sine * h));
}

void wakeAround(const Context& context, uint32_t slot) {
    btRigidBody& body = *context.bullet.body(slot);
    btVector3 low, high;
    body.getCollisionShape()->getAabb(btTransform::getIdentity(), low, high);
    context.bullet.wake(fromBullet(body.getWorldTransform()),
                        fromBullet(0.5 * (high - low)) + Vec3(kAround));
}

double massOf(const Context& context, uint32_t slot) {
    return context.bullet.shapes().item(context.world.bodies.item[slot]).mass;
}

}  // namespace

bool Gripper::sound() const {
    constexpr double kFarthest = 1e3;  // m
    const double turn = glm::length(m_toolFromPart.rotation);
    return glm::length(m_toolFromPart.position) < kFarthest && turn > 0.9 && turn < 1.1;
}

std::optional<uint32_t> Gripper::slot(const Context& context) const {
    if (m_serial == 0)
        return std::nullopt;
    const auto slot = context.world.bodies.slotOf(m_serial);
    return slot && context.bullet.body(*slot) != nullptr ? slot : std::nullopt;
}

void Gripper::take(const Context& context, const Settings& settings, const Pose& worldFromTool,
                   Links links) {
    const sim::BodyTable& bodies = context.world.bodies;
    const auto hit = context.bullet.castRay(worldFromTool * Vec3(0, 0, -kCup),
                                            worldFromTool * Vec3(0, 0, settings.reach));
    if (!hit || bodies.item[hit->slot] < 0)
        return;
    const uint32_t serial = bodies.serial[hit->slot];
    const double mass = massOf(context, hit->slot);
    if (mass > settings.payload) {
        drop(context, settings, serial, mass);
        return;
    }
    m_serial = serial;
    m_toolFromPart = inverse(worldFromTool) * bodies.pose[hit->slot];
    m_toolFromPart.rotation = glm::normalize(m_toolFromPart.rotation);
    wakeAround(context, hit->slot);
    context.bullet.ignore(hit->slot, links, true);
    context.world.events.push_back(
        {.type = sim::EventType::partHeld, .index = settings.device, .serial = serial});
}

// Told once for each time that the vacuum is switched on.
void Gripper::drop(const Context& context, const Settings& settings, uint32_t serial, double mass) {
    if (m_tooHeavy == serial)
        return;
    m_tooHeavy = serial;
    ++m_dropped;
    context.world.events.push_back({.type = sim::EventType::partDropped,
                                    .index = settings.device,
                                    .serial = serial,
                                    .value = mass});
}

void Gripper::release(const Context& context, const Settings& settings, Links links) {
    if (const auto at = slot(context)) {
        context.bullet.ignore(*at, links, false);
        wakeAround(context, *at);
    }
    context.world.events.push_back(
        {.type = sim::EventType::partReleased, .index = settings.device, .serial = m_serial});
    m_serial = 0;
}

void Gripper::lead(const Context& context, const Settings& settings, bool vacuum,
                   const Pose& worldFromTool, const Pose& next, Links links) {
    const bool on = vacuum;
    if (const auto before = slot(context); before && m_fresh)
        context.bullet.ignore(*before, links, true);
    m_fresh = false;
    if (const auto heavy = slot(context)) {
        // A leak may be greater now than when it was taken.
        const double mass = massOf(context, *heavy);
        if (mass > settings.payload) {
            drop(context, settings, m_serial, mass);
            vacuum = false;
        }
    }
    if (m_serial != 0 && (!vacuum || !slot(context)))
        release(context, settings, links);
    if (!on)
        m_tooHeavy = 0;
    else if (m_serial == 0)
        take(context, settings, worldFromTool, links);
    const auto at = slot(context);
    if (!at)
        return;

    // The velocity with which it comes there in this step, gravity taken off in advance.
    const double h = context.world.h;
    btRigidBody& body = *context.bullet.body(*at);
    const Pose from = fromBullet(body.getWorldTransform()), to = next * m_toolFromPart;
    const Vec3 way = to.position - from.position;
    body.activate(true);
    body.setLinearVelocity(toBullet(way / h) - body.getGravity() * h);
    body.setAngularVelocity(toBullet(turning(from.rotation, to.rotation, h)));
}

void Gripper::settle(const Context& context, const Pose& worldFromTool) {
    const auto at = slot(context);
    if (!at)
        return;
    sim::BodyTable& bodies = context.world.bodies;
    const double h = context.world.h;
    btRigidBody& body = *context.bullet.body(*at);
    Pose to = worldFromTool * m_toolFromPart;
    to.rotation = glm::normalize(to.rotation);
    const Pose& from = bodies.previous[*at];
    const Vec3 velocity = (to.position - from.position) / h;
    const Vec3 spin = turning(from.rotation, to.rotation, h);
    body.setCenterOfMassTransform(toBullet(to));
    body.setLinearVelocity(toBullet(velocity));
    body.setAngularVelocity(toBullet(spin));
    bodies.pose[*at] = to;
    bodies.velocity[*at] = velocity;
    bodies.angularVelocity[*at] = spin;
    context.belts.update(bodies, *at);
}

std::pair<Vec3, Vec3> Gripper::load(const Context& context) const {
    const auto at = slot(context);
    if (!at)
        return {Vec3(0.0), Vec3(0.0)};
    const btRigidBody& body = *context.bullet.body(*at);
    return {massOf(context, *at) * fromBullet(body.getGravity()),
            fromBullet(body.getCenterOfMassPosition())};
}

}  // namespace gemba::physics
