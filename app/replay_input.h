#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "engine/sim/services.h"
#include "ingest/message_feed.h"
#include "ingest/replay_feed.h"

namespace gemba::app {

/// What a replay is asked for.
struct ReplayRequest {
    std::filesystem::path file;
    std::optional<uint64_t> seed;
    UtcNs epoch = 0;                    ///< 0: the file's
    bool fromFirstSample = false;       ///< tick 0 is at the first bound value
    ingest::MessageTap* tap = nullptr;  ///< is handed the file's messages; outlives the replay
};

/// The inputs of a replay: of a session that gemba recorded, or the messages of any other file.
class ReplayInput {
 public:
    /// `twin` outlives it. Errors: the file cannot be read, or does not fit the twin; an epoch for
    /// a session, which has its own.
    [[nodiscard]] static Result<ReplayInput> open(const ReplayRequest& request,
                                                  const twin::Twin& twin);

    [[nodiscard]] sim::InputFeed& feed();
    /// Loads the state from which the inputs go on, where that is not the beginning.
    [[nodiscard]] Result<void> begin(sim::Simulation& simulation);
    /// When the last tick is done: hands the tap what is left.
    void finish();
    /// Of a foreign file's messages, as of live links; none for a session.
    [[nodiscard]] std::vector<sim::LinkStatus> status() const;

 private:
    std::unique_ptr<ingest::ReplayFeed> m_session;
    std::unique_ptr<ingest::MessageFeed> m_messages;
};

}  // namespace gemba::app
