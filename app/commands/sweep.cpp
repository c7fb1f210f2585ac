#include "app/commands/sweep.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <iostream>
#include <map>
#include <mutex>
#include <thread>

#include "app/composition.h"
#include "app/files.h"
#include "app/summary.h"
#include "app/sweep_plan.h"

namespace gemba::app {
namespace {

using Json = nlohmann::ordered_json;

// What is not tied to wall time, so that equal runs say the same.
Json lineOf(const SweepPlan& plan, uint64_t run, sim::Session& session) {
    sim::Snapshot snapshot;
    session.snapshot(snapshot);
    Json out;
    out["run"] = run;
    Json& set = out["set"] = Json::object();
    for (size_t p = 0; p < plan.properties.size(); ++p) {
        const double value = plan.value(run, p);
        set[plan.properties[p].name] =
            plan.properties[p].boolean ? Json(value != 0.0) : Json(value);
    }
    out["seed"] = plan.seed(run);
    out["ticks"] = snapshot.tick;
    out["sim_seconds"] = static_cast<double>(snapshot.tick) * snapshot.h;
    out["state_hash"] = hashText(session.simulation().stateHash());
    out["controller_stopped"] = snapshot.controllerStopped;
    out["flow"] = flowJson(snapshot.flow, *session.simulation().world().twin);
    return out;
}

// One run: what is swept is forced from the first tick on, as an engineer would by hand.
Result<std::string> simulate(const LoadedTwin& loaded, const SweepPlan& plan, uint64_t run,
                             Tick end, const std::stop_token& stop) {
    auto simulation = makeSimulation(loaded, {.seed = plan.seed(run)});
    if (!simulation)
        return tl::unexpected(simulation.error());
    sim::Session session(std::move(*simulation), {.rate = 0.0, .epoch = 1});
    for (size_t p = 0; p < plan.properties.size(); ++p) {
        const bool taken = session.post({.type = sim::CommandType::force,
                                         .property = plan.properties[p].property,
                                         .value = plan.value(run, p)});
        if (!taken)
            return fail({.doing = "force what is swept", .found = "too many properties at once"});
    }
    session.run(stop, end);
    return lineOf(plan, run, session).dump();
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

// How many lines were printed.
Result<uint64_t> runAll(const LoadedTwin& loaded, const SweepPlan& plan, Tick end, unsigned jobs,
                        const std::stop_token& stop) {
    std::atomic<uint64_t> next{0};
    std::mutex mutex;
    std::optional<Error> failure;
    OrderedLines lines;
    const auto work = [&] {
        for (uint64_t run = next++; run < plan.runs() && !stop.stop_requested(); run = next++) {
            auto line = simulate(loaded, plan, run, end, stop);
            if (stop.stop_requested())
                return;  // it may have been cut short
            if (line) {
                lines.add(run, std::move(*line));
                continue;
            }
            const std::lock_guard lock(mutex);
            if (!failure)
                failure = std::move(line.error());
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
    return lines.printed();
}

}  // namespace

int runSweep(const SweepOptions& options, std::stop_token stop) {
    const LoadedTwin loaded = loadTwin(options.file, {}, stop);
    if (stop.stop_requested())
        return kExitCheckFailed;
    if (loaded.twin == nullptr)
        return reportProblems(options.file, loaded.problems);
    const auto plan = planSweep(*loaded.twin, options.sets, options.seeds);
    if (!plan) {
        reportError(plan.error());
        return kExitUsage;
    }
    const unsigned processors = std::max(1u, std::thread::hardware_concurrency());
    const auto jobs = static_cast<unsigned>(
        std::min<uint64_t>(options.jobs > 0 ? options.jobs : processors, plan->runs()));
    const Tick end = std::llround(options.duration * loaded.twin->world.stepHz);
    const auto done = runAll(loaded, *plan, end, jobs, stop);
    if (!done)
        return reportError(done.error());
    if (*done == plan->runs())
        return kExitDone;
    std::cerr << "gemba: stopped after " << *done << " of " << plan->runs() << " runs\n";
    return kExitCheckFailed;
}

}  // namespace gemba::app
