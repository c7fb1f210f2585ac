#include "app/commands/convert.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iostream>
#include <nlohmann/json.hpp>
#include <regex>

#include "app/files.h"
#include "app/progress_line.h"
#include "ingest/csv_messages.h"
#include "ingest/iso_time.h"
#include "ingest/mcap/copy.h"
#include "ingest/recorded_points.h"

namespace gemba::app {
namespace {

namespace mcap = ingest::mcap;
using Json = nlohmann::ordered_json;

/// [from, to), UTC ns.
struct Span {
    UtcNs from = 0, to = ingest::kMaxUtc;
    [[nodiscard]] bool whole() const { return from == 0 && to == ingest::kMaxUtc; }
};

Result<UtcNs> parseInstant(const std::string& text, UtcNs beginning) {
    const char* const end = text.data() + text.size();
    if (text.starts_with('+')) {
        double seconds = 0.0;
        const auto [at, error] = std::from_chars(text.data() + 1, end, seconds);
        if (error == std::errc{} && at == end && seconds >= 0.0 && seconds <= 1e9)
            return beginning + std::llround(seconds * 1e9);
    } else if (const auto iso = ingest::parseIsoTime(text)) {
        return *iso;
    } else {
        UtcNs ns = 0;
        const auto [at, error] = std::from_chars(text.data(), end, ns);
        if (error == std::errc{} && at == end && ns >= 0 && ns < ingest::kMaxUtc)
            return ns;
    }
    return fail({.doing = "understand a time",
                 .on = text,
                 .expected = "2026-11-03T07:15:00Z, UTC nanoseconds, or +12.5 seconds after the "
                             "beginning"});
}

Result<Span> spanOf(const ConvertOptions& options, UtcNs beginning) {
    Span out;
    for (const auto& [text, time] : {std::pair(&options.from, &out.from), {&options.to, &out.to}}) {
        if (text->empty())
            continue;
        const auto parsed = parseInstant(*text, beginning);
        if (!parsed)
            return tl::unexpected(parsed.error());
        *time = *parsed;
    }
    return out;
}

Result<Json> tableToMessages(const ConvertOptions& options, const std::stop_token& stop,
                             ProgressLine& line) {
    auto table = ingest::CsvReader::open(options.in);
    if (!table)
        return tl::unexpected(table.error());
    table->stopWith(stop);
    table->onProgress([&](uint64_t done, uint64_t all) {
        if (all > 0)
            line.show(static_cast<double>(done) / static_cast<double>(all), "converting");
    });
    const auto written = ingest::writeCsvMessages(*table, options.out);
    if (!written)
        return tl::unexpected(written.error());
    return Json{{"messages", written->messages},
                {"channels", written->channels},
                {"bytes", written->bytes},
                {"left_out", written->leftOut},
                {"format", table->format().describe()},
                {"problems", written->report.problems()}};
}

Result<Json> messagesToTable(const mcap::McapFile& file, const ConvertOptions& options,
                             const Span& span, const mcap::Progress& progress) {
    auto points = ingest::RecordedPoints::open(
        file, {.signals = options.signals, .simulated = options.simulated, .progress = progress});
    if (!points)
        return tl::unexpected(points.error());
    const auto written = ingest::writeCsv(
        options.out, **points,
        {.shape = options.wide ? ingest::CsvShape::wide : ingest::CsvShape::longRows,
         .separator = options.out.extension() == ".tsv" ? '\t' : ',',
         .from = span.from,
         .until = span.to});
    if (!written)
        return tl::unexpected(written.error());
    Json problems = Json::array();
    if ((*points)->rejected() > 0)
        problems.push_back(fmt::format("{} messages could not be read, the first: {}",
                                       (*points)->rejected(), (*points)->firstReason()));
    return Json{{"rows", written->rows},
                {"values", written->values},
                {"signals", (*points)->signals().size()},
                {"bytes", written->bytes},
                {"left_out", written->leftOut},
                {"problems", problems}};
}

// Of a part of a recorded session the messages alone: its ticks are of no use without the others.
Result<Json> messagesToMessages(const mcap::McapFile& file, const ConvertOptions& options,
                                const Span& span, const mcap::Progress& progress) {
    mcap::CopySettings settings{.start = static_cast<uint64_t>(span.from),
                                .end = span.whole() ? UINT64_MAX : static_cast<uint64_t>(span.to),
                                .progress = progress};
    std::regex wanted;
    try {
        wanted = std::regex(options.signals);
    } catch (const std::regex_error& error) {
        return fail(
            {.doing = "understand --signals", .on = options.signals, .found = error.what()});
    }
    const bool part = !span.whole() || !options.signals.empty();
    if (part) {
        settings.channel = [&](const mcap::Channel& channel) {
            return channel.encoding != "gemba" &&
                   (options.signals.empty() || std::regex_search(channel.topic, wanted));
        };
        settings.metadata = [](mcap::Metadata& metadata) { return metadata.name != "gemba"; };
        settings.attachments = false;
    }
    const auto copied = mcap::copyFile(file, options.out, settings);
    if (!copied)
        return tl::unexpected(copied.error());
    return Json{{"messages", copied->messages},
                {"channels", copied->channels},
                {"bytes", copied->bytes},
                {"problems", copied->problems.texts()}};
}

Result<Json> convert(const ConvertOptions& options, bool toTable, const std::stop_token& stop,
                     ProgressLine& line) {
    if (!ingest::looksLikeMcap(options.in))
        return tableToMessages(options, stop, line);
    const mcap::Progress progress = [&](double done) {
        line.show(done, "converting");
        return !stop.stop_requested();
    };
    const auto file = mcap::McapFile::open(options.in, progress);
    if (!file)
        return tl::unexpected(file.error());
    const auto span = spanOf(options, static_cast<UtcNs>(file->contents().statistics.startTime));
    if (!span)
        return tl::unexpected(span.error());
    auto done = toTable ? messagesToTable(*file, options, *span, progress)
                        : messagesToMessages(*file, options, *span, progress);
    // What was wrong with the file already is no success either.
    if (done) {
        for (const std::string& problem : file->contents().problems.texts())
            (*done)["problems"].push_back(problem);
    }
    return done;
}

int misuse(const char* what) {
    std::cerr << "gemba: " << what << '\n';
    return kExitUsage;
}

}  // namespace

int runConvert(const ConvertOptions& options, std::stop_token stop) {
    const std::string ending = options.out.extension().string();
    const bool toTable = ending == ".csv" || ending == ".tsv";
    if (!toTable && ending != ".mcap")
        return misuse("convert writes .mcap, .csv and .tsv: the output's name says which");
    const bool fromTable = !ingest::looksLikeMcap(options.in);
    if (fromTable && toTable)
        return misuse("convert does not turn a table into a table");
    if (fromTable && (!options.signals.empty() || !options.from.empty() || !options.to.empty()))
        return misuse("--signals, --from and --to are for an MCAP input");
    std::error_code error;
    if (std::filesystem::equivalent(options.in, options.out, error))
        return misuse("the output is the input");

    ProgressLine line;
    const auto done = convert(options, toTable, stop, line);
    line.clear();
    if (!done)
        return reportError(done.error());
    if (options.json) {
        std::cout << done->dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
    } else {
        for (const auto& problem : done->at("problems"))
            std::cout << "problem: " << problem.get<std::string>() << '\n';
        const char* const what = toTable ? "values" : "messages";
        std::cout << fmt::format("{}: {} {}, {} bytes\n", options.out.string(),
                                 done->at(what).get<uint64_t>(), what,
                                 done->at("bytes").get<uint64_t>());
    }
    return done->at("problems").empty() ? kExitDone : kExitCheckFailed;
}

}  // namespace gemba::app
