#include "engine/sim/compare.h"

#include <bit>
#include <charconv>

namespace gemba::sim {
namespace {

std::string textOf(double value) {
    char buffer[32];
    const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, value);
    return {buffer, error == std::errc{} ? end : buffer};
}

std::string textOf(const Value& value) {
    if (value.empty())
        return "nothing";
    if (value.type() == ValueType::text)
        return "\"" + std::string(value.text()) + "\"";
    return textOf(value.number());
}

bool same(double a, double b) {
    return std::bit_cast<uint64_t>(a) == std::bit_cast<uint64_t>(b);
}

bool same(const Pose& a, const Pose& b) {
    return same(a.position.x, b.position.x) && same(a.position.y, b.position.y) &&
           same(a.position.z, b.position.z) && same(a.rotation.w, b.rotation.w) &&
           same(a.rotation.x, b.rotation.x) && same(a.rotation.y, b.rotation.y) &&
           same(a.rotation.z, b.rotation.z);
}

std::string nameOf(const World& world, uint32_t slot) {
    const uint32_t serial = world.bodies.serial[slot];
    if (serial != 0)
        return "part " + std::to_string(serial);
    const int32_t device = world.bodies.device[slot];
    return device < 0 ? "body " + std::to_string(slot)
                      : world.twin->devices[static_cast<size_t>(device)].id + "'s moving part";
}

class Lines {
 public:
    explicit Lines(size_t most) : m_most(most) {}
    void add(const std::string& what, const std::string& recorded, const std::string& now) {
        if (m_lines.size() < m_most)
            m_lines.push_back(what + ": recorded " + recorded + ", now " + now);
    }
    [[nodiscard]] std::vector<std::string> take() { return std::move(m_lines); }

 private:
    size_t m_most;
    std::vector<std::string> m_lines;
};

void compareSignals(const World& recorded, const World& now, Lines& out) {
    for (uint32_t i = 0; i < now.signals.size() && i < recorded.signals.size(); ++i) {
        const signals::SignalState& a = recorded.signals[i];
        const signals::SignalState& b = now.signals[i];
        if (!(a.measured == b.measured))
            out.add(now.names.name(i) + " measured", textOf(a.measured), textOf(b.measured));
        if (!(a.simulated == b.simulated))
            out.add(now.names.name(i) + " simulated", textOf(a.simulated), textOf(b.simulated));
        if (a.quality != b.quality)
            out.add(now.names.name(i) + " quality", signals::name(a.quality),
                    signals::name(b.quality));
        if (a.samples != b.samples)
            out.add(now.names.name(i) + " samples", std::to_string(a.samples),
                    std::to_string(b.samples));
    }
}

void compareProperties(const World& recorded, const World& now, Lines& out) {
    const twin::Twin& twin = *now.twin;
    for (uint32_t d = 0; d < twin.devices.size(); ++d) {
        for (uint32_t p = 0; p < twin.devices[d].info().properties.size(); ++p) {
            const uint32_t i = twin.devices[d].firstProperty + p;
            if (!same(recorded.properties.value[i], now.properties.value[i]))
                out.add(twin.propertyName({d, p}), textOf(recorded.properties.value[i]),
                        textOf(now.properties.value[i]));
        }
    }
}

void compareBodies(const World& recorded, const World& now, Lines& out) {
    for (uint32_t slot = 0; slot < now.bodies.capacity(); ++slot) {
        if (recorded.bodies.used(slot) != now.bodies.used(slot)) {
            const bool there = now.bodies.used(slot);
            out.add(nameOf(there ? now : recorded, slot), there ? "not there" : "there",
                    there ? "there" : "not there");
        } else if (now.bodies.used(slot) &&
                   !same(recorded.bodies.pose[slot], now.bodies.pose[slot])) {
            const auto text = [&](const World& world) {
                const Vec3& p = world.bodies.pose[slot].position;
                return "(" + textOf(p.x) + ", " + textOf(p.y) + ", " + textOf(p.z) + ")";
            };
            out.add(nameOf(now, slot) + " stands at", text(recorded), text(now));
        }
    }
}

}  // namespace

std::vector<std::string> differences(const World& recorded, const World& now, size_t most) {
    Lines out(most);
    if (recorded.tick != now.tick)
        out.add("tick", std::to_string(recorded.tick), std::to_string(now.tick));
    compareSignals(recorded, now, out);
    if (recorded.properties.value.size() == now.properties.value.size())
        compareProperties(recorded, now, out);
    if (recorded.bodies.capacity() == now.bodies.capacity())
        compareBodies(recorded, now, out);
    for (size_t i = 0; i < now.sources.size() && i < recorded.sources.size(); ++i) {
        if (recorded.sources[i].live != now.sources[i].live)
            out.add(now.twin->live[i].id, recorded.sources[i].live ? "live" : "stale",
                    now.sources[i].live ? "live" : "stale");
    }
    return out.take();
}

}  // namespace gemba::sim
