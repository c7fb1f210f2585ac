#include "app/futures.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <exception>
#include <optional>

#include "engine/core/time.h"

namespace gemba::app {
namespace {

constexpr size_t kCurvePoints = 600;
constexpr size_t kTrackParts = 1'000'000;  // that one track may hold, 36 bytes each
constexpr int kBehindOthers = 10;          // nice: a tenth of what the session and the picture get

/// Ticks between the points of a branch's curves.
Tick curveTicks(Tick ticks) {
    return std::max<Tick>(1, ticks / static_cast<Tick>(kCurvePoints));
}

// One branch as it is run: what is kept of it on the way.
class Watch {
 public:
    Watch(sim::FutureBranch& branch, const twin::Twin& twin, Tick ticks, bool track)
        : m_branch(branch), m_twin(twin) {
        m_every = curveTicks(ticks);
        branch.taken.reserve(kCurvePoints + 1);
        branch.present.reserve(kCurvePoints + 1);
        if (!track)
            return;
        // As fine as fits if the world were full.
        const double seconds = static_cast<double>(ticks) / twin.world.stepHz;
        const double room = seconds * twin.world.maxItems / static_cast<double>(kTrackParts);
        m_trackEvery = std::llround(std::max(0.1, room) * twin.world.stepHz);
        m_track = std::make_shared<sim::FutureTrack>();
        m_track->interval = static_cast<double>(m_trackEvery) / twin.world.stepHz;
    }

    /// After a tick; `done` counts them from 1.
    void look(const sim::Simulation& simulation, Tick done) {
        if (done % m_every == 0) {
            simulation.describe(m_snapshot);
            double taken = 0.0;
            for (const auto& sink : m_snapshot.flow.sinks)
                taken += static_cast<double>(sink.taken);
            m_branch.taken.push_back(static_cast<float>(taken));
            m_branch.present.push_back(static_cast<float>(itemsIn(simulation.world().bodies)));
        }
        if (m_track != nullptr && (done == 1 || done % m_trackEvery == 0))
            addFrame(simulation.world().bodies);
    }

    void end(const sim::Simulation& simulation) {
        simulation.describe(m_snapshot);
        m_branch.flow = m_snapshot.flow;
        if (m_track != nullptr)
            m_track->begins.push_back(static_cast<uint32_t>(m_track->parts.size()));
        m_branch.track = m_track;
    }

 private:
    [[nodiscard]] static size_t itemsIn(const sim::BodyTable& bodies) {
        size_t out = 0;
        for (uint32_t slot = 0; slot < bodies.capacity(); ++slot)
            out += bodies.used(slot) && bodies.item[slot] >= 0 ? 1 : 0;
        return out;
    }

    void addFrame(const sim::BodyTable& bodies) {
        m_track->begins.push_back(static_cast<uint32_t>(m_track->parts.size()));
        for (uint32_t slot = 0; slot < bodies.capacity(); ++slot) {
            if (!bodies.used(slot) || bodies.item[slot] < 0)
                continue;
            const Pose& pose = bodies.pose[slot];
            m_track->parts.push_back({.serial = bodies.serial[slot],
                                      .item = bodies.item[slot],
                                      .position = pose.position,
                                      .rotation = pose.rotation});
        }
    }

    sim::FutureBranch& m_branch;
    const twin::Twin& m_twin;
    Tick m_every = 1, m_trackEvery = 1;
    sim::Snapshot m_snapshot;
    std::shared_ptr<sim::FutureTrack> m_track;
};

uint32_t branchesOf(const sim::FutureRequest& request) {
    return request.seeds * (request.changed() ? 2u : 1u);
}

Error refused(const char* found, const char* expected) {
    return {.doing = "compute futures", .found = found, .expected = expected};
}

}  // namespace

/// What the workers of one request share.
struct Futures::Run {
    const BranchOrigin& origin;
    const sim::FutureRequest& request;
    const LoadedTwin& changed;  // with the script that is tried
    Tick ticks = 1;
    const std::stop_token& stop;
    std::atomic<uint32_t> next{0};  // branch
    std::atomic<uint64_t> ticksDone{0};
    std::atomic<bool> failed{false};
    std::mutex mutex{};
    std::optional<Error> failure{};  // the first; read once the workers have ended

    [[nodiscard]] bool goesOn() const { return !stop.stop_requested() && !failed; }
    void fail(Error error) {
        const std::lock_guard lock(mutex);
        if (!failed.exchange(true))
            failure = std::move(error);
    }
};

Futures::Futures(const LoadedTwin& loaded, sim::WorldMaker makeWorld)
    : m_loaded(loaded), m_makeWorld(std::move(makeWorld)) {}

Futures::~Futures() {
    cancel();
}

Result<void> Futures::begin(sim::FutureRequest request) {
    if (request.seeds < 1 || request.seeds > sim::FutureRequest::kMostSeeds)
        return fail(refused("a number of branches that cannot be", "1 to 1000"));
    if (!(request.seconds > 0.0 && request.seconds <= sim::FutureRequest::kLongest))
        return fail(
            refused("a time to look ahead that cannot be", "more than 0 s, a week at most"));
    for (const sim::FutureChange& change : request.changes) {
        if (change.property >= m_loaded.twin->propertyCount || !std::isfinite(change.value))
            return fail(refused("a change of nothing, or to no number", "a property of this twin"));
    }
    const std::lock_guard lock(m_mutex);
    if (m_status.busy())
        return fail(refused("others that are being computed", "their end, or Cancel"));
    m_status = {.state = sim::FutureStatus::State::preparing,
                .branches = branchesOf(request),
                .number = m_status.number + 1};
    // Nothing runs any more: joining the last one does not wait.
    m_thread = std::jthread(
        [this, request = std::move(request)](const std::stop_token& stop) { run(request, stop); });
    return {};
}

void Futures::cancel() {
    const std::lock_guard lock(m_mutex);
    m_thread.request_stop();
}

sim::FutureStatus Futures::status() const {
    const std::lock_guard lock(m_mutex);
    return m_status;
}

std::shared_ptr<const sim::FutureResults> Futures::results() const {
    const std::lock_guard lock(m_mutex);
    return m_results;
}

void Futures::run(const sim::FutureRequest& request, const std::stop_token& stop) {
    using State = sim::FutureStatus::State;
    Result<void> done;
    try {
        done = runAll(request, stop);
    } catch (const std::exception& error) {  // no memory for it: the window goes on
        done = fail({.doing = "compute futures", .found = error.what()});
    }
    const std::lock_guard lock(m_mutex);
    m_status.state = stop.stop_requested() ? State::cancelled : done ? State::done : State::failed;
    if (!done && !stop.stop_requested())
        m_status.message = done.error().message();
}

Result<void> Futures::runAll(const sim::FutureRequest& request, const std::stop_token& stop) {
    const twin::Twin& twin = *m_loaded.twin;
    Result<LoadedTwin> changed = m_loaded;
    if (!request.script.empty())
        changed = withScript(m_loaded, request.script);
    if (!changed)
        return tl::unexpected(changed.error());
    const UtcNs at = std::min(request.at, steadyUtcNow());
    signals::History unused(signals::SignalNames(twin).size());
    auto world = m_makeWorld(at, unused);
    if (!world)
        return tl::unexpected(world.error());
    const auto origin = originAt(*world, at, stop);
    if (!origin)
        return tl::unexpected(origin.error());
    *world = {};

    const Tick ticks = std::max<Tick>(1, std::llround(request.seconds * twin.world.stepHz));
    {
        const std::lock_guard lock(m_mutex);
        m_status.state = sim::FutureStatus::State::running;
        sim::FutureResults empty{
            .request = request,
            .number = m_status.number,
            .from = origin->utc,
            .interval = static_cast<double>(curveTicks(ticks)) * twin.world.h()};
        empty.request.at = at;
        m_results = std::make_shared<const sim::FutureResults>(std::move(empty));
    }
    Run run{
        .origin = *origin, .request = request, .changed = *changed, .ticks = ticks, .stop = stop};
    const uint32_t branches = branchesOf(request);
    {
        const unsigned processors = std::max(1u, std::thread::hardware_concurrency());
        std::vector<std::jthread> workers(std::min(processors, branches));
        for (std::jthread& worker : workers)
            worker = std::jthread([&] { work(run); });
        const auto all = static_cast<double>(branches) * static_cast<double>(ticks);
        for (bool ended = false; !ended;) {
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
            const double progress = static_cast<double>(run.ticksDone.load()) / all;
            const std::lock_guard lock(m_mutex);
            m_status.progress = std::min(1.0, progress);
            ended = !run.goesOn() || m_status.ended == branches;
        }
    }
    if (run.failure)
        return tl::unexpected(std::move(*run.failure));
    return {};
}

// Seed by seed, both variants of each: what is there early can be compared.
void Futures::work(Run& run) {
    setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), kBehindOthers);
    const uint32_t branches = branchesOf(run.request), variants = branches / run.request.seeds;
    try {
        for (uint32_t n = run.next++; n < branches && run.goesOn(); n = run.next++)
            runOne(run, n % variants, 1 + n / variants);
    } catch (const std::exception& error) {  // no memory for it: the window goes on
        run.fail({.doing = "compute futures", .found = error.what()});
    }
}

void Futures::runOne(Run& run, uint32_t variant, uint64_t seed) {
    const auto branch = std::make_shared<sim::FutureBranch>();
    branch->variant = variant;
    branch->seed = seed;
    Watch watch(*branch, *m_loaded.twin, run.ticks, seed == 1);
    BranchRun ahead{.seed = seed, .ticks = run.ticks};
    if (variant == 1) {
        ahead.changes = run.request.changes;
        ahead.changedScript = !run.request.script.empty();
    }
    ahead.each = [&](const sim::Simulation& simulation, Tick done) {
        watch.look(simulation, done);
        ++run.ticksDone;
        return run.goesOn();
    };
    const auto simulation = runBranch(variant == 1 ? run.changed : m_loaded, run.origin, ahead);
    if (!run.goesOn())
        return;  // it may have been cut short
    if (!simulation) {
        run.fail(simulation.error());
        return;
    }
    watch.end(**simulation);
    add(branch);
}

void Futures::add(std::shared_ptr<const sim::FutureBranch> branch) {
    const std::lock_guard lock(m_mutex);
    auto grown = std::make_shared<sim::FutureResults>(*m_results);
    const auto before = [](const auto& a, const auto& b) {
        return std::pair(a->variant, a->seed) < std::pair(b->variant, b->seed);
    };
    grown->branches.insert(
        std::upper_bound(grown->branches.begin(), grown->branches.end(), branch, before),
        std::move(branch));
    m_results = std::move(grown);
    ++m_status.ended;
}

}  // namespace gemba::app
