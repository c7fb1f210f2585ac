#include "app/commands/verify.h"

#include <fmt/format.h>

#include <iostream>
#include <nlohmann/json.hpp>

#include "app/files.h"
#include "app/recording.h"
#include "app/summary.h"
#include "engine/core/maths_fingerprint.h"
#include "engine/sim/compare.h"
#include "ingest/mcap/stream_reader.h"

namespace gemba::app {
namespace {

using Json = nlohmann::ordered_json;

struct Verdict {
    std::string result = "equal";  ///< equal, differs, damaged or not_comparable
    std::string reason;
    Tick ticks = 0;  ///< compared
    Tick firstDiffering = -1;
    UtcNs utc = 0;                         ///< of that tick
    std::vector<std::string> entered;      ///< into that tick
    std::vector<std::string> differences;  ///< at the next checkpoint
};

std::string clockText(UtcNs utc) {
    const std::time_t seconds = utc / kNsPerSecond;
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &parts);
    return fmt::format("{}.{:03}Z", text, utc % kNsPerSecond / 1'000'000);
}

// Every record against every checksum, before anything is said of the session.
Result<std::vector<std::string>> damage(const ingest::mcap::McapFile& file) {
    ingest::mcap::StreamReader reader(file.source());
    ingest::mcap::RawRecord record;
    for (;;) {
        const auto more = reader.next(record);
        if (!more)
            return tl::unexpected(more.error());
        if (!*more)
            break;
    }
    const auto texts = reader.problems().texts();
    return std::vector<std::string>(texts.begin(), texts.end());
}

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
void explain(Verdict& verdict, const LoadedTwin& loaded, sim::Simulation& simulation,
             ingest::ReplayFeed& feed) {
    const Tick grid = loaded.twin->world.checkpointTicks();
    const Tick next = (verdict.firstDiffering / grid + 1) * grid;
    while (simulation.world().tick < next && feed.failure().empty())
        simulation.tick(feed.take(simulation.world().tick));
    const auto recorded = feed.checkpointAt(next);
    if (!recorded || !*recorded)
        return;
    auto other = makeSimulation(loaded, {.seed = feed.start().seed});
    if (other && (*other)->load((*recorded)->state))
        verdict.differences = sim::differences((*other)->world(), simulation.world());
}

Result<Verdict> verify(const LoadedTwin& loaded, const ingest::mcap::McapFile& file,
                       const std::stop_token& stop) {
    auto opened = ingest::ReplayFeed::open(file, *loaded.twin);
    if (!opened)
        return tl::unexpected(opened.error());
    ingest::ReplayFeed& feed = **opened;
    auto from = feed.seek(0);
    if (!from)
        return tl::unexpected(from.error());
    auto made = makeSimulation(loaded, {.seed = feed.start().seed});
    if (!made)
        return tl::unexpected(made.error());
    sim::Simulation& simulation = **made;
    simulation.world().following = feed.start().following;
    if (from->tick > 0) {
        if (auto ready = simulation.load(from->state); !ready)
            return tl::unexpected(ready.error());
    }

    Verdict verdict;
    for (Tick tick = from->tick; tick < feed.end() && !stop.stop_requested(); ++tick) {
        const sim::TickInputs inputs = feed.take(tick);
        if (!feed.failure().empty()) {
            verdict.result = "not_comparable";
            verdict.reason = feed.failure();
            return verdict;
        }
        simulation.tick(inputs);
        ++verdict.ticks;
        if (simulation.stateHash() != feed.recordedHash()) {
            verdict.result = "differs";
            verdict.firstDiffering = tick;
            verdict.utc = inputs.utc;
            verdict.entered = enteredText(inputs, simulation.world());
            explain(verdict, loaded, simulation, feed);
            return verdict;
        }
    }
    if (verdict.ticks == 0) {
        verdict.result = "not_comparable";
        verdict.reason = "no tick in it";
    }
    return verdict;
}

int report(const VerifyOptions& options, const Verdict& verdict) {
    if (options.json) {
        Json out;
        out["result"] = verdict.result;
        out["reason"] = verdict.reason;
        out["ticks"] = verdict.ticks;
        out["first_differing_tick"] =
            verdict.firstDiffering < 0 ? Json(nullptr) : Json(verdict.firstDiffering);
        out["utc_ns"] = verdict.utc;
        out["entered"] = verdict.entered;
        out["differences"] = verdict.differences;
        std::cout << out.dump(2) << '\n';
    } else if (verdict.result == "equal") {
        std::cout << fmt::format("equal: {} ticks, each as it was recorded\n", verdict.ticks);
    } else if (verdict.result == "differs") {
        std::cout << fmt::format("differs from tick {} on, at {}, after {} equal ones\n",
                                 verdict.firstDiffering, clockText(verdict.utc), verdict.ticks - 1);
        for (const std::string& line : verdict.entered)
            std::cout << "  entered: " << line << '\n';
        for (const std::string& line : verdict.differences)
            std::cout << "  " << line << '\n';
    } else {
        std::cout << verdict.result << ": " << verdict.reason << '\n';
    }
    return verdict.result == "equal" ? kExitDone : kExitCheckFailed;
}

}  // namespace

int runVerify(const VerifyOptions& options, std::stop_token stop) {
    const auto file = ingest::mcap::McapFile::open(options.file);
    if (!file)
        return reportError(file.error());
    const auto info = ingest::readRecordingInfo(*file);
    if (!info)
        return reportError(info.error());

    // Damage and other maths first: neither is a difference of the session.
    const auto problems = damage(*file);
    if (!problems)
        return reportError(problems.error());
    if (!problems->empty())
        return report(options, {.result = "damaged",
                                .reason = fmt::format("{}", fmt::join(*problems, "; "))});
    if (info->mathsFingerprint != mathsFingerprint())
        return report(options,
                      {.result = "not_comparable",
                       .reason = fmt::format("recorded with other elementary functions ({:016x}) "
                                             "than this program has ({:016x})",
                                             info->mathsFingerprint, mathsFingerprint())});
    const auto twinFile = recordedTwin(*file, *info);
    if (!twinFile)
        return reportError(twinFile.error());
    const LoadedTwin loaded = loadTwin(*twinFile, {}, stop);
    if (loaded.twin == nullptr)
        return reportProblems(*twinFile, loaded.problems);
    const auto verdict = verify(loaded, *file, stop);
    if (!verdict)
        return reportError(verdict.error());
    return report(options, *verdict);
}

}  // namespace gemba::app
