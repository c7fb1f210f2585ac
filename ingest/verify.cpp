#include "ingest/verify.h"

#include <fmt/format.h>

#include "engine/sim/compare.h"
#include "ingest/mcap/check.h"

namespace gemba::ingest {
namespace {

std::vector<std::string> enteredText(const sim::TickInputs& inputs, const sim::World& world) {
    constexpr size_t kMost = 20;
    std::vector<std::string> out;
    for (const signals::Sample& sample : inputs.samples) {
        if (sample.signal < world.signals.size() && out.size() < kMost)
            out.push_back(fmt::format("{} = {}", world.names.name(sample.signal),
                                      sample.value.type() == ValueType::text
                                          ? std::string(sample.value.text())
                                          : fmt::format("{}", sample.value.number())));
    }
    for (const sim::Command& command : inputs.commands) {
        if (out.size() < kMost)
            out.push_back(fmt::format("a command of kind {}", static_cast<int>(command.type)));
    }
    return out;
}

// Goes on to the next checkpoint, where the recorded state itself can be looked at.
void explain(Verdict& verdict, const twin::Twin& twin, const MakeSimulation& make,
             sim::Simulation& simulation, ReplayFeed& feed) {
    const Tick grid = twin.world.checkpointTicks();
    const Tick next = (verdict.firstDiffering / grid + 1) * grid;
    while (simulation.world().tick < next && feed.failure().empty())
        simulation.tick(feed.take(simulation.world().tick));
    const auto recorded = feed.checkpointAt(next);
    if (!recorded || !*recorded)
        return;
    auto other = make(feed.start().seed);
    if (other && (*other)->load((*recorded)->state))
        verdict.differences = sim::differences((*other)->world(), simulation.world());
}

}  // namespace

const char* name(Verdict::Outcome outcome) {
    switch (outcome) {
        case Verdict::Outcome::equal:
            return "equal";
        case Verdict::Outcome::differs:
            return "differs";
        case Verdict::Outcome::damaged:
            return "damaged";
        case Verdict::Outcome::stopped:
            return "stopped";
        case Verdict::Outcome::notComparable:
            break;
    }
    return "not_comparable";
}

Result<Verdict> verifyFile(const mcap::McapFile& file, const RecordingInfo& info,
                           const mcap::Progress& progress, uint64_t ownMaths) {
    const auto problems = mcap::checkAll(file, progress);
    if (!problems)
        return tl::unexpected(problems.error());
    Verdict verdict;
    if (!problems->empty()) {
        verdict.outcome = Verdict::Outcome::damaged;
        verdict.reason = fmt::format("{}", fmt::join(problems->texts(), "; "));
    } else if (info.mathsFingerprint != ownMaths) {
        verdict.outcome = Verdict::Outcome::notComparable;
        verdict.reason = fmt::format(
            "recorded with other elementary functions ({:016x}) than this "
            "program has ({:016x})",
            info.mathsFingerprint, ownMaths);
    }
    return verdict;
}

Result<Verdict> verifySession(const mcap::McapFile& file, const twin::Twin& twin,
                              const MakeSimulation& make, const std::stop_token& stop) {
    auto opened = ReplayFeed::open(file, twin);
    if (!opened)
        return tl::unexpected(opened.error());
    ReplayFeed& feed = **opened;
    const auto from = feed.seek(0);
    if (!from)
        return tl::unexpected(from.error());
    auto made = make(feed.start().seed);
    if (!made)
        return tl::unexpected(made.error());
    sim::Simulation& simulation = **made;
    simulation.world().following = feed.start().following;
    Verdict verdict;
    if (!beginsAlike(feed.info(), simulation)) {
        verdict.outcome = Verdict::Outcome::notComparable;
        verdict.reason = fmt::format(
            "recorded by {}, another program: it keeps its state otherwise, or begins "
            "otherwise; that program can verify it",
            feed.info().program);
        return verdict;
    }
    if (from->tick > 0) {
        if (auto ready = simulation.load(from->state); !ready)
            return tl::unexpected(ready.error());
    }

    for (Tick tick = from->tick; tick < feed.end(); ++tick) {
        if (stop.stop_requested()) {
            verdict.outcome = Verdict::Outcome::stopped;
            return verdict;
        }
        const sim::TickInputs inputs = feed.take(tick);
        if (!feed.failure().empty()) {
            verdict.outcome = Verdict::Outcome::notComparable;
            verdict.reason = feed.failure();
            return verdict;
        }
        simulation.tick(inputs);
        ++verdict.ticks;
        if (simulation.stateHash() != feed.recordedHash()) {
            verdict.outcome = Verdict::Outcome::differs;
            verdict.firstDiffering = tick;
            verdict.utc = inputs.utc;
            verdict.entered = enteredText(inputs, simulation.world());
            explain(verdict, twin, make, simulation, feed);
            return verdict;
        }
    }
    if (verdict.ticks == 0) {
        verdict.outcome = Verdict::Outcome::notComparable;
        verdict.reason = "no tick in it";
    }
    return verdict;
}

}  // namespace gemba::ingest
