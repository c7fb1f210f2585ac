#include "app/commands/verify.h"

#include <fmt/format.h>

#include <iostream>
#include <nlohmann/json.hpp>

#include "app/files.h"
#include "app/recording.h"
#include "app/summary.h"
#include "ingest/iso_time.h"
#include "ingest/verify.h"

namespace gemba::app {
namespace {

using Json = nlohmann::ordered_json;

using ingest::Verdict;

int report(const VerifyOptions& options, const Verdict& verdict) {
    if (options.json) {
        Json out;
        out["result"] = name(verdict.outcome);
        out["reason"] = verdict.reason;
        out["ticks"] = verdict.ticks;
        out["first_differing_tick"] =
            verdict.firstDiffering < 0 ? Json(nullptr) : Json(verdict.firstDiffering);
        out["utc_ns"] = verdict.utc;
        out["entered"] = verdict.entered;
        out["differences"] = verdict.differences;
        std::cout << out.dump(2) << '\n';
    } else if (verdict.outcome == Verdict::Outcome::equal) {
        std::cout << fmt::format("equal: {} ticks, each as it was recorded\n", verdict.ticks);
    } else if (verdict.outcome == Verdict::Outcome::differs) {
        std::cout << fmt::format("differs from tick {} on, at {}, after {} equal ones\n",
                                 verdict.firstDiffering, ingest::isoTime(verdict.utc, 3),
                                 verdict.ticks - 1);
        for (const std::string& line : verdict.entered)
            std::cout << "  entered: " << line << '\n';
        for (const std::string& line : verdict.differences)
            std::cout << "  " << line << '\n';
    } else if (verdict.outcome == Verdict::Outcome::stopped) {
        std::cerr << fmt::format("gemba: stopped after {} ticks, each as it was recorded\n",
                                 verdict.ticks);
    } else {
        std::cout << name(verdict.outcome) << ": " << verdict.reason << '\n';
    }
    return verdict.outcome == Verdict::Outcome::equal ? kExitDone : kExitCheckFailed;
}

}  // namespace

int runVerify(const VerifyOptions& options, std::stop_token stop) {
    // What was cancelled failed because the user wanted it so.
    const auto failed = [&](const Error& error) {
        return stop.stop_requested() ? report(options, {.outcome = Verdict::Outcome::stopped})
                                     : reportError(error);
    };
    const auto goesOn = [&](double) { return !stop.stop_requested(); };
    const auto file = ingest::mcap::McapFile::open(options.file, goesOn);
    if (!file)
        return failed(file.error());
    const auto info = ingest::readRecordingInfo(*file);
    if (!info)
        return failed(info.error());

    // Damage and other maths first: neither is a difference of the session.
    const auto sound = ingest::verifyFile(*file, *info, goesOn);
    if (!sound)
        return failed(sound.error());
    if (sound->outcome != Verdict::Outcome::equal)
        return report(options, *sound);
    const auto twinFile = recordedTwin(*file, *info);
    if (!twinFile)
        return reportError(twinFile.error());
    const LoadedTwin loaded = loadTwin(*twinFile, {}, stop);
    if (stop.stop_requested())
        return report(options, {.outcome = Verdict::Outcome::stopped});
    if (loaded.twin == nullptr)
        return reportProblems(*twinFile, loaded.problems);
    const auto make = [&](uint64_t seed) { return makeSimulation(loaded, {.seed = seed}); };
    const auto verdict = ingest::verifySession(*file, *loaded.twin, make, stop);
    if (!verdict)
        return reportError(verdict.error());
    return report(options, *verdict);
}

}  // namespace gemba::app
