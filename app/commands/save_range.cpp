#include "app/commands/save_range.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "app/files.h"
#include "app/progress_line.h"
#include "ingest/save_range.h"
#include "ingest/store/rolling_store.h"

namespace gemba::app {

int runSaveRange(const SaveRangeOptions& options, std::stop_token stop) {
    // A twin's delay is not known here: as much as one may sensibly be.
    constexpr int64_t kLongestDelay = 10 * kNsPerSecond;
    ingest::RangeRequest request{
        .from = options.from, .to = options.to, .delayNs = kLongestDelay, .out = options.output};
    std::error_code error;
    for (std::filesystem::directory_iterator at(options.session, error), end; !error && at != end;
         at.increment(error)) {
        if (at->path().extension() == ".mcap")
            request.segments.push_back(at->path());
    }
    if (error)
        return reportError({.doing = "save a range",
                            .on = options.session.string(),
                            .found = error.message(),
                            .expected = "the folder of a session"});
    std::sort(request.segments.begin(), request.segments.end());
    if (auto marks = ingest::readMarks(options.session)) {
        for (ingest::StoreMark& mark : *marks)
            request.bookmarks.push_back(
                {mark.from, mark.to, sim::MarkKind::bookmark, std::move(mark.note)});
    }

    ProgressLine line;
    const auto saved = ingest::saveRange(request, [&](double done) {
        line.show(done, "saving");
        return !stop.stop_requested();
    });
    line.clear();
    if (!saved)
        return reportError(saved.error());
    const nlohmann::ordered_json out{{"output", options.output.string()},
                                     {"from_ns", saved->from},
                                     {"to_ns", saved->to},
                                     {"ticks", saved->ticks},
                                     {"messages", saved->messages},
                                     {"bytes", saved->bytes},
                                     {"notes", saved->notes}};
    if (options.json) {
        fmt::print("{}\n", out.dump(2));
        return kExitDone;
    }
    for (const std::string& note : saved->notes)
        fmt::print("note: {}\n", note);
    fmt::print("{}: {} messages, {} ticks, {} bytes\n", options.output.string(), saved->messages,
               saved->ticks, saved->bytes);
    return kExitDone;
}

}  // namespace gemba::app
