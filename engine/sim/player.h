#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>

#include "engine/core/triple_buffer.h"
#include "engine/sim/look_back.h"
#include "engine/sim/recording.h"
#include "engine/sim/session.h"
#include "engine/sim/time_control.h"

namespace gemba::sim {

/// A world as it was at a checkpoint, and what entered it from then on.
struct ReplayedWorld {
    std::unique_ptr<InputFeed> feed;
    std::unique_ptr<Simulation> simulation;
    UtcNs utc = 0;  ///< of the checkpoint
    /// Lets the feed go on where its file has grown; empty: it does not grow.
    std::function<Result<void>()> readOn;
};
/// The newest checkpoint at or before an instant, as a world that writes into this history.
using WorldMaker = std::function<Result<ReplayedWorld>(UtcNs at, signals::History& history)>;

struct PlayerSettings {
    int64_t stepHz = 240;
    WorldMaker makeWorld;  ///< empty: playing shows the track
    /// A session's past, from the oldest that is kept to now: any thread, at once. Empty: a
    /// recording. With it the player begins live, and run() reads no more than what lies where
    /// until somebody looks back.
    std::function<TimeRange()> reach;
};

/// Plays a recording for a window, or the past of a session that runs: run() on a worker reads and
/// simulates, publishes pictures like a session, and keeps the history around the cursor. The
/// newest wish wins; nobody waits.
///
///     Player player(lookBack, signalCount, settings);
///     std::jthread worker([&](std::stop_token stop) { player.run(stop); });
///     player.seek(utc);                       // GUI thread
///     player.windowChannel().read();          // GUI thread; the other one the render thread
class Player final : public TimeControl {
 public:
    /// `past` is used by run() alone.
    Player(std::unique_ptr<LookBack> past, size_t signalCount, PlayerSettings settings);
    ~Player() override;

    void run(std::stop_token stop);

    // GUI thread:
    [[nodiscard]] TimeStatus status() const override;
    void seek(UtcNs at) override;
    void goLive() override;
    void play(bool on) override;
    void step(int64_t ticks) override;
    void stepMessage(bool forward, int32_t signal) override;
    void setRate(double rate) override;
    void setLoop(Loop loop) override;
    void choose(TimeRange range) override;
    void setPhysics(bool on) override;
    void setHistory(int64_t ns) override;
    [[nodiscard]] std::shared_ptr<const Overview> overview() const override;
    [[nodiscard]] std::vector<TimeMark> bookmarks() const override;
    void setBookmarks(std::vector<TimeMark> marks) override;
    /// Where run() keeps bookmarks; given before it.
    using KeepMarks = std::function<Result<void>(const std::vector<TimeMark>&)>;
    void keepBookmarks(std::vector<TimeMark> marks, KeepMarks keep);

    // Any one thread each:
    [[nodiscard]] TripleBuffer<Snapshot>& windowChannel() { return m_window; }
    [[nodiscard]] TripleBuffer<Snapshot>& viewportChannel() { return m_viewport; }
    /// Any thread.
    [[nodiscard]] const signals::History& history() const { return m_history; }

 private:
    using Clock = std::chrono::steady_clock;

    // All by run().
    [[nodiscard]] bool takeWishes();
    void rest(const std::stop_token& stop);
    void refresh();
    void goToMessage();
    void look();
    void survey(const std::stop_token& stop);
    void keep();
    void idle(const std::stop_token& stop);
    void playTrack(const std::stop_token& stop);
    void playPhysics(const std::stop_token& stop);
    void rebuild(const std::stop_token& stop);
    [[nodiscard]] Result<bool> catchUp(ReplayedWorld& world, const std::stop_token& stop);
    [[nodiscard]] bool goesOn();
    void letGo();
    void fillHistory(const std::stop_token& stop);
    [[nodiscard]] bool fillRange(TimeRange range, const std::stop_token& stop);
    void arrive(UtcNs at);
    void publish(bool always);
    void wait(const std::stop_token& stop, std::chrono::milliseconds longest);
    void say(const std::string& trouble);
    void setShown();
    void setProgress(double rebuilding, bool simulated);
    [[nodiscard]] bool overtaken() const;

    void wish(const std::function<void(TimeStatus&)>& change, bool moves);
    void followNow(TimeStatus& status) const;

    std::unique_ptr<LookBack> m_past;
    PlayerSettings m_settings;
    signals::History m_history;
    TripleBuffer<Snapshot> m_window, m_viewport;

    mutable std::mutex m_mutex;
    std::condition_variable_any m_wished;
    TimeStatus m_status;  // wishes, and what run() says
    std::shared_ptr<const Overview> m_overview;
    std::vector<TimeMark> m_bookmarks;
    KeepMarks m_keep;
    bool m_keepDue = false;
    struct MessageStep {
        bool forward = true;
        int32_t signal = -1;
    };
    std::optional<MessageStep> m_messageStep;
    std::atomic<uint64_t> m_moves{1};  // counts wishes to stand elsewhere

    // The worker's own.
    TimeStatus m_now;          // what is being done
    uint64_t m_seenMoves = 0;  // of m_moves
    Snapshot m_shown;
    uint64_t m_sequence = 0;
    TimeRange m_filled;  // what the history holds
    Clock::time_point m_movedAt, m_frameAt, m_refreshedAt, m_surveyAgain;
    TimeRange m_surveyed;               // by m_overview
    std::unique_ptr<InputFeed> m_feed;  // outlives the session
    std::function<Result<void>()> m_readOn;
    std::unique_ptr<Session> m_session;
    double m_sessionRate = 1.0;
    bool m_held = false;  // the session waits in a pause
};

}  // namespace gemba::sim
