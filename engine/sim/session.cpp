#include "engine/sim/session.h"
#include "engine/sim/track.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <thread>
#include <tuple>

namespace gemba::sim {
namespace {

constexpr size_t kMaxPending = 65'536;  // samples of one tick, or of a pause
// A clock that is disciplined is never moved by so much at once.
constexpr int64_t kClockWasSetNs = 50'000'000;
constexpr int64_t kLongestSleepNs = 20'000'000;  // commands and samples are looked at this often

// Wall time passes at the session's rate; as fast as it goes, one simulated second is one of UTC.
// `epoch`: when `tick` is.
TimeMap timeMapFrom(int64_t stepHz, UtcNs epoch, double rate, Tick tick = 0) {
    TimeMap map(stepHz, epoch);
    const auto micro = std::llround(rate * TimeMap::kRateOne);
    if (tick > 0 || rate > 0.0)
        map.add({tick, epoch, rate > 0.0 ? std::max<int64_t>(1, micro) : TimeMap::kRateOne});
    return map;
}

UtcNs epochOf(const SessionOptions& options) {
    if (options.feed != nullptr)
        return options.feed->start().epoch;
    return options.epoch != 0 ? options.epoch : steadyUtcNow();
}

// Of events those that a person looks for later.
std::optional<Finding::Kind> findingOf(EventType type) {
    switch (type) {
        case EventType::sourceStale:
            return Finding::Kind::sourceStale;
        case EventType::sourceLive:
            return Finding::Kind::sourceLive;
        case EventType::driverSwitched:
            return Finding::Kind::driverSwitched;
        case EventType::bodyFrozen:
            return Finding::Kind::bodyFrozen;
        case EventType::controllerStopped:
            return Finding::Kind::controllerStopped;
        case EventType::partDropped:
            return Finding::Kind::partDropped;
        case EventType::motionRefused:
            return Finding::Kind::motionRefused;
        default:
            return std::nullopt;
    }
}

}  // namespace

Session::Session(std::unique_ptr<Simulation> simulation, SessionOptions options)
    : m_simulation(std::move(simulation)),
      m_options(options),
      m_timeMap(timeMapFrom(m_simulation->world().twin->world.stepHz, epochOf(options),
                            options.feed != nullptr ? 0.0 : options.rate)),
      m_pacer(m_simulation->world().twin->world.stepHz, options.rate),
      m_paused(options.startPaused) {
    m_pending.reserve(4096);
    m_worldCommands.reserve(64);
    const twin::Twin& twin = *m_simulation->world().twin;
    m_newestOf.assign(m_simulation->world().signals.size(), -1);
    m_placeOf.assign(m_simulation->world().signals.size() + twin.live.size(), -1);
    m_trusted = std::any_of(twin.live.begin(), twin.live.end(),
                            [](const twin::LiveSource& live) { return live.trusted(); });
    if (m_options.feed != nullptr)
        m_simulation->world().following = m_options.feed->start().following;
}

Session::~Session() = default;

void Session::attach(uint32_t sourceIndex, SampleSource& source) {
    m_sources.push_back({sourceIndex, &source});
    m_simulation->world().following = true;
    m_bySource = m_trusted && (m_options.epoch != 0 || m_options.epochFromFirstSample);
}

void Session::takeOver(const Session& before) {
    m_simulation->takeOver(*before.m_simulation);
    m_heard.clear();
    for (const signals::SignalState& signal : m_simulation->world().signals)
        m_heard.push_back(signal.sourceTime);
    m_paused = before.m_paused;
    if (m_sources.empty())
        m_pacer.restart(steadyUtcNow(), before.m_pacer.rateRequested());
}

void Session::run(std::stop_token stop, Tick until) {
    if (!m_started) {
        if (m_bySource && !awaitFirstSample(stop))
            return;
        begin();
    }
    const auto finished = [&] { return until >= 0 && m_simulation->world().tick >= until; };
    while (!stop.stop_requested() && !finished()) {
        takeCommands();
        const bool ticking = !m_paused || m_stepsLeft > 0;

        // Simulate what is due; look at the rings before each tick, so that samples enter the first
        // tick after their arrival.
        int64_t due = 0;
        if (ticking)
            due = m_paused ? std::exchange(m_stepsLeft, 0) : m_pacer.due(steadyUtcNow());
        shiftTime(m_pacer.takeNewlyLost());
        const UtcNs lookAgain = steadyUtcNow() + kLongestSleepNs;
        while (due > 0 && !finished() && !stop.stop_requested()) {
            takeSamples();
            tickOnce();
            publish();
            --due;
            // A wish does not wait for the whole backlog.
            if (m_commands.size() > 0 || steadyUtcNow() > lookAgain)
                break;
        }
        if (m_paused)
            m_stepsLeft += due;

        if (!ticking)
            takeSamples();
        publish();
        m_wallEnd = steadyUtcNow();
        if (ticking && m_pacer.rateRequested() <= 0.0)
            continue;

        // Sleep until the next tick is due, but never long.
        int64_t sleepNs = kLongestSleepNs;
        if (ticking)
            sleepNs = std::clamp<int64_t>(m_pacer.nextDue() - steadyUtcNow(), 0, kLongestSleepNs);
        if (sleepNs > 0)
            std::this_thread::sleep_for(std::chrono::nanoseconds(sleepNs));
    }
    m_wallEnd = steadyUtcNow();
    publish();
}

// The first new value of a source with a trusted clock starts ours. False: asked to stop.
bool Session::awaitFirstSample(const std::stop_token& stop) {
    const auto& live = m_simulation->world().twin->live;
    while (!stop.stop_requested()) {
        for (const Attached& attached : m_sources) {
            signals::Sample sample;
            while (attached.source->ring().pop(sample)) {
                sample.source = static_cast<uint16_t>(attached.index);
                if (m_early.size() >= kMaxPending)
                    ++m_dropped;
                else
                    m_early.push_back(sample);
                if (sample.signal == signals::Sample::kHeartbeat || sample.last ||
                    !live[attached.index].trusted())
                    continue;
                if (m_options.epochFromFirstSample)
                    m_options.epoch = sample.sourceTime;
                m_timeMap =
                    timeMapFrom(m_timeMap.stepHz(), m_options.epoch, m_pacer.rateRequested());
                return true;
            }
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return false;
}

// Wall time begins with the first run(), not with the making.
void Session::begin() {
    m_started = true;
    m_firstTick = m_simulation->world().tick;
    m_wallStart = steadyUtcNow();
    m_pacer.restart(m_wallStart, m_pacer.rateRequested());
    if (m_options.feed == nullptr && m_options.epoch == 0)
        m_timeMap =
            timeMapFrom(m_timeMap.stepHz(), m_wallStart, m_pacer.rateRequested(), m_firstTick);
    recordStart();
    for (const signals::Sample& sample : m_early) {
        m_received += sample.signal != signals::Sample::kHeartbeat ? 1 : 0;
        accept(sample);
    }
    m_early.clear();
}

void Session::recordStart() {
    if (m_options.sink == nullptr)
        return;
    const World& world = m_simulation->world();
    m_recorded.assign(world.signals.size(), {});
    m_sourceClocks.clear();
    for (const SourceState& source : world.sources)
        m_sourceClocks.push_back({source.clockSteps, source.clockOffsetNs});
    m_clockStepNs = m_clockSeenNs = m_options.feed == nullptr ? m_options.clockStep() : 0;
    m_options.sink->begin({world.seed, world.following, m_timeMap.stepHz(),
                           m_timeMap.utc(world.tick),
                           world.tick == 0 ? m_simulation->stateHash() : 0});
    m_options.sink->checkpoint(world.tick, m_timeMap.utc(world.tick), m_simulation->save(), true);
}

void Session::takeCommands() {
    Command command;
    while (m_commands.pop(command))
        obey(command);
}

void Session::obey(const Command& command) {
    const UtcNs now = steadyUtcNow();
    switch (command.type) {
        case CommandType::pause:
            m_paused = true;
            m_stepsLeft = 0;
            break;
        case CommandType::resume:
            m_stepsLeft = 0;
            if (m_paused) {
                m_paused = false;
                m_resumed = now;
                m_pacer.restart(now, m_pacer.rateRequested());
                shiftTime(std::max<int64_t>(0, now - m_timeMap.utc(m_simulation->world().tick)));
            }
            break;
        case CommandType::step:
            m_paused = true;
            m_stepsLeft += std::clamp<int64_t>(command.count, 0, 1'000'000);
            break;
        case CommandType::setRate: {
            // Beside a plant time passes as it does there.
            if (!m_sources.empty())
                break;
            const double rate = std::clamp(command.value, 0.0, 1000.0);
            const Tick tick = m_simulation->world().tick;
            if (m_paused)
                m_pacer.restart(now, rate);
            else
                m_pacer.changeRate(now, rate);
            const auto micro = std::llround(rate * TimeMap::kRateOne);
            if (m_options.feed == nullptr)  // a replay's time is the recorded one
                m_timeMap.add({tick, m_timeMap.utc(tick), micro > 0 ? micro : TimeMap::kRateOne});
            break;
        }
        case CommandType::reset:
            if (m_options.feed != nullptr)
                break;  // a recording begins where it begins
            m_simulation->reset();
            m_timeMap = timeMapFrom(m_timeMap.stepHz(), now, m_pacer.rateRequested());
            m_pacer.restart(now, m_pacer.rateRequested());
            clearPending();
            m_held.clear();
            m_worldCommands.clear();
            m_stepsLeft = 0;
            m_firstTick = 0;
            m_newestOf.assign(m_newestOf.size(), -1);
            recordStart();
            break;
        default:
            m_worldCommands.push_back(command);
            break;
    }
}

void Session::shiftTime(int64_t lostNs) {
    if (lostNs <= 0 || m_options.feed != nullptr || m_bySource)
        return;
    const Tick tick = m_simulation->world().tick;
    const int64_t rate = m_timeMap.entries().back().rate;
    m_timeMap.add({tick, m_timeMap.utc(tick) + lostNs, rate});
}

// Drained even while paused; what waits for the next tick is bounded. What finds no room stays in
// the ring, and before it where what is lost is counted.
void Session::takeSamples() {
    if (m_options.feed != nullptr)
        return;
    signals::Sample sample;
    for (const Attached& attached : m_sources) {
        while (m_pending.size() + m_held.size() < kMaxPending &&
               attached.source->ring().pop(sample)) {
            sample.source = static_cast<uint16_t>(attached.index);
            if (sample.signal != signals::Sample::kHeartbeat)
                ++m_received;
            accept(sample);
        }
    }
    if (!m_held.empty())
        releaseHeld();
}

// By the session before this one: for a moment both were connected. A clock may be set later on.
bool Session::wasHeard(const signals::Sample& sample) const {
    return sample.signal < m_heard.size() && !sample.last &&
           sample.sourceTime <= m_heard[sample.signal] &&
           m_simulation->world().tick < m_firstTick + m_timeMap.stepHz();
}

// At once, or with align = "source" in the tick of its source time plus the stated delay.
void Session::accept(const signals::Sample& sample) {
    if (wasHeard(sample))
        return;
    const World& world = m_simulation->world();
    const twin::LiveSource& live = world.twin->live[sample.source];
    const SourceState& source = world.sources[sample.source];
    if (live.trusted()) {
        acceptTrusted(live, sample);
        return;
    }
    if (live.align != twin::Align::source || !source.offsetKnown ||
        sample.signal == signals::Sample::kHeartbeat || sample.last) {
        pend(sample);
        return;
    }
    const Tick tick = m_timeMap.tickAt(source.ourTime(sample) + live.delayNs());
    if (tick < world.tick)
        ++m_late;
    if (tick <= world.tick)
        pend(sample);
    else
        m_held.emplace_back(tick, sample);
}

// While nothing ticks the newest of a signal will do where each does not count, as in the sources'
// rings: a long pause must not end with what was long ago. A repeat is nothing newer.
void Session::pend(const signals::Sample& sample) {
    const World& world = m_simulation->world();
    const bool heartbeat = sample.signal == signals::Sample::kHeartbeat;
    const bool every =
        !heartbeat && (sample.signal >= world.signals.size() || world.names.every(sample.signal));
    if (!m_paused || every) {
        m_pending.push_back(sample);
        return;
    }
    int32_t& place =
        m_placeOf[heartbeat ? world.signals.size() + sample.source : size_t{sample.signal}];
    if (place < 0) {
        m_placed = true;
        place = static_cast<int32_t>(m_pending.size());
        m_pending.push_back(sample);
        return;
    }
    signals::Sample& older = m_pending[static_cast<size_t>(place)];
    const uint32_t lost = older.lost + sample.lost;
    if (!sample.last || sample.missed || older.last)
        older = sample;
    older.lost = lost;
}

void Session::clearPending() {
    m_pending.clear();
    if (std::exchange(m_placed, false))
        std::fill(m_placeOf.begin(), m_placeOf.end(), -1);
}

// Nothing here looks at when it arrived, but for whether that was too late. What a source repeats
// says nothing new, unless its original never came; signs of life alone have no time. Values older
// than the epoch were so at its time: they enter with the first that can.
void Session::acceptTrusted(const twin::LiveSource& live, const signals::Sample& sample) {
    if (sample.signal >= m_newestOf.size())
        return;
    UtcNs& newest = m_newestOf[sample.signal];
    if (sample.last && sample.sourceTime <= newest)
        return;
    newest = std::max(newest, sample.sourceTime);
    const UtcNs time = std::max(sample.sourceTime, m_timeMap.utc(0));
    const Tick tick = m_timeMap.tickAt(time + live.delayNs());
    const Tick now = m_simulation->world().tick;
    m_late += tick < now ? 1 : 0;
    m_held.emplace_back(std::max(tick, now), sample);
}

// By source time among those of one tick: their order on the network no longer matters.
void Session::orderPending() {
    if (!m_trusted)
        return;
    std::sort(m_pending.begin(), m_pending.end(),
              [](const signals::Sample& a, const signals::Sample& b) {
                  return std::tie(a.sourceTime, a.source, a.signal, a.index) <
                         std::tie(b.sourceTime, b.source, b.signal, b.index);
              });
}

// In the order of their arrival among those of one tick.
void Session::releaseHeld() {
    const Tick tick = m_simulation->world().tick;
    size_t kept = 0;
    for (const auto& held : m_held) {
        if (held.first > tick)
            m_held[kept++] = held;
        else
            m_pending.push_back(held.second);
    }
    m_held.resize(kept);
}

void Session::tickOnce() {
    const UtcNs begin = steadyUtcNow();
    const Tick tick = m_simulation->world().tick;
    TickInputs inputs;
    if (m_options.feed != nullptr) {
        inputs = m_options.feed->take(tick);
        for (const signals::Sample& sample : inputs.samples)
            m_received += sample.signal != signals::Sample::kHeartbeat ? 1 : 0;
        if (!m_options.feed->aligned()) {
            for (const signals::Sample& sample : inputs.samples)
                accept(sample);
            releaseHeld();
            orderPending();
            inputs.samples = m_pending;
        }
    } else {
        orderPending();
        inputs = {m_timeMap.utc(tick), m_pending, m_worldCommands};
    }
    m_simulation->tick(inputs);
    if (m_options.sink != nullptr)
        record(inputs);
    if (m_options.feed == nullptr)
        recordLatency();
    clearPending();
    m_worldCommands.clear();
    const UtcNs end = steadyUtcNow();
    m_pacer.done(end, end - begin);
}

void Session::record(const TickInputs& inputs) {
    const World& world = m_simulation->world();
    const bool mayWait = m_pacer.rateRequested() <= 0.0;
    m_record.tick = world.tick - 1;
    describeInputs(inputs, m_record);
    m_record.hash = m_simulation->stateHash();
    m_options.sink->tick(m_record, mayWait);
    if (m_simulation->checkpointTick() == world.tick)
        m_options.sink->checkpoint(world.tick, utcAfter(inputs), m_simulation->checkpoint(),
                                   mayWait);
    const bool frame = world.tick % std::max<int64_t>(1, m_timeMap.stepHz() / kTrackHz) == 0;
    recordSimulated(frame, mayWait);
    recordFindings(mayWait);
    if (frame) {
        snapshot(m_frame);
        m_options.sink->frame(m_frame, mayWait);
    }
}

// A replay's time is the recorded one, which jumps where time was lost.
UtcNs Session::utcAfter(const TickInputs& inputs) const {
    return m_options.feed != nullptr ? inputs.utc + kNsPerSecond / m_timeMap.stepHz()
                                     : m_timeMap.utc(m_simulation->world().tick);
}

void Session::recordFindings(bool mayWait) {
    const World& world = m_simulation->world();
    for (const auto& system : m_simulation->systems()) {
        for (const Finding& finding : system->findings())
            m_options.sink->found(finding, world.utc, mayWait);
    }
    for (const Event& event : world.events) {
        if (const auto kind = findingOf(event.type))
            m_options.sink->found({*kind, event.index, world.utc, event.value}, world.utc, mayWait);
    }
    if (const int64_t lost = m_pacer.lostNs(); lost != m_lostNs) {
        const double seconds = static_cast<double>(lost - m_lostNs) * 1e-9;
        m_options.sink->found({Finding::Kind::timeLost, 0, world.utc, seconds}, world.utc, mayWait);
        m_lostNs = lost;
    }
    recordClocks(mayWait);
}

// Of a replay's clocks only the sources' are in its inputs.
void Session::recordClocks(bool mayWait) {
    const World& world = m_simulation->world();
    for (uint32_t i = 0; i < world.sources.size(); ++i) {
        const SourceState& source = world.sources[i];
        SourceClock& known = m_sourceClocks[i];
        if (source.clockSteps > known.steps) {  // after a reset there are none
            const double seconds =
                static_cast<double>(source.clockOffsetNs - known.offsetNs) * 1e-9;
            m_options.sink->found({Finding::Kind::sourceClockSet, i, world.utc, seconds}, world.utc,
                                  mayWait);
        }
        known = {source.clockSteps, source.clockOffsetNs};
    }
    const int64_t step = m_options.feed == nullptr ? m_options.clockStep() : 0;
    // Two clocks are read for it: a pause between them looks like a step, until the next tick.
    const int64_t before = std::exchange(m_clockSeenNs, step);
    if (std::abs(step - m_clockStepNs) < kClockWasSetNs ||
        std::abs(step - before) >= kClockWasSetNs)
        return;
    const double seconds = static_cast<double>(step - m_clockStepNs) * 1e-9;
    m_options.sink->found({Finding::Kind::clockSet, 0, world.utc, seconds}, world.utc, mayWait);
    m_clockStepNs = step;
}

void Session::recordSimulated(bool numbers, bool mayWait) {
    const World& world = m_simulation->world();
    for (uint32_t signal = 0; signal < world.signals.size(); ++signal) {
        const Value& now = world.signals[signal].simulated;
        if (now == m_recorded[signal] || (!numbers && now.type() == ValueType::real))
            continue;
        m_recorded[signal] = now;
        m_options.sink->simulated(signal, world.utc, now, mayWait);
    }
}

// Socket to world: a sample is readable in the world when its tick has ended.
void Session::recordLatency() {
    if (m_pending.empty())
        return;
    const UtcNs now = steadyUtcNow();
    for (const signals::Sample& sample : m_pending) {
        // What came in a pause waited for the user, not for us.
        if (sample.signal == signals::Sample::kHeartbeat || sample.receiveTime < m_resumed)
            continue;
        m_latency.add(now - sample.receiveTime);
        m_newestReceive = std::max(m_newestReceive, sample.receiveTime);
        m_newestSource = std::max(m_newestSource, sample.sourceTime);
    }
}

void Session::publish() {
    for (TripleBuffer<Snapshot>* channel : {&m_viewport, &m_window}) {
        if (!channel->wanted())
            continue;
        channel->writing().wantsContacts =
            channel == &m_viewport && m_wantsContacts.load(std::memory_order_relaxed);
        snapshot(channel->writing());
        channel->writing().sequence = ++m_sequence;
        channel->publish();
    }
}

void Session::snapshot(Snapshot& out) const {
    m_simulation->describe(out);
    out.paused = m_paused;
    out.rateRequested = m_pacer.rateRequested();
    out.rateMeasured = m_paused ? 0.0 : m_pacer.rateMeasured();
    out.lostSeconds = static_cast<double>(m_pacer.lostNs()) * 1e-9;
    out.lagSeconds = static_cast<double>(m_pacer.lagNs()) * 1e-9;
    out.tickMs = m_pacer.tickMs();
    out.latencyP50Ms = m_latency.quantileMs(0.5);
    out.latencyP99Ms = m_latency.quantileMs(0.99);
    out.samples = m_received;
    out.samplesDropped = m_dropped;
    out.newestReceive = m_newestReceive;
    out.newestSource = m_newestSource;
}

SessionFigures Session::figures() const {
    SessionFigures out;
    out.ticks = m_simulation->world().tick - m_firstTick;
    out.simSeconds = static_cast<double>(out.ticks) * m_simulation->world().h;
    out.wallSeconds = static_cast<double>(m_wallEnd - m_wallStart) * 1e-9;
    out.lostSeconds = static_cast<double>(m_pacer.lostNs()) * 1e-9;
    out.samplesReceived = m_received;
    out.samplesDropped = m_dropped;
    out.samplesLate = m_late;
    if (m_trusted && m_simulation->world().following)
        out.comparable = m_late == 0 && m_dropped == 0;
    out.latencyP50Ms = m_latency.quantileMs(0.5);
    out.latencyP99Ms = m_latency.quantileMs(0.99);
    return out;
}

}  // namespace gemba::sim
