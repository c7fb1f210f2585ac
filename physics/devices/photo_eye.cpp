#include "physics/devices/photo_eye.h"

#include <algorithm>
#include <cmath>

namespace gemba::physics {
namespace {

constexpr double kLongestDelay = 2.0;  // s
constexpr double kOverhang = 0.2;      // m: the beam is this much longer than the belt is wide

// Parts are named by their serial; bodies without one by their slot, above all serials.
constexpr uint32_t kBodyBit = 0x80000000u;

uint32_t partName(const sim::BodyTable& bodies, uint32_t slot) {
    return bodies.serial[slot] != 0 ? bodies.serial[slot] : (kBodyBit | slot);
}

uint32_t serialOf(uint32_t part) {
    return (part & kBodyBit) != 0 ? 0 : part;
}

}  // namespace

PhotoEye::PhotoEye(const twin::Twin& twin, uint32_t index)
    : Stateful(twin, index),
      m_blocked(property("blocked")),
      m_delay(property("delay")),
      m_miss(property("miss")) {
    double width = m_description.number("width");
    if (width <= 0.0)
        width = beltWidth(twin, m_description) + kOverhang;
    const double height = m_description.number("height");
    m_from = m_description.worldFromDevice * Vec3(0, -0.5 * width, height);
    m_to = m_description.worldFromDevice * Vec3(0, 0.5 * width, height);
    // The beam can change once a tick.
    m_keep = std::llround(kLongestDelay * twin.world.stepHz);
    m_changes.reserve(static_cast<size_t>(m_keep) + 3);
}

void PhotoEye::branch(const sim::World& world) {
    m_random = RandomStream(world.seed, m_description.id);
}

void PhotoEye::sense(const Context& context) {
    const Tick now = context.world.tick;
    remember(now, lookThroughBeam(context));
    const double delay = std::clamp(get(context, m_delay), 0.0, kLongestDelay);
    report(context, partAt(now - std::llround(delay / context.world.h)));
}

// The part that the eye sees, 0 for none.
uint32_t PhotoEye::lookThroughBeam(const Context& context) {
    const std::optional<RayHit> hit = context.bullet.castRay(m_from, m_to);
    if (!hit)
        return 0;
    // One draw for each part that comes, seen or not, so that `miss` does not shift the numbers.
    const uint32_t part = partName(context.world.bodies, hit->slot);
    if (part != m_inBeam) {
        m_inBeam = part;
        m_missed = m_random.uniform() < get(context, m_miss);
    }
    return m_missed ? 0 : part;
}

void PhotoEye::remember(Tick tick, uint32_t part) {
    const uint32_t before = m_changes.empty() ? 0 : m_changes.back().part;
    if (part != before)
        m_changes.push_back({tick, part});
    // The longest delay is kept, and the last change before it, which is the state then.
    while (m_changes.size() >= 2 && m_changes[1].tick <= tick - m_keep)
        m_changes.erase(m_changes.begin());
}

uint32_t PhotoEye::partAt(Tick tick) const {
    size_t at = m_changes.size();
    while (at > 0 && m_changes[at - 1].tick > tick)
        --at;
    return at > 0 ? m_changes[at - 1].part : 0;
}

void PhotoEye::report(const Context& context, uint32_t part) {
    const bool blocked = part != 0;
    set(context, m_blocked, blocked ? 1.0 : 0.0);
    if (blocked != m_output) {
        // A falling edge names the part that left.
        context.world.events.push_back({.type = sim::EventType::edge,
                                        .index = m_index,
                                        .serial = serialOf(blocked ? part : m_last),
                                        .value = blocked ? 1.0 : 0.0});
        m_output = blocked;
    }
    if (blocked)
        m_last = part;
}

}  // namespace gemba::physics
