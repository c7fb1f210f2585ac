#pragma once

#include <functional>
#include <memory>
#include <stop_token>
#include <string>

#include "engine/core/result.h"
#include "ingest/mcap/mcap_file.h"

namespace gemba::ingest {

struct PlayerSettings {
    std::string endpoint;      ///< bound; "tcp://127.0.0.1:*" to a free port
    double rate = 1.0;         ///< recorded seconds per wall second; 0: as fast as it goes
    bool loop = false;         ///< from the beginning again, until stopped
    double startOffset = 0.0;  ///< s after the file's first message
    std::string topics;        ///< only topics in which this regular expression is found
    bool rebaseTime = false;   ///< native messages' times are moved to now
    bool lossless = false;     ///< waits for slow subscribers: one that stands still stops all
    double waitForSubscriber = 1.0;  ///< s, at most; lossless: as long as it takes
    /// Called about four times a second: how far, 0 to 1, and the seconds played.
    std::function<void(double done, double seconds)> progress;
};

struct Played {
    uint64_t messages = 0, bytes = 0;
    uint64_t passes = 0;    ///< through the file that were completed
    double seconds = 0.0;   ///< of recorded time
    double behindMs = 0.0;  ///< the latest that a message was sent after its time
};

/// Sends a file's messages again over ZeroMQ, each at its time: `start + (log time - first) / rate`
/// on the steady clock, so that nothing adds up. Frames as they were: `[topic][encoding unless
/// json][payload]`; only `rebaseTime` changes a payload, a second pass (its native messages get a
/// `boot` of their own, else subscribers would take them for duplicates) and what came as a
/// retained value (marked `last`). One thread.
class Player {
 public:
    /// Binds. Errors: no message to play, a bad expression, the endpoint.
    [[nodiscard]] static Result<Player> open(const mcap::McapFile& file,
                                             const PlayerSettings& settings);
    ~Player();
    Player(Player&&) noexcept;
    Player& operator=(Player&&) = delete;

    /// As bound, with its port.
    [[nodiscard]] const std::string& endpoint() const;
    /// Waits for a subscriber, then plays to the end or until stopped. Errors: sending fails, or a
    /// part of the file could not be read.
    [[nodiscard]] Result<Played> run(const std::stop_token& stop);

 private:
    struct State;
    explicit Player(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

}  // namespace gemba::ingest
