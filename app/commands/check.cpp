#include "app/commands/check.h"

#include <fmt/format.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "app/files.h"
#include "app/robots.h"
#include "engine/twin/reader.h"

namespace gemba::app {
namespace {

void printJson(const twin::ReadOutcome& outcome) {
    using Json = nlohmann::ordered_json;
    Json problems = Json::array();
    for (const twin::Problem& problem : outcome.problems)
        problems.push_back({{"line", problem.line},
                            {"column", problem.column},
                            {"key", problem.key},
                            {"found", problem.found},
                            {"expected", problem.expected},
                            {"hint", problem.hint}});
    const Json out{{"ok", outcome.twin != nullptr}, {"problems", std::move(problems)}};
    // A file's name or text may be no UTF-8: replaced rather than thrown upon.
    fmt::print("{}\n", out.dump(-1, ' ', false, Json::error_handler_t::replace));
}

void printText(const twin::ReadOutcome& outcome, const std::filesystem::path& file) {
    for (const twin::Problem& problem : outcome.problems)
        fmt::print("{}\n", problem.message(file));
    const size_t count = outcome.problems.size();
    if (outcome.twin == nullptr) {
        fmt::print("{}: {} problem{}\n", file.string(), count, count == 1 ? "" : "s");
        return;
    }
    const twin::Twin& twin = *outcome.twin;
    fmt::print("{}: ok: {} models, {} devices, {} bindings, {} live sources\n", file.string(),
               twin.models.size(), twin.devices.size(), twin.bindings.size(), twin.live.size());
}

}  // namespace

int runCheck(const CheckOptions& options) {
    twin::ReadOutcome outcome = twin::readTwin(options.file);
    if (outcome.twin != nullptr) {
        outcome.problems = robotProblems(*outcome.twin);
        if (!outcome.problems.empty())
            outcome.twin = nullptr;
    }
    if (options.json)
        printJson(outcome);
    else
        printText(outcome, options.file);
    return outcome.twin != nullptr ? kExitDone : kExitBadData;
}

}  // namespace gemba::app
