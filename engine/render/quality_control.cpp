#include "engine/render/quality_control.h"

#include <algorithm>

namespace gemba::render {
namespace {

constexpr int kWindow = 24;     // frames that are judged together
constexpr int kWarmUp = 4;      // frames after a change that are not judged
constexpr double kSlowMs = 85;  // more is less than twelve pictures a second
constexpr double kFastMs = 14;  // a higher level takes up to three times as long
constexpr int kMostPatience = 256;

}  // namespace

void QualityControl::add(double frameMs) {
    if (++m_frames <= kWarmUp)
        return;
    m_sumMs += frameMs;
    if (m_frames < kWarmUp + kWindow)
        return;
    const double mean = m_sumMs / kWindow;
    m_frames = kWarmUp;
    m_sumMs = 0.0;
    m_patience = std::max(0, m_patience - 1);

    if (mean > kSlowMs && m_level > Quality::low) {
        m_patience = m_nextPatience;
        m_nextPatience = std::min(2 * m_nextPatience, kMostPatience);
        change(static_cast<Quality>(static_cast<int>(m_level) - 1));
    } else if (mean < kFastMs && m_level < Quality::high && m_patience == 0) {
        change(static_cast<Quality>(static_cast<int>(m_level) + 1));
    }
}

void QualityControl::change(Quality level) {
    m_level = level;
    m_frames = 0;
}

}  // namespace gemba::render
