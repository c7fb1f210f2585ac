#pragma once

#include <string_view>
#include <vector>

#include "engine/sim/recording.h"

/// How a session lies in an MCAP file. Messages as they came, one channel for each source, topic
/// and encoding; beside them the channels below, all times UTC nanoseconds:
///
///   gemba/ticks        TickBatch: what entered each tick, and the state's hash
///   gemba/checkpoint   a tick and the state from which it begins; the first opens the file
///   gemba/track        frames of sim::TrackWriter
///   gemba/rejected     gemba.v1.Rejected: messages that could not be read, byte for byte, with
///                      the reason
///   gemba/drops        JSON: what found no room on its way to the recorder, and what
///                      could not be written, counted
///   gemba/residuals    JSON: where plant and model part, each edge and value that was compared
///   gemba/events       JSON: a source stale or live again, a driver switched, a body frozen, time
///                      lost
///   SIGNAL             JSON, with gemba.source = "simulated": what the model had
///
/// and one Metadata record "gemba" with what a replay must know, and the twin's files as
/// attachments.
namespace gemba::ingest::recording {

inline constexpr std::string_view kFormat = "1";
inline constexpr std::string_view kProfile = "gemba";
inline constexpr std::string_view kMetadata = "gemba";
inline constexpr std::string_view kBookmarks = "gemba.bookmarks";  ///< another Metadata record
inline constexpr std::string_view kTicks = "gemba/ticks";
inline constexpr std::string_view kCheckpoint = "gemba/checkpoint";
inline constexpr std::string_view kTrack = "gemba/track";
inline constexpr std::string_view kRejected = "gemba/rejected";
inline constexpr std::string_view kDrops = "gemba/drops";
inline constexpr std::string_view kResiduals = "gemba/residuals";
inline constexpr std::string_view kEvents = "gemba/events";
inline constexpr std::string_view kOwnEncoding = "gemba";  ///< our archive: little-endian, packed
inline constexpr std::string_view kSourceKey = "gemba.source";
inline constexpr std::string_view kSimulated = "simulated";
/// "true": the channel holds messages that came as repeats of old values (MQTT's retained ones).
inline constexpr std::string_view kRepeatedKey = "gemba.repeated";

/// The number of a message: the first one of its source that was received at this time or later
/// begins with this Sample::index. Makes the count good after a loss.
struct IndexMark {
    uint16_t source = 0;
    UtcNs received = 0;
    uint64_t index = 0;

    template <class A>
    void visitState(A& archive) {
        archive(source, received, index);
    }
};

struct TickBatch {
    std::vector<sim::TickRecord> ticks;
    std::vector<IndexMark> marks;

    template <class A>
    void visitState(A& archive) {
        archive(ticks, marks);
    }
};

/// What a recording lacks, counted since the session began.
struct Drops {
    uint64_t messages = 0, ticks = 0;  ///< found no room on their way to the recorder
    uint64_t lost = 0;                 ///< records that could not be written
};

/// What stands in front of a checkpoint's state.
struct CheckpointHead {
    Tick tick = 0;
    UtcNs utc = 0;

    template <class A>
    void visitState(A& archive) {
        archive(tick, utc);
    }
};

}  // namespace gemba::ingest::recording
