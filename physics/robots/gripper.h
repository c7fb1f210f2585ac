#pragma once

#include <span>

#include "engine/core/archive.h"
#include "physics/context.h"

namespace gemba::physics {

/// A vacuum gripper at a tool's +Z face. What it holds goes with the tool, rigidly: it is led there
/// by its velocity, so that it meets others as any part, and stands there after the step whatever
/// it met. The arm itself it does not meet.
class Gripper {
 public:
    struct Settings {
        uint32_t device = 0;
        double reach = 0.0;    ///< m before the tool's face
        double payload = 0.0;  ///< kg
    };
    /// What the part must not meet, by body of the arm; null ones are skipped.
    using Links = std::span<btCollisionObject* const>;

    /// Into a new Bullet world: what is held shall not meet these links.
    void rebuilt() { m_fresh = true; }

    /// Before the step: takes or lets go as the vacuum says; what is held is led to `next`, where
    /// the tool is after it.
    void lead(const Context& context, const Settings& settings, bool vacuum,
              const Pose& worldFromTool, const Pose& next, Links links);
    /// After the step: what is held stands where the tool has it.
    void settle(const Context& context, const Pose& worldFromTool);

    /// Serial of the part that is held; 0: none.
    [[nodiscard]] uint32_t held() const { return m_serial; }
    [[nodiscard]] uint32_t dropped() const { return m_dropped; }
    /// Its weight (N, world) and where it acts; nothing held: zero.
    [[nodiscard]] std::pair<Vec3, Vec3> load(const Context& context) const;

    template <class A>
    void visitState(A& archive) {
        archive(m_serial, m_tooHeavy, m_dropped, m_toolFromPart);
        archive.require(sound());
    }

 private:
    [[nodiscard]] bool sound() const;
    [[nodiscard]] std::optional<uint32_t> slot(const Context& context) const;
    void take(const Context& context, const Settings& settings, const Pose& worldFromTool,
              Links links);
    void drop(const Context& context, const Settings& settings, uint32_t serial, double mass);
    void release(const Context& context, const Settings& settings, Links links);

    uint32_t m_serial = 0;    // of what is held
    uint32_t m_tooHeavy = 0;  // what this vacuum could not hold: told once
    uint32_t m_dropped = 0;
    Pose m_toolFromPart;
    bool m_fresh = true;
};

}  // namespace gemba::physics
