#include "ingest/mcap/copy.h"

#include <algorithm>

#include "ingest/mcap/message_iterator.h"
#include "ingest/mcap/writer.h"

namespace gemba::ingest::mcap {
namespace {

constexpr uint64_t kTellEvery = 10'000;  // messages

Result<void> describe(const McapFile& in, Writer& writer, const CopySettings& settings,
                      std::vector<uint16_t>& wanted) {
    for (const auto& [id, schema] : in.contents().schemas) {
        if (const auto added = writer.addSchema(schema); !added)
            return tl::unexpected(added.error());
    }
    for (const auto& [id, channel] : in.contents().channels) {
        if (settings.channel && !settings.channel(channel))
            continue;
        if (auto added = writer.addChannelAs(channel); !added)
            return added;
        wanted.push_back(id);
    }
    return {};
}

Result<void> copyFiles(const McapFile& in, Writer& writer, const CopySettings& settings) {
    for (const MetadataIndex& index : in.contents().metadata) {
        auto metadata = in.read(index);
        if (!metadata)
            return tl::unexpected(metadata.error());
        if (settings.metadata && !settings.metadata(*metadata))
            continue;
        if (auto added = writer.addMetadata(*metadata); !added)
            return added;
    }
    for (const AttachmentIndex& index : in.contents().attachments) {
        if (!settings.attachments)
            break;
        const auto attachment = in.read(index);
        if (!attachment)
            return tl::unexpected(attachment.error());
        if (auto added = writer.addAttachment(attachment->record); !added)
            return added;
    }
    return {};
}

Result<void> copyMessages(const McapFile& in, Writer& writer, const CopySettings& settings,
                          std::vector<uint16_t> channels, Copied& out) {
    const auto all = static_cast<double>(std::max<uint64_t>(in.contents().statistics.messages, 1));
    out.channels = channels.size();
    if (channels.empty())
        return {};
    MessageIterator messages = in.messages(
        {.start = settings.start, .end = settings.end, .channels = std::move(channels)});
    uint64_t seen = 0;
    for (Message message; messages.next(message); ++seen) {
        if (seen % kTellEvery == 0 && settings.progress &&
            !settings.progress(std::min(1.0, static_cast<double>(seen) / all)))
            return fail({.doing = "copy the recording", .found = "cancelled"});
        if (settings.message && !settings.message(message))
            continue;
        if (auto written = writer.write(message); !written)
            return written;
        ++out.messages;
    }
    out.problems = messages.problems();
    return {};
}

Result<Copied> copyInto(const McapFile& in, const std::filesystem::path& part,
                        const CopySettings& settings) {
    auto writer = Writer::create(part, {.profile = in.contents().header.profile});
    if (!writer)
        return tl::unexpected(writer.error());
    Copied out;
    std::vector<uint16_t> wanted;
    if (auto described = describe(in, *writer, settings, wanted); !described)
        return tl::unexpected(described.error());
    if (auto copied = copyFiles(in, *writer, settings); !copied)
        return tl::unexpected(copied.error());
    if (auto copied = copyMessages(in, *writer, settings, std::move(wanted), out); !copied)
        return tl::unexpected(copied.error());
    if (auto finished = writer->finish(); !finished)
        return tl::unexpected(finished.error());
    if (auto synced = writer->sync(); !synced)
        return tl::unexpected(synced.error());
    out.bytes = writer->bytesWritten();
    return out;
}

}  // namespace

Result<Copied> copyFile(const McapFile& in, const std::filesystem::path& out,
                        const CopySettings& settings) {
    std::error_code error;
    std::filesystem::path part = out;
    part += ".part";
    auto copied = copyInto(in, part, settings);
    if (!copied) {
        std::filesystem::remove(part, error);
        return copied;
    }
    std::filesystem::rename(part, out, error);
    if (error)
        return fail({.doing = "write the recording", .on = out.string(), .found = error.message()});
    return copied;
}

}  // namespace gemba::ingest::mcap
