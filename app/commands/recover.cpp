#include "app/commands/recover.h"

#include <fmt/format.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "app/files.h"
#include "app/progress_line.h"
#include "ingest/mcap/recover.h"

namespace gemba::app {
namespace {

namespace mcap = ingest::mcap;

void printJson(const mcap::Recovered& saved, const RecoverOptions& options) {
    using Json = nlohmann::ordered_json;
    const Json out{{"file", options.file.string()},
                   {"output", options.output.string()},
                   {"messages", saved.messages},
                   {"channels", saved.channels},
                   {"schemas", saved.schemas},
                   {"attachments", saved.attachments},
                   {"metadata", saved.metadata},
                   {"bad_chunks", saved.badChunks},
                   {"bytes", saved.bytes},
                   {"problems", saved.problems.texts()},
                   {"problem_count", saved.problems.count()}};
    fmt::print("{}\n", out.dump(2, ' ', false, Json::error_handler_t::replace));
}

void printText(const mcap::Recovered& saved, const RecoverOptions& options) {
    for (const std::string& problem : saved.problems.texts())
        fmt::print("problem: {}\n", problem);
    if (saved.problems.empty())
        fmt::print("nothing is wrong with {}\n", options.file.string());
    fmt::print("{}: {} messages of {} channels, {} attachments, {} metadata\n",
               options.output.string(), saved.messages, saved.channels, saved.attachments,
               saved.metadata);
}

}  // namespace

int runRecover(const RecoverOptions& options, std::stop_token stop) {
    ProgressLine line;
    const auto saved = mcap::recover(options.file, options.output, [&](double done) {
        line.show(done, "recovering");
        return !stop.stop_requested();
    });
    line.clear();
    if (!saved)
        return reportError(saved.error());
    if (options.json)
        printJson(*saved, options);
    else
        printText(*saved, options);
    return kExitDone;
}

}  // namespace gemba::app
