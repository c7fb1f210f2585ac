#include "engine/render/label_layout.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

namespace gemba::render {
namespace {

// Places around the anchor, in label sizes: above, higher, to the sides, below.
struct Offset {
    float x, rise;  // centre of the label; levels above the anchor, below it if < 0
};
constexpr std::array kAbove{Offset{0.0f, 1.0f},   Offset{0.0f, 2.1f},  Offset{0.44f, 1.0f},
                            Offset{-0.44f, 1.0f}, Offset{0.44f, 2.1f}, Offset{-0.44f, 2.1f},
                            Offset{0.0f, 3.2f},   Offset{0.44f, 3.2f}, Offset{-0.44f, 3.2f},
                            Offset{0.0f, 4.3f},   Offset{0.0f, -1.0f}};
constexpr std::array kBelow{Offset{0.0f, -1.0f}, Offset{0.44f, -1.0f}, Offset{-0.44f, -1.0f},
                            Offset{0.0f, -2.1f}, Offset{0.0f, 1.0f},   Offset{0.0f, 2.1f}};

std::span<const Offset> offsets(bool below) {
    if (below)
        return kBelow;
    return kAbove;
}

}  // namespace

const std::vector<PlacedLabel>& LabelLayout::place(const std::vector<LabelRequest>& requests,
                                                   float width, float height, float gap) {
    m_placed.assign(requests.size(), {});
    m_taken.clear();
    m_order.resize(requests.size());
    for (uint32_t i = 0; i < requests.size(); ++i)
        m_order[i] = i;
    std::sort(m_order.begin(), m_order.end(), [&](uint32_t a, uint32_t b) {
        const float pa = requests[a].priority, pb = requests[b].priority;
        return pa != pb ? pa > pb : a < b;
    });

    for (const uint32_t i : m_order) {
        const LabelRequest& label = requests[i];
        for (const Offset& offset : offsets(label.below)) {
            // On whole pixels, so that text stays sharp.
            const float x = std::round(label.anchorX + offset.x * label.width - 0.5f * label.width);
            const float step = label.height + gap;
            const float y =
                std::round(offset.rise > 0 ? label.anchorY - offset.rise * step
                                           : label.anchorY + gap - (offset.rise + 1.0f) * step);
            const Box box{x - gap, y - gap, x + label.width + gap, y + label.height + gap};
            if (x < 0 || y < 0 || x + label.width > width || y + label.height > height ||
                !free(box))
                continue;
            m_placed[i] = {x, y, true};
            m_taken.push_back({x, y, x + label.width, y + label.height});
            break;
        }
    }
    return m_placed;
}

bool LabelLayout::free(const Box& box) const {
    return std::none_of(m_taken.begin(), m_taken.end(), [&](const Box& other) {
        return box.left < other.right && other.left < box.right && box.top < other.bottom &&
               other.top < box.bottom;
    });
}

}  // namespace gemba::render
