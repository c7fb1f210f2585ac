#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "engine/core/spsc_ring.h"
#include "engine/core/triple_buffer.h"
#include "engine/sim/latency.h"
#include "engine/sim/pacer.h"
#include "engine/sim/recording.h"
#include "engine/sim/services.h"
#include "engine/sim/simulation.h"

namespace gemba::sim {

struct SessionOptions {
    double rate = 1.0;  ///< simulated seconds per wall second; 0 = as fast as it goes
    UtcNs epoch = 0;    ///< UTC of tick 0; 0 = now
    bool epochFromFirstSample = false;  ///< tick 0 is at the first sample's source time instead
    bool startPaused = false;
    TickSink* sink = nullptr;   ///< is handed what enters the ticks; outlives the session
    InputFeed* feed = nullptr;  ///< all inputs come from here instead; outlives the session
    /// How far this computer's clock was set since the start, ns.
    std::function<int64_t()> clockStep = clockStepNs;
};

/// Figures of a session, for `gemba run --json`; the simulation's thread only.
struct SessionFigures {
    Tick ticks = 0;
    double simSeconds = 0.0, wallSeconds = 0.0, lostSeconds = 0.0;
    uint64_t samplesReceived = 0, samplesDropped = 0;
    uint64_t samplesLate = 0;  ///< align = "source": came after their tick
    /// Every sample entered the tick that a trusted clock names: another run with the same epoch
    /// has the same inputs. Nothing is said without such a source.
    std::optional<bool> comparable;
    double latencyP50Ms = 0.0, latencyP99Ms = 0.0;
};

/// Runs a Simulation against wall time: takes samples from the sources and commands from the
/// window, paces the ticks, hands out snapshots. One thread calls run(), be it the window's
/// simulation thread or a headless main: it is the same code.
///
/// Beside a source whose clock is trusted and with a stated epoch time is the source's: tick 0
/// waits for the first sample, each sample enters the tick of its source time plus the stated
/// delay, and wall time that was lost moves no tick.
class Session {
 public:
    Session(std::unique_ptr<Simulation> simulation, SessionOptions options);
    ~Session();

    // Before run():
    /// Takes samples of Twin::live[index] from here. The source outlives the session.
    void attach(uint32_t sourceIndex, SampleSource& source);
    /// Goes on where another is that does not run now, of a twin before an edit: its parts, values
    /// and states, its pause and rate (Simulation::takeOver). After attach().
    void takeOver(const Session& before);

    /// Simulates until the tick, or for ever when it is negative, or until asked to stop. May be
    /// called again.
    void run(std::stop_token stop, Tick until = -1);

    // Any one thread each:
    /// False: the ring is full, the command is refused.
    [[nodiscard]] bool post(const Command& command) { return m_commands.push(command); }
    /// Whether the viewport's snapshots have the contacts of bodies from now on.
    void wantContacts(bool wanted) { m_wantsContacts.store(wanted, std::memory_order_relaxed); }
    /// One buffer for each reading thread.
    [[nodiscard]] TripleBuffer<Snapshot>& viewportChannel() { return m_viewport; }
    [[nodiscard]] TripleBuffer<Snapshot>& windowChannel() { return m_window; }

    // Thread of run(), or after it:
    [[nodiscard]] Simulation& simulation() { return *m_simulation; }
    [[nodiscard]] SessionFigures figures() const;
    [[nodiscard]] const TimeMap& timeMap() const { return m_timeMap; }
    void snapshot(Snapshot& out) const;

 private:
    struct Attached {
        uint32_t index = 0;
        SampleSource* source = nullptr;
    };

    void begin();
    [[nodiscard]] bool awaitFirstSample(const std::stop_token& stop);
    void takeCommands();
    void obey(const Command& command);
    void takeSamples();
    void accept(const signals::Sample& sample);
    void acceptTrusted(const twin::LiveSource& live, const signals::Sample& sample);
    void orderPending();
    [[nodiscard]] bool wasHeard(const signals::Sample& sample) const;
    void pend(const signals::Sample& sample);
    void clearPending();
    void releaseHeld();
    void tickOnce();
    void record(const TickInputs& inputs);
    void recordStart();
    [[nodiscard]] UtcNs utcAfter(const TickInputs& inputs) const;
    void recordSimulated(bool numbers, bool mayWait);
    void recordFindings(bool mayWait);
    void recordClocks(bool mayWait);
    void recordLatency();
    void publish();
    void shiftTime(int64_t lostNs);

    std::unique_ptr<Simulation> m_simulation;
    SessionOptions m_options;
    TimeMap m_timeMap;
    Pacer m_pacer;
    std::vector<Attached> m_sources;
    SpscRing<Command> m_commands{1024};
    std::vector<signals::Sample> m_pending;                // for the next tick
    std::vector<std::pair<Tick, signals::Sample>> m_held;  // align = "source": until their tick
    std::vector<signals::Sample> m_early;                  // came before the clock began
    std::vector<UtcNs> m_newestOf;                         // trusted clock: by signal, source time
    std::vector<UtcNs> m_heard;            // taken over: by signal, source time of the last value
    std::vector<int32_t> m_placeOf;        // in m_pending, by signal, then by source; -1: none
    bool m_placed = false;                 // one of them is not -1
    std::vector<Command> m_worldCommands;  // for the next tick
    TickRecord m_record;                   // scratch
    Snapshot m_frame;                      // scratch
    std::vector<Value> m_recorded;         // simulated values that the sink has
    TripleBuffer<Snapshot> m_viewport, m_window;
    std::atomic<bool> m_wantsContacts{false};
    LatencyHistogram m_latency;
    bool m_started = false;
    bool m_trusted = false;   // a source's clock is
    bool m_bySource = false;  // and the epoch is stated
    bool m_paused = false;
    int64_t m_stepsLeft = 0;
    int64_t m_lostNs = 0;  // of the pacer, as far as it is recorded
    // Clocks, as far as they are recorded: of each source, and this computer's.
    struct SourceClock {
        uint64_t steps = 0;
        int64_t offsetNs = 0;
    };
    std::vector<SourceClock> m_sourceClocks;
    int64_t m_clockStepNs = 0;  // as recorded
    int64_t m_clockSeenNs = 0;  // in the last tick
    uint64_t m_received = 0, m_dropped = 0, m_late = 0, m_sequence = 0;
    UtcNs m_newestSource = 0, m_newestReceive = 0;
    Tick m_firstTick = 0;  // before which nothing was simulated here
    UtcNs m_resumed = 0;
    UtcNs m_wallStart = 0, m_wallEnd = 0;
};

}  // namespace gemba::sim
