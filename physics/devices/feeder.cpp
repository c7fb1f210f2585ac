#include "physics/devices/feeder.h"

#include <algorithm>
#include <cmath>

#include "physics/convert.h"

namespace gemba::physics {
namespace {

// The leading edge stands this far inside the beam, so that a part on a belt at rest blocks it too.
constexpr double kIntoBeam = 1e-4;  // m

// Parts may touch what stands there by this much: neighbours on a full belt do.
constexpr double kTouch = 1e-3;  // m

constexpr double kUnseenAfter = 0.1;  // s beyond its latest: delays of wires and scans

// More events than this in one tick are noise, not parts.
constexpr int64_t kMostEvents = 64;

bool measured(sim::Driver driver) {
    return driver == sim::Driver::measured || driver == sim::Driver::stale;
}

bool matches(twin::Edge edge, double value) {
    return edge == twin::Edge::both || edge == twin::Edge::none ||
           (value != 0.0 ? edge == twin::Edge::rising : edge == twin::Edge::falling);
}

uint32_t countItems(const Context& context) {
    const sim::BodyTable& bodies = context.world.bodies;
    uint32_t items = 0;
    for (uint32_t slot = 0; slot < bodies.capacity(); ++slot)
        items += bodies.used(slot) && (bodies.flags[slot] & sim::body_flag::kItem) != 0 ? 1 : 0;
    return items;
}

}  // namespace

Feeder::Feeder(const twin::Twin& twin, uint32_t index)
    : Stateful(twin, index),
      m_spawn(property("spawn")),
      m_every(property("every")),
      m_variant(property("variant")),
      m_loss(property("loss")),
      m_made(property("made")),
      m_blocked(property("blocked")),
      m_last(property("last_variant")),
      m_jitter(m_description.number("jitter")),
      m_drop(m_description.number("drop")),
      m_eye(twin.findDevice(m_description.text("event_at"))) {
    for (const std::string& item : m_description.list("items"))
        m_items.push_back(twin.findItem(item));

    // Which signals' edges make parts here.
    const signals::SignalNames names(twin);
    for (uint32_t b = 0; b < twin.bindings.size(); ++b) {
        const twin::Binding& binding = twin.bindings[b];
        if (binding.role == twin::Role::drive && twin.propertyIndex(binding.target) == m_spawn)
            m_sources.push_back({names.signalOfBinding(b), binding.on});
    }
}

void Feeder::drawFrom(uint64_t seed) {
    m_jitterRandom = RandomStream(seed, m_description.id + ".jitter");
    m_lossRandom = RandomStream(seed, m_description.id + ".loss");
}

void Feeder::branch(const sim::World& world) {
    drawFrom(world.seed);
    // The interval under way was reckoned as a regular one beside a plant.
    const sim::PropertyTable& table = world.properties;
    if (measured(table.driver[m_spawn]))
        m_wait += interval(table.value[m_every]) - table.value[m_every];
}

void Feeder::begin(sim::World& world) {
    drawFrom(world.seed);
    m_spawned = world.properties.value[m_spawn];
}

void Feeder::actuate(const Context& context) {
    feedByEvent(context);
    feedByTime(context);
    set(context, m_made, static_cast<double>(m_madeCount));
    set(context, m_blocked, static_cast<double>(m_blockedCount));
    set(context, m_last, static_cast<double>(m_lastVariant));
}

double Feeder::interval(double every) {
    return every * (1.0 + m_jitter * m_jitterRandom.uniform(-1.0, 1.0));
}

void Feeder::feedByTime(const Context& context) {
    const double every = get(context, m_every);
    if (every <= 0.0) {
        m_wait = 0.0;
        return;
    }
    // A plant that tells when its parts come is not second-guessed.
    if (measured(context.world.properties.driver[m_spawn])) {
        waitBeside(context, every);
        return;
    }
    m_wait = std::min(m_wait, every * (1.0 + m_jitter));
    if (m_wait <= 0.0) {
        m_wait += interval(every);
        // Lost parts leave their gap; the draw is made for every part, so that nothing shifts.
        if (m_lossRandom.uniform() >= get(context, m_loss))
            make(context, false, 0);
    }
    // Faster than the ticks is one a tick, and no debt for later.
    m_wait = std::max(m_wait - context.world.h, -context.world.h);
}

// Should the plant end to tell, or a future be tried, the next part comes when the plant's would
// have. The plant's is on the belt for a while before its eye sees it; what is later than can be
// was not seen.
void Feeder::waitBeside(const Context& context, double every) {
    m_wait -= context.world.h;
    const double latest = std::min(wayToEye(context), every) + m_jitter * every + kUnseenAfter;
    if (m_wait < -latest)
        m_wait += every;
}

void Feeder::feedByEvent(const Context& context) {
    const double counter = get(context, m_spawn);
    const int64_t asked = std::max<int64_t>(std::llround(std::min(counter - m_spawned, 1e6)), 0);
    const int64_t due = std::min(asked, kMostEvents);
    m_blockedCount += static_cast<uint64_t>(asked - due);
    m_spawned = counter;
    for (int64_t k = 0; k < due; ++k)
        make(context, true, causeOf(context.world, k));
    if (due > 0 && measured(context.world.properties.driver[m_spawn]))
        m_wait = get(context, m_every) - wayToEye(context);
}

// Since when a part that is in the beam now was on the belt, s; 0 where that stands.
double Feeder::wayToEye(const Context& context) const {
    const Surface* belt = context.belts.surface(m_description.on);
    const int32_t item = chosenItem(context);
    if (belt == nullptr || belt->speed == 0.0 || item < 0)
        return 0.0;
    const twin::ItemType& type = context.world.twin->items[static_cast<size_t>(item)];
    const Vec3 way = startOf(context, type, true).position - startOf(context, type, false).position;
    return glm::length(way) / std::abs(belt->speed);
}

UtcNs Feeder::causeOf(const sim::World& world, int64_t k) const {
    for (const sim::Event& event : world.events) {
        if (event.type != sim::EventType::measuredEdge)
            continue;
        const bool ours = std::any_of(m_sources.begin(), m_sources.end(), [&](const Source& s) {
            return s.signal == event.index && matches(s.edge, event.value);
        });
        if (ours && k-- == 0)
            return event.cause;
    }
    return 0;
}

// Of none at all the first.
uint32_t Feeder::chosenVariant(const Context& context) const {
    const double last = static_cast<double>(std::max<size_t>(m_items.size(), 1) - 1);
    const double variant = get(context, m_variant);
    return variant >= 0.0 ? static_cast<uint32_t>(std::min(variant, last)) : 0;  // NaN is not
}

int32_t Feeder::chosenItem(const Context& context) const {
    return m_items.empty() ? -1 : m_items[chosenVariant(context)];
}

// By time: its middle at `at`. By event: its leading edge in the beam.
Pose Feeder::startOf(const Context& context, const twin::ItemType& item, bool byEvent) const {
    const Surface* belt = context.belts.surface(m_description.on);
    const double forwards = belt != nullptr && belt->speed < 0.0 ? -1.0 : 1.0;
    const double length = item.size.x;  // a diameter, for the round ones
    const double height = item.shape == "sphere" ? item.size.x : item.size.z;
    const bool atEye = byEvent && m_eye >= 0;
    const twin::Device& frame =
        atEye ? context.world.twin->devices[static_cast<size_t>(m_eye)] : m_description;
    const double x = byEvent ? forwards * (kIntoBeam - 0.5 * length) : 0.0;
    return frame.worldFromDevice * Pose{{x, 0.0, 0.5 * height + m_drop}};
}

void Feeder::make(const Context& context, bool byEvent, UtcNs cause) {
    sim::World& world = context.world;
    const int32_t item = chosenItem(context);
    if (item < 0)
        return;
    const twin::ItemType& type = world.twin->items[static_cast<size_t>(item)];
    const Pose start = startOf(context, type, byEvent);
    const bool room =
        countItems(context) < world.twin->world.maxItems &&
        !context.bullet.occupied(*context.bullet.shapes().item(item).shape, start, kTouch);
    const sim::BodyId id = room ? world.bodies.add() : sim::BodyId{};
    if (!id.valid()) {
        refuse(context, cause);
        return;
    }

    // At belt speed at once: the real one moves already.
    sim::BodyTable& bodies = world.bodies;
    const uint32_t slot = id.index;
    const bool twinOfReal = byEvent && (cause != 0 || measured(world.properties.driver[m_spawn]));
    bodies.flags[slot] = sim::body_flag::kItem | sim::body_flag::kDynamic |
                         (twinOfReal ? sim::body_flag::kByEvent : 0u);
    bodies.item[slot] = item;
    bodies.device[slot] = static_cast<int32_t>(m_index);
    bodies.serial[slot] = bodies.nextSerial++;
    bodies.pose[slot] = bodies.previous[slot] = start;
    if (const Surface* belt = context.belts.surface(m_description.on))
        bodies.velocity[slot] = fromBullet(belt->velocity);
    context.bullet.addBody(bodies, slot);
    ++m_madeCount;
    m_lastVariant = chosenVariant(context);
    world.events.push_back({.type = sim::EventType::itemMade,
                            .index = m_index,
                            .serial = bodies.serial[slot],
                            .cause = cause});
}

void Feeder::refuse(const Context& context, UtcNs cause) {
    ++m_blockedCount;
    context.world.events.push_back(
        {.type = sim::EventType::itemRefused, .index = m_index, .cause = cause});
}

}  // namespace gemba::physics
