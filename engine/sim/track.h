#pragma once

#include <span>
#include <vector>

#include "engine/core/bytes.h"
#include "engine/core/result.h"
#include "engine/sim/snapshot.h"

/// The pose track of a recording: what an eye saw, 30 times a second, so that looking back runs no
/// physics. A frame is either *key*, the whole snapshot, or holds the bodies that moved since the
/// frame before: 22 bytes each, positions as floats (0.03 mm at 500 m), rotations to 0.002 degrees;
/// and the states of devices and alarms where one of them changed.
namespace gemba::sim {

/// Frames of a track for each simulated second.
inline constexpr int64_t kTrackHz = 30;

/// Turns snapshots into frames. One thread.
class TrackWriter {
 public:
    /// A key frame at least this often, in UTC.
    static constexpr int64_t kKeyNs = kNsPerSecond;

    /// Replaces `out` by the frame; true: it is a key frame. Also where bodies came or
    /// went.
    bool add(const Snapshot& snapshot, Bytes& out);
    /// The next frame will be key: another file begins.
    void restart() { m_lastKey = 0; }

 private:
    [[nodiscard]] bool needsKey(const Snapshot& snapshot) const;
    [[nodiscard]] bool statesChanged(const Snapshot& snapshot) const;

    Snapshot m_shown;  // what a reader has so far
    UtcNs m_lastKey = 0;
};

/// Frames become snapshots again. Nothing read is trusted.
class TrackReader {
 public:
    /// Whether a frame stands for itself.
    [[nodiscard]] static bool isKey(std::span<const std::byte> frame);
    /// Errors: damaged bytes; a frame that is not key before the first that is.
    [[nodiscard]] Result<void> apply(std::span<const std::byte> frame);
    /// What the frames so far show.
    [[nodiscard]] const Snapshot& snapshot() const { return m_shown; }

 private:
    Snapshot m_shown;
    bool m_hasKey = false;
};

}  // namespace gemba::sim
