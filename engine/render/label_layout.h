#pragma once

#include <cstdint>
#include <vector>

namespace gemba::render {

/// A label to be placed: where it points, how large it is, how much it matters.
struct LabelRequest {
    float anchorX = 0, anchorY = 0;  ///< pixels from the top left
    float width = 0, height = 0;     ///< pixels, with padding
    float priority = 0;              ///< higher is placed first
    uint32_t index = 0;              ///< the caller's
    bool below = false;              ///< stands best below its anchor
};

struct PlacedLabel {
    float x = 0, y = 0;  ///< top left corner
    bool shown = false;
};

/// Greedy, without overlaps: by priority, each label takes the first free of a few places around
/// its anchor, all inside the picture; a label without one is not shown. The result stands at the
/// requests' places, equal priorities keep their order. Vectors are reused, so that frames allocate
/// nothing.
class LabelLayout {
 public:
    const std::vector<PlacedLabel>& place(const std::vector<LabelRequest>& requests, float width,
                                          float height, float gap);

 private:
    struct Box {
        float left, top, right, bottom;
    };
    [[nodiscard]] bool free(const Box& box) const;

    std::vector<PlacedLabel> m_placed;
    std::vector<uint32_t> m_order;
    std::vector<Box> m_taken;
};

}  // namespace gemba::render
