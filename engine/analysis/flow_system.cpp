#include "engine/analysis/flow_system.h"

#include <algorithm>

namespace gemba::analysis {
namespace {

using sim::Event;
using sim::EventType;
using sim::World;

constexpr double kStill = 0.01;  // m/s: a part that creeps in a queue waits too

}  // namespace

FlowSystem::FlowSystem(const twin::Twin& twin) {
    for (uint32_t d = 0; d < twin.devices.size(); ++d) {
        if (twin.devices[d].is("sink"))
            m_sinks.push_back(d);
    }
    m_taken.resize(m_sinks.size());
    m_underWay.reserve(twin.world.maxItems);
}

void FlowSystem::postStep(const World& world) {
    for (const Event& event : world.events)
        take(world, event);
    for (const sim::Correction& done : world.corrections)
        take(world, done);
    countPresent(world);
    ++m_ticks;
}

// Parts under way stay so.
void FlowSystem::branch(World& /*world*/) {
    m_ticks = m_made = m_refused = m_present = m_waiting = m_transitSum = m_transits = 0;
    std::ranges::fill(m_taken, 0);
}

void FlowSystem::take(const World& world, const Event& event) {
    switch (event.type) {
        case EventType::itemMade:
            made(world, event.serial);
            break;
        case EventType::itemRefused:
            ++m_refused;
            break;
        case EventType::itemTaken:
            arrived(world, event);
            break;
        default:
            break;
    }
}

// A plant's eyes make parts, and take them.
void FlowSystem::take(const World& world, const sim::Correction& done) {
    if (done.kind == sim::CorrectionKind::create)
        made(world, done.serial);
    else if (done.kind == sim::CorrectionKind::retire)
        std::erase_if(m_underWay, [&](const UnderWay& p) { return p.serial == done.serial; });
}

void FlowSystem::made(const World& world, uint32_t serial) {
    ++m_made;
    // A part that fell off the line is never taken: its place is needed some day.
    if (m_underWay.size() == m_underWay.capacity() && !m_underWay.empty())
        m_underWay.erase(m_underWay.begin());
    m_underWay.push_back({serial, world.tick});
}

void FlowSystem::arrived(const World& world, const Event& event) {
    for (size_t i = 0; i < m_sinks.size(); ++i)
        m_taken[i] += m_sinks[i] == event.index ? 1 : 0;
    const auto part = std::find_if(m_underWay.begin(), m_underWay.end(),
                                   [&](const UnderWay& p) { return p.serial == event.serial; });
    if (part == m_underWay.end())
        return;
    m_transitSum += static_cast<uint64_t>(world.tick - part->made);
    ++m_transits;
    m_underWay.erase(part);
}

void FlowSystem::countPresent(const World& world) {
    const sim::BodyTable& bodies = world.bodies;
    for (uint32_t slot = 0; slot < bodies.capacity(); ++slot) {
        if (!bodies.used(slot) || (bodies.flags[slot] & sim::body_flag::kItem) == 0)
            continue;
        ++m_present;
        const Vec3& v = bodies.velocity[slot];
        if (v.x * v.x + v.y * v.y + v.z * v.z < kStill * kStill)
            ++m_waiting;
    }
}

void FlowSystem::describe(const World& world, sim::Snapshot& out) const {
    const auto mean = [](uint64_t sum, uint64_t count) {
        return count == 0 ? 0.0 : static_cast<double>(sum) / static_cast<double>(count);
    };
    out.flow.seconds = static_cast<double>(m_ticks) * world.h;
    out.flow.made = m_made;
    out.flow.refused = m_refused;
    out.flow.present = mean(m_present, m_ticks);
    out.flow.waiting = mean(m_waiting, m_ticks);
    out.flow.transit = mean(m_transitSum, m_transits) * world.h;
    out.flow.sinks.clear();
    for (size_t i = 0; i < m_sinks.size(); ++i)
        out.flow.sinks.push_back({m_sinks[i], m_taken[i]});
}

}  // namespace gemba::analysis
