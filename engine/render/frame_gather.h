#pragma once

#include <vector>

#include "engine/render/device_look.h"
#include "engine/render/frame_data.h"
#include "engine/render/frame_text.h"
#include "engine/sim/snapshot.h"

namespace gemba::render {

/// Unit vector towards the sun, world.
[[nodiscard]] const Vec3& sunDirection();

/// Turns (scene, snapshot, view) into the plain arrays of a frame. No GPU. Keeps the travel of the
/// belts from frame to frame; a fresh one starts at zero, so that first pictures are all alike.
/// Allocates nothing once its vectors have grown. One thread; the scene must outlive it.
class FrameGatherer {
 public:
    /// `text` may be null: then nothing is written.
    FrameGatherer(const Scene& scene, TextEngine* text);

    /// Snapshots are not trusted: what does not fit the twin, or is not finite, is not drawn.
    const FrameData& gather(const sim::Snapshot& snapshot, const ViewState& view, uint32_t width,
                            uint32_t height);

    /// The last frame's.
    [[nodiscard]] const FrameData& data() const { return m_data; }

 private:
    static constexpr uint32_t kPartSlots = 8;  // a device's own body and up to seven parts
    struct Placed {
        glm::dmat4 world;
        uint32_t style;
    };
    void gatherUniform(const ViewState& view, uint32_t width, uint32_t height);
    void gatherShadows(const ViewState& view);
    void gatherViews(const ViewState& view, uint32_t height);
    void gatherDraws();
    void gatherStyles(const sim::Snapshot& snapshot, const ViewState& view);
    void colorBySignal(const sim::Snapshot& snapshot, const ViewState& view);
    void gatherBodies(const sim::Snapshot& snapshot, const ViewState& view);
    void gatherMovers(const ViewState& view);
    void gatherItems(const ViewState& view);
    void gatherBelts(const sim::Snapshot& snapshot);
    void gatherBeams(const sim::Snapshot& snapshot);
    void gatherZones(const ViewState& view);
    void gatherContacts(const sim::Snapshot& snapshot);
    void gatherJoints();
    void gatherSleeping();
    void gatherMarks(const ViewState& view);
    void gatherFutures(const ViewState& view);
    void markSelected(const PickId& id);
    void hideFromPicks(const ViewState& view);
    [[nodiscard]] bool hides(int64_t device) const {
        return m_data.withheld != nullptr && Withheld::in(m_data.withheld->hiddenDevices, device);
    }
    void emit(uint32_t prefab, std::vector<Batch>& draws);
    void addLine(const Vec3& from, const Vec3& to, uint32_t color, float width, float dash,
                 uint32_t id);
    void addTopLine(const Vec3& from, const Vec3& to, uint32_t color, float width);
    void addEdges(const twin::ItemType& item, const Pose& pose, uint32_t color, float width,
                  float dash, uint32_t id);
    void addBoxEdges(const Pose& pose, const Vec3& size, uint32_t color, float width, float dash,
                     uint32_t id);

    const Scene& m_scene;
    std::vector<DeviceLook> m_looks;
    FrameText m_text;
    FrameData m_data;

    std::vector<DrawnBody> m_bodies;
    std::vector<int32_t> m_bodyOf;  // by device * kPartSlots + part + 1
    std::vector<Placed> m_placed;   // scratch of emit()
    std::vector<InstanceRecord> m_lastInstances;
    std::vector<double> m_beltTravel;  // m, by device
    Tick m_lastTick = -1;
};

}  // namespace gemba::render
