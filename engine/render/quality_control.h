#pragma once

#include <cstdint>

#include "engine/render/view.h"

namespace gemba::render {

/// Chooses the quality level by the measured time of frames: lower where pictures come too slowly,
/// higher again where there is plenty of time. A level that was found too slow is tried again only
/// after a while, twice as long each time, so that it does not go up and down. One thread.
class QualityControl {
 public:
    explicit QualityControl(Quality first) : m_level(first) {}

    /// The level for the next frame. `wanted` other than automatic is obeyed at once.
    [[nodiscard]] Quality level(Quality wanted) const {
        return wanted == Quality::automatic ? m_level : wanted;
    }

    /// Takes the time of a frame that was drawn at level().
    void add(double frameMs);

 private:
    void change(Quality level);

    Quality m_level;
    double m_sumMs = 0.0;
    int m_frames = 0;    // in m_sumMs
    int m_patience = 0;  // windows until a higher level is tried
    int m_nextPatience = 4;
};

}  // namespace gemba::render
