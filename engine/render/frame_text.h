#pragma once

#include <vector>

#include "engine/render/device_look.h"
#include "engine/render/frame_data.h"
#include "engine/render/label_layout.h"
#include "engine/render/text/text_engine.h"

namespace gemba::render {

/// A body of the snapshot that passed the checks, as this frame shows it.
struct DrawnBody {
    const sim::SnapshotBody* body = nullptr;
    Pose solid;         ///< where it is drawn solid
    Pose model;         ///< where the model has it
    uint8_t state = 0;  ///< plantState, 0 when the view does not compare
    uint32_t style = 0, ghostStyle = 0;
    uint32_t id = 0;
};

/// Writes the texts of a frame: labels of equipment on the screen, numbers on items in the world.
/// One thread.
class FrameText {
 public:
    FrameText(const Scene& scene, const std::vector<DeviceLook>& looks, TextEngine* text);

    /// Before the texts of a frame.
    void begin();
    void addSerials(const std::vector<DrawnBody>& bodies, float height, FrameData& out);
    /// What a tool writes: over all labels.
    void addMarks(const ViewState& view, float width, float height, FrameData& out);
    void addLabels(const sim::Snapshot& snapshot, const ViewState& view, float width, float height,
                   FrameData& out);

 private:
    struct Label {
        std::string_view name;
        StateBuffer buffer{};
        std::string_view state;
        float x = 0, y = 0;  // anchor, pixels
        uint8_t deviceState = 0;
    };
    /// A quad on an item, in the item's frame.
    struct Decal {
        Vec3 corner, right, up;
        glm::vec4 uv;
        uint32_t color;
    };
    void addDecal(const Decal& decal, const DrawnBody& body, FrameData& out) const;
    void addSerial(const twin::ItemType& item, const DrawnBody& body, float height, FrameData& out);
    void addFace(const ShapedText& text, const DrawnBody& body, const Vec3& normal,
                 const Vec3& right, const Vec3& size, FrameData& out);
    void collect(const sim::Snapshot& snapshot, const ViewState& view, float width, float height,
                 const CameraMatrices& camera);
    void addQuads(const Label& label, const PlacedLabel& place, float width, float height,
                  float ratio, FrameData& out);
    float addGlyphs(std::string_view text, uint32_t pixels, float x, float baseline, uint32_t color,
                    FrameData& out);

    const Scene& m_scene;
    const std::vector<DeviceLook>& m_looks;
    TextEngine* m_engine;
    std::vector<Vec3> m_anchors;  // world, by device
    std::vector<Label> m_labels;
    std::vector<LabelRequest> m_requests;
    LabelLayout m_layout;
};

}  // namespace gemba::render
