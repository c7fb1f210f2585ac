#pragma once

#include "engine/core/pose.h"
#include "engine/render/view.h"

namespace gemba::ui {

/// Axis-aligned box in the world, m.
struct Bounds {
    Vec3 min{0.0}, max{0.0};

    [[nodiscard]] Vec3 center() const { return 0.5 * (min + max); }
    /// Of the sphere around the box.
    [[nodiscard]] double radius() const { return 0.5 * glm::length(max - min); }
};

enum class StandardView { front, right, top };

/// Moves a camera by the hand: orbit, pan, zoom to the cursor, fly, frame. Pure maths, +Z up, no
/// Qt; pixels count from the top left, y down. One thread.
class CameraController {
 public:
    /// Size of the picture, pixels; at least 1.
    void setViewport(double width, double height);

    /// Jumps there.
    void set(const render::Camera& camera);
    [[nodiscard]] render::Camera camera() const;

    // Drags, in pixels of movement. Each ends a movement under way.
    void orbit(double dx, double dy);
    void pan(double dx, double dy);
    /// Turns the eye where it stands.
    void look(double dx, double dy);
    /// Positive steps go nearer; the point under (x, y) at the target's depth stays where it is.
    void zoom(double steps, double x, double y);

    /// Moves eye and target for `seconds`; direction: right, forward, up, each -1 to 1.
    void fly(const Vec3& direction, double seconds, double boost);
    void changeFlySpeed(double steps);
    [[nodiscard]] double flySpeed() const { return m_flySpeed; }

    // Glides there within a quarter of a second: call advance() until it returns false.
    void frame(const Bounds& bounds);
    void glideTo(const render::Camera& camera);
    void viewAlong(StandardView view);
    void toggleOrthographic();
    [[nodiscard]] bool advance(double seconds);

    /// Point in the plane through the target, at right angles to the view, under a pixel.
    [[nodiscard]] Vec3 pointAt(double x, double y) const;

 private:
    // Yaw and pitch of the direction from target to eye, rad.
    struct Orbit {
        Vec3 target{0.0};
        double distance = 8.0, yaw = -0.785, pitch = 0.5;
    };

    [[nodiscard]] static Orbit orbitOf(const render::Camera& camera);
    [[nodiscard]] static Vec3 outward(const Orbit& orbit);
    [[nodiscard]] Vec3 rightAxis() const;
    [[nodiscard]] Vec3 upAxis() const;
    [[nodiscard]] double metresPerPixel() const;
    void startGlide(const Orbit& goal);

    Orbit m_now, m_from, m_goal;
    double m_glide = 1.0;  // 0 ... 1; 1 has arrived
    double m_fovDeg = 45.0;
    bool m_orthographic = false;
    double m_width = 1280.0, m_height = 720.0;
    double m_flySpeed = 3.0;  // m/s
};

}  // namespace gemba::ui
