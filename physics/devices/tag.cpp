#include "physics/devices/tag.h"

namespace gemba::physics {

Tag::Tag(const twin::Twin& twin, uint32_t index)
    : Stateful(twin, index),
      m_set(property("set")),
      m_value(property("value")),
      m_on(property("on")) {}

void Tag::actuate(const Context& context) {
    const double value = get(context, m_set);
    set(context, m_value, value);
    set(context, m_on, value != 0.0 ? 1.0 : 0.0);
}

}  // namespace gemba::physics
