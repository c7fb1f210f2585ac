#include "app/commands/sweep.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <iostream>
#include <map>
#include <mutex>
#include <thread>

#include "app/branches.h"
#include "app/composition.h"
#include "app/files.h"
#include "app/recorded_session.h"
#include "app/recording.h"
#include "app/replayed_world.h"
#include "app/summary.h"
#include "app/sweep_plan.h"
#include "app/sweep_table.h"

namespace gemba::app {
namespace {

using Json = nlohmann::ordered_json;

/// What all runs begin with.
struct Origin {
    LoadedTwin loaded;
    BranchOrigin from;                 ///< no state: the twin's own beginning
    std::vector<LoadedTwin> scripted;  ///< the same twin with each script that is tried
};

/// What came of one run.
struct Outcome {
    std::string line;
    sim::SnapshotFlow flow;
};

// What is not tied to wall time, so that equal runs say the same.
Outcome outcomeOf(const SweepPlan& plan, uint64_t run, const sim::Simulation& simulation,
                  Tick ticks) {
    sim::Snapshot snapshot;
    simulation.describe(snapshot);
    Json out;
    out["run"] = run;
    Json& set = out["set"] = Json::object();
    for (size_t p = 0; p < plan.properties.size(); ++p) {
        const SweptProperty& swept = plan.properties[p];
        const double value = plan.value(run, p);
        set[swept.name] = swept.isScript() ? Json(swept.scripts[plan.choice(run, p)])
                          : swept.boolean  ? Json(value != 0.0)
                                           : Json(value);
    }
    out["seed"] = plan.seed(run);
    out["ticks"] = ticks;
    out["sim_seconds"] = static_cast<double>(ticks) * snapshot.h;
    out["state_hash"] = hashText(simulation.stateHash());
    out["controller_stopped"] = snapshot.controllerStopped;
    out["flow"] = flowJson(snapshot.flow, *simulation.world().twin);
    return {out.dump(), std::move(snapshot.flow)};
}

// One run: what is swept is forced from the first tick on, as an engineer would by hand.
Result<Outcome> simulate(const Origin& origin, const SweepPlan& plan, uint64_t run, Tick ticks,
                         const std::stop_token& stop) {
    Tick ended = 0;
    const LoadedTwin* loaded = &origin.loaded;
    BranchRun ahead{.seed = plan.seed(run), .ticks = ticks};
    for (size_t p = 0; p < plan.properties.size(); ++p) {
        if (plan.properties[p].isScript()) {
            loaded = &origin.scripted[plan.choice(run, p)];
            ahead.changedScript = true;
        } else {
            ahead.changes.push_back({plan.properties[p].property, plan.value(run, p)});
        }
    }
    ahead.each = [&](const sim::Simulation&, Tick done) {
        ended = done;
        return !stop.stop_requested();
    };
    const auto simulation = runBranch(*loaded, origin.from, ahead);
    if (!simulation)
        return tl::unexpected(simulation.error());
    return outcomeOf(plan, run, **simulation, ended);
}

// The state of a recorded session at an instant.
Result<Origin> originOf(const SweepOptions& options, const std::stop_token& stop) {
    auto recording = openRecording(options.file, {}, stop);
    if (!recording)
        return tl::unexpected(recording.error());
    Origin out{.loaded = std::move(recording->loaded)};

    // From the newest checkpoint before, with all that was recorded until then.
    const twin::Twin& twin = *out.loaded.twin;
    const UtcNs begin = recording->info.start.epoch;
    const UtcNs at = options.at ? begin + std::llround(1e9 * *options.at) : INT64_MAX;
    signals::History unused(signals::SignalNames(twin).size());
    auto world = replayedWorld(recording->file, out.loaded, at, unused);
    if (!world)
        return tl::unexpected(world.error());
    const auto elsewhere = [&](UtcNs utc, const char* where, const char* than) {
        return fail({.doing = "go on to the instant",
                     .on = options.file.string(),
                     .found = fmt::format("{:g} s, {}", *options.at, where),
                     .expected = fmt::format("--at {:.0f} or {}",
                                             1e-9 * static_cast<double>(utc - begin), than)});
    };
    if (world->utc > at && world->utc - at > kNsPerSecond)
        return elsewhere(world->utc, "before this file's beginning", "more");
    auto from = originAt(*world, at, stop);
    if (!from)
        return tl::unexpected(from.error());
    if (options.at && !from->reached && at - from->utc > kNsPerSecond)
        return elsewhere(from->utc, "behind the recording's end", "less");
    out.from = std::move(*from);
    return out;
}

Result<void> takeScripts(Origin& origin, const SweptProperty& swept) {
    for (const std::string& file : swept.scripts) {
        auto scripted = withScript(origin.loaded, file);
        if (!scripted)
            return tl::unexpected(scripted.error());
        origin.scripted.push_back(std::move(*scripted));
    }
    return {};
}

/// Lines in the order of their runs, each as soon as all before it are there.
class OrderedLines {
 public:
    void add(uint64_t run, std::string line) {
        const std::lock_guard lock(m_mutex);
        m_waiting[run] = std::move(line);
        for (auto at = m_waiting.begin(); at != m_waiting.end() && at->first == m_next;
             at = m_waiting.erase(at), ++m_next)
            std::cout << at->second << std::endl;
    }
    /// Once nobody adds any more.
    [[nodiscard]] uint64_t printed() const { return m_next; }

 private:
    std::mutex m_mutex;
    std::map<uint64_t, std::string> m_waiting;
    uint64_t m_next = 0;
};

// How many runs ended; in `flows` what flowed in each.
Result<uint64_t> runAll(const Origin& origin, const SweepPlan& plan, Tick ticks, unsigned jobs,
                        bool table, std::vector<sim::SnapshotFlow>& flows,
                        const std::stop_token& stop) {
    std::atomic<uint64_t> next{0}, ended{0};
    std::mutex mutex;
    std::optional<Error> failure;
    OrderedLines lines;
    flows.resize(table ? plan.runs() : 0);
    const auto work = [&] {
        for (uint64_t run = next++; run < plan.runs() && !stop.stop_requested(); run = next++) {
            auto outcome = simulate(origin, plan, run, ticks, stop);
            if (stop.stop_requested())
                return;  // it may have been cut short
            if (outcome) {
                ++ended;
                if (table)
                    flows[run] = std::move(outcome->flow);
                else
                    lines.add(run, std::move(outcome->line));
                continue;
            }
            const std::lock_guard lock(mutex);
            if (!failure)
                failure = std::move(outcome.error());
            next = plan.runs();
        }
    };
    {
        std::vector<std::jthread> others(jobs - 1);
        for (std::jthread& other : others)
            other = std::jthread(work);
        work();
    }
    if (failure)
        return tl::unexpected(std::move(*failure));
    return table ? ended.load() : lines.printed();
}

}  // namespace

int runSweep(const SweepOptions& options, std::stop_token stop) {
    Origin origin;
    if (isRecordingFile(options.file)) {
        auto found = originOf(options, stop);
        if (stop.stop_requested())
            return kExitCheckFailed;
        if (!found)
            return reportError(found.error());
        origin = std::move(*found);
    } else if (options.at) {
        reportError({.doing = "go on from an instant",
                     .on = options.file.string(),
                     .found = "no recording",
                     .expected = "a file of gemba run --record, or without --at"});
        return kExitUsage;
    } else {
        origin.loaded = loadTwin(options.file, {}, stop);
        if (stop.stop_requested())
            return kExitCheckFailed;
        if (origin.loaded.twin == nullptr)
            return reportProblems(options.file, origin.loaded.problems);
    }
    const twin::Twin& twin = *origin.loaded.twin;
    const auto plan = planSweep(twin, options.sets, options.seeds);
    if (!plan) {
        reportError(plan.error());
        return kExitUsage;
    }
    if (const SweptProperty* const script = plan->script()) {
        if (const auto taken = takeScripts(origin, *script); !taken)
            return reportError(taken.error());
    }
    const unsigned processors = std::max(1u, std::thread::hardware_concurrency());
    const auto jobs = static_cast<unsigned>(
        std::min<uint64_t>(options.jobs > 0 ? options.jobs : processors, plan->runs()));
    const Tick ticks = std::llround(options.duration * twin.world.stepHz);
    std::vector<sim::SnapshotFlow> flows;
    const auto done = runAll(origin, *plan, ticks, jobs, options.table, flows, stop);
    if (!done)
        return reportError(done.error());
    if (*done < plan->runs()) {
        std::cerr << "gemba: stopped after " << *done << " of " << plan->runs() << " runs\n";
        return kExitCheckFailed;
    }
    if (options.table)
        std::cout << sweepTable(*plan, flows, twin);
    return kExitDone;
}

}  // namespace gemba::app
