#pragma once

#include "engine/render/scene.h"

namespace gemba::render {

/// How devices look that have no model of their own, and how they collide. Used while a Scene is
/// built.
class DeviceVisuals {
 public:
    explicit DeviceVisuals(Scene& scene) : m_scene(scene) {}

    /// `hasModel`: a model hangs on the device; `hasPartModel`: on its moving part.
    void add(uint32_t device, bool hasModel, bool hasPartModel);
    void addCollision(uint32_t device);

 private:
    void addBody(uint32_t device);
    void addConveyor(uint32_t device);
    void addPhotoEye(uint32_t device);
    void addScale(uint32_t device);
    void addPusherFrame(uint32_t device);
    void addIndicator(uint32_t device);
    void addAgv(uint32_t device);
    void addMovingPart(uint32_t device, const Vec3& size, uint32_t color);
    void still(uint32_t device, Prefab prefab);

    Scene& m_scene;
};

/// Width of the belt that a device stands on, m; 0.6 where it stands on none.
[[nodiscard]] double beltWidth(const twin::Twin& twin, const twin::Device& device);

/// Ends of a photo eye's beam in the world.
struct Beam {
    Vec3 from{0.0}, to{0.0};
};
[[nodiscard]] Beam beamOf(const twin::Twin& twin, const twin::Device& eye);

/// Full extents of a moving part: a stopper's blade, a pusher's plate, a vehicle.
[[nodiscard]] Vec3 partSize(const twin::Twin& twin, const twin::Device& device);
/// Their middle in the part's frame.
[[nodiscard]] Vec3 partCenter(const twin::Device& device);

}  // namespace gemba::render
