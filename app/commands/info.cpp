#include "app/commands/info.h"

#include <fmt/format.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "app/files.h"
#include "app/progress_line.h"
#include "engine/core/text.h"
#include "ingest/mcap/check.h"
#include "ingest/mcap/mcap_file.h"
#include "ingest/recorded_decoder.h"

namespace gemba::app {
namespace {

using Json = nlohmann::ordered_json;
namespace mcap = ingest::mcap;

/// Up to this size a file is always read to its end: a second or two.
constexpr uint64_t kAlwaysChecked = uint64_t{256} << 20;

/// What is told of a file.
struct Told {
    const mcap::McapFile& file;
    mcap::Problems problems;
    bool checked = false;
};

uint64_t messagesOf(const mcap::Contents& contents, uint16_t channel) {
    const auto& counts = contents.statistics.channelMessages;
    const auto found = counts.find(channel);
    return found != counts.end() ? found->second : 0;
}

const mcap::Schema* schemaOf(const mcap::Contents& contents, const mcap::Channel& channel) {
    const auto found = contents.schemas.find(channel.schema);
    return found != contents.schemas.end() ? &found->second : nullptr;
}

Json channelsToJson(const mcap::McapFile& file) {
    const mcap::Contents& contents = file.contents();
    const ingest::RecordedDecoder decoder(file);
    Json out = Json::array();
    for (const auto& [id, channel] : contents.channels) {
        const mcap::Schema* const schema = schemaOf(contents, channel);
        out.push_back({{"topic", channel.topic},
                       {"encoding", channel.encoding},
                       {"schema", schema != nullptr ? schema->name : ""},
                       {"schema_encoding", schema != nullptr ? schema->encoding : ""},
                       {"messages", messagesOf(contents, id)},
                       {"readable", decoder.refusal(id).empty()},
                       {"refusal", decoder.refusal(id)},
                       {"id", id},
                       {"metadata", channel.metadata}});
    }
    return out;
}

void printJson(const Told& told, const std::filesystem::path& file) {
    const mcap::Contents& contents = told.file.contents();
    Json attachments = Json::array();
    for (const mcap::AttachmentIndex& a : contents.attachments)
        attachments.push_back({{"name", a.name},
                               {"media_type", a.mediaType},
                               {"bytes", a.dataSize},
                               {"log_time_ns", a.logTime}});
    Json metadata = Json::array();
    for (const mcap::MetadataIndex& index : contents.metadata) {
        const auto read = told.file.read(index);
        metadata.push_back(
            {{"name", index.name}, {"values", read ? Json(read->values) : Json::object()}});
    }
    const Json out{{"file", file.string()},
                   {"bytes", told.file.source().size()},
                   {"profile", contents.header.profile},
                   {"library", contents.header.library},
                   {"messages", contents.statistics.messages},
                   {"start_ns", contents.statistics.startTime},
                   {"end_ns", contents.statistics.endTime},
                   {"chunks", contents.statistics.chunks},
                   {"channels", channelsToJson(told.file)},
                   {"attachments", std::move(attachments)},
                   {"metadata", std::move(metadata)},
                   {"indexed", contents.indexed},
                   {"checked", told.checked},
                   {"problems", told.problems.texts()},
                   {"problem_count", told.problems.count()}};
    // Text from a file may be no UTF-8: replaced rather than thrown upon.
    fmt::print("{}\n", out.dump(2, ' ', false, Json::error_handler_t::replace));
}

void printText(const Told& told, const std::filesystem::path& file) {
    const mcap::Contents& contents = told.file.contents();
    const mcap::Statistics& s = contents.statistics;
    fmt::print("{}\n", file.string());
    fmt::print("  {:<12}{} bytes, {} chunks, {}\n", "size", told.file.source().size(), s.chunks,
               contents.indexed ? "indexed" : "without an index that can be used");
    fmt::print("  {:<12}{} from {}\n", "profile", inQuotes(contents.header.profile),
               inQuotes(contents.header.library));
    fmt::print("  {:<12}{} over {:.3f} s, from {} to {} ns\n", "messages", s.messages,
               static_cast<double>(s.endTime - s.startTime) * 1e-9, s.startTime, s.endTime);
    fmt::print("  {:<12}{}\n", "channels", contents.channels.size());
    for (const auto& [id, channel] : contents.channels) {
        const mcap::Schema* const schema = schemaOf(contents, channel);
        fmt::print("    {:>10}  {}  {}{}{}\n", messagesOf(contents, id),
                   inQuotes(channel.topic, 120), inQuotes(channel.encoding),
                   schema != nullptr ? "  " : "", schema != nullptr ? inQuotes(schema->name) : "");
    }
    for (const mcap::AttachmentIndex& a : contents.attachments)
        fmt::print("  {:<12}{}, {} bytes\n", "attachment", inQuotes(a.name), a.dataSize);
    for (const mcap::MetadataIndex& m : contents.metadata)
        fmt::print("  {:<12}{}\n", "metadata", inQuotes(m.name));
    for (const std::string& problem : told.problems.texts())
        fmt::print("  {:<12}{}\n", "problem", problem);
    if (told.problems.count() > told.problems.texts().size())
        fmt::print("  {:<12}{} more\n", "", told.problems.count() - told.problems.texts().size());
    if (!told.checked)
        fmt::print("  not every chunk was read: --check does\n");
}

}  // namespace

int runInfo(const InfoOptions& options, std::stop_token stop) {
    ProgressLine line;
    const auto progress = [&](double done) {
        line.show(done, "reading");
        return !stop.stop_requested();
    };
    const auto file = mcap::McapFile::open(options.file, progress);
    if (!file) {
        line.clear();
        return reportError(file.error());
    }
    Told told{*file, file->contents().problems};
    if (options.check || file->source().size() <= kAlwaysChecked) {
        auto found = mcap::checkAll(*file, progress);
        if (!found) {
            line.clear();
            return reportError(found.error());
        }
        told.problems = std::move(*found);
        told.checked = true;
    }
    line.clear();
    if (options.json)
        printJson(told, options.file);
    else
        printText(told, options.file);
    return told.problems.empty() ? kExitDone : kExitCheckFailed;
}

}  // namespace gemba::app
