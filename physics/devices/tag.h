#pragma once

#include "physics/devices/device.h"

namespace gemba::physics {

/// A value of the PLC's memory that no machine has: an order, a count. What drives `set`, plant or
/// script, is read back as `value` by the script, and compared like a sensor.
class Tag final : public Stateful<Tag, Device> {
 public:
    Tag(const twin::Twin& twin, uint32_t index);

    void actuate(const Context& context) override;

    template <class A>
    void visitState(A&) {}

 private:
    uint32_t m_set, m_value, m_on;  // properties
};

}  // namespace gemba::physics
