#pragma once

#include <string_view>

#include "engine/core/archive.h"
#include "engine/twin/twin.h"
#include "physics/context.h"

namespace gemba::physics {

/// Behaviour of one device of the twin. Reads inputs and parameters from World::properties, writes
/// its outputs there. A tick calls actuate() of all devices, then Bullet steps, then sense() of
/// all, each in the order of Twin::devices. Nothing of it allocates in a tick.
///
/// Derive from `Stateful<Me, Device>` and list in visitState() what is kept between ticks.
class Device {
 public:
    /// The twin outlives the device.
    Device(const twin::Twin& twin, uint32_t index)
        : m_description(twin.devices[index]), m_index(index) {}
    Device(const Device&) = delete;
    Device& operator=(const Device&) = delete;
    virtual ~Device() = default;

    /// Shapes that it needs, once.
    virtual void addShapes(ShapeStore&) {}
    /// Rows in World::bodies, once in a fresh world.
    virtual void begin(sim::World&) {}
    /// Chances are drawn by World::seed from here on.
    virtual void branch(const sim::World&) {}
    /// What stands still, into each new Bullet world.
    virtual void build(const Context&) {}
    virtual void actuate(const Context&) {}
    virtual void sense(const Context&) {}

    /// Into Twin::devices.
    [[nodiscard]] uint32_t index() const { return m_index; }

    virtual void save(ByteWriter& out) const = 0;
    [[nodiscard]] virtual Result<void> load(ByteReader& in) = 0;
    virtual void hash(StateHash& hash) const = 0;

 protected:
    /// Place of a property of this device in the world's table.
    [[nodiscard]] uint32_t property(std::string_view name) const;
    [[nodiscard]] static double get(const Context& context, uint32_t place) {
        return context.world.properties.value[place];
    }
    [[nodiscard]] static bool flag(const Context& context, uint32_t place) {
        return context.world.properties.value[place] != 0.0;
    }
    static void set(const Context& context, uint32_t place, double value) {
        context.world.properties.value[place] = value;
    }
    /// Adds the row of this device's one moving part or body; its slot, always the same in one
    /// twin.
    [[nodiscard]] uint32_t addRow(sim::World& world, uint32_t flags, int32_t part) const;
    /// Slot of that row, of devices with several that of one part; capacity and more when it is
    /// gone.
    [[nodiscard]] uint32_t findRow(const sim::World& world, int32_t part = -1) const;

    const twin::Device& m_description;
    const uint32_t m_index;
};

/// Wakes what is on the conveyor that a device stands on.
void wakeBelt(const Context& context, int32_t conveyor);

/// Width of the belt that a device stands on, m; 0 without one.
[[nodiscard]] double beltWidth(const twin::Twin& twin, const twin::Device& device);

}  // namespace gemba::physics
