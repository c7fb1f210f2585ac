#pragma once

#include <cstdint>
#include <vector>

#include "engine/sim/world.h"
#include "physics/surface.h"

namespace gemba::physics {

/// Which belt each part is on: its centre above the belt, not higher than kHeight. Kept by slot and
/// looked at again only for parts that move; where belts overlap a part stays on the one it was on.
class BeltMap {
 public:
    static constexpr double kHeight = 1.5;  ///< m above the belt: a stack counts as on it
    static constexpr int32_t kNone = -1;

    BeltMap(uint32_t capacity, size_t devices);

    /// A conveyor's belt: length (m) along X from its pose, width across. The surface outlives
    /// this.
    void add(uint32_t device, const Pose& worldFromBelt, double length, double width,
             const Surface& surface);

    /// The part in `slot` now is at this place.
    void update(const sim::BodyTable& bodies, uint32_t slot);
    /// The slot is empty, or its body stands frozen.
    void forget(uint32_t slot);
    /// Takes the places that were saved, for these bodies.
    void restore(const std::vector<int32_t>& places, const sim::BodyTable& bodies);

    [[nodiscard]] bool isOn(uint32_t slot, uint32_t device) const {
        return m_of[slot] != kNone && m_of[slot] == m_ofDevice[device];
    }
    [[nodiscard]] uint32_t itemsOn(uint32_t device) const;
    /// Null where the device is no conveyor.
    [[nodiscard]] const Surface* surface(int32_t device) const;

    /// By slot: index of a belt or kNone.
    [[nodiscard]] const std::vector<int32_t>& places() const { return m_of; }

    template <class A>
    void visitState(A& archive) {
        archive.rows(m_of);
    }

 private:
    struct Belt {
        Vec3 origin, along, across, up;
        double length = 0.0, halfWidth = 0.0;
        const Surface* surface = nullptr;
        uint32_t items = 0;

        [[nodiscard]] bool carries(const Vec3& centre) const;
    };
    [[nodiscard]] int32_t find(const Vec3& centre, int32_t before) const;
    void place(uint32_t slot, int32_t belt, bool item);

    std::vector<Belt> m_belts;
    std::vector<int32_t> m_ofDevice;  // belt by device
    std::vector<int32_t> m_of;        // belt by slot
    std::vector<uint8_t> m_counted;   // by slot: in its belt's `items`
};

}  // namespace gemba::physics
