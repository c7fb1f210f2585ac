#include "engine/sim/plausibility.h"

#include <algorithm>
#include <cmath>

namespace gemba::sim {
namespace {

using signals::Doubt;

// A unit that is changed by mistake is off by a thousand: mm and m, g and kg. So close to it (5 %)
// nothing else is; and back is what is nearer to the old than to the new.
constexpr double kThousand = 1000.0;
constexpr double kNear = 1.05;
constexpr double kHalfway = 31.6;

/// How many times the greater of two sizes is the smaller one.
double times(double a, double b) {
    return a > b ? a / b : b / a;
}

}  // namespace

Plausibility::Plausibility(const twin::Twin& twin, const signals::SignalNames& names)
    : m_binding(names.size(), -1), m_reference(names.size(), 0.0), m_slipped(names.size(), 0) {
    for (uint32_t b = 0; b < twin.bindings.size(); ++b) {
        if (twin.bindings[b].range)
            m_binding[names.signalOfBinding(b)] = static_cast<int32_t>(b);
    }
}

Doubt Plausibility::judge(const World& world, const signals::Sample& sample) {
    const int32_t at = m_binding[sample.signal];
    if (at < 0 || !sample.value.numeric())
        return Doubt::none;
    const twin::Binding& binding = world.twin->bindings[static_cast<size_t>(at)];
    const auto si = [&](const Value& wire) {
        return wire.numeric() ? wire.number() * binding.scale + binding.offset : 0.0;
    };
    // What the model says is known even where the plant said nothing yet.
    const bool compared = binding.role == twin::Role::compare;
    const double simulated = compared ? si(world.signals[sample.signal].simulated) : 0.0;
    const double value = si(sample.value);
    if (inAnotherUnit(sample.signal, std::abs(value), std::abs(simulated)))
        return Doubt::unit;
    const bool within = value >= binding.range->low && value <= binding.range->high;  // NaN is not
    return within ? Doubt::none : Doubt::range;
}

// Zero is zero in any unit.
bool Plausibility::inAnotherUnit(uint32_t signal, double value, double simulated) {
    const double reference = simulated > 0.0 ? simulated : m_reference[signal];
    if (value > 0.0 && reference > 0.0) {
        const double off = times(value, reference);
        m_slipped[signal] = m_slipped[signal] != 0
                                ? off > kHalfway
                                : off > kThousand / kNear && off < kThousand * kNear;
    }
    if (value <= 0.0 || m_slipped[signal] != 0)
        return value > 0.0;
    m_reference[signal] = value;
    return false;
}

}  // namespace gemba::sim
