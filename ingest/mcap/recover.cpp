#include "ingest/mcap/recover.h"

#include <fmt/format.h>

#include <algorithm>
#include <bitset>

#include "ingest/mcap/mcap_file.h"
#include "ingest/mcap/stream_reader.h"
#include "ingest/mcap/writer.h"

namespace gemba::ingest::mcap {
namespace {

tl::unexpected<Error> refuse(const std::filesystem::path& on, std::string found,
                             std::string expected) {
    return fail({.doing = "recover the recording",
                 .on = on.string(),
                 .found = std::move(found),
                 .expected = std::move(expected)});
}

/// Copies what can be read into a new file.
class Salvage {
 public:
    Salvage(const Contents& contents, Writer& writer, Recovered& out)
        : m_contents(contents), m_writer(writer), m_out(out) {}

    /// What the file describes, from wherever that can be read: a chunk that is lost may have held
    /// the only description before the summary's.
    [[nodiscard]] Result<void> describe() {
        for (const auto& [id, schema] : m_contents.schemas) {
            if (auto added = m_writer.addSchema(schema); !added)
                return tl::unexpected(added.error());
            ++m_out.schemas;
        }
        for (const auto& [id, channel] : m_contents.channels) {
            Channel copy = channel;
            if (channel.schema != 0 && !m_contents.schemas.contains(channel.schema)) {
                m_out.problems.add(fmt::format("the channel {} has the schema {}, which is nowhere",
                                               id, channel.schema));
                copy.schema = 0;
            }
            if (auto added = m_writer.addChannelAs(std::move(copy)); !added)
                return added;
            m_known.set(id);
            ++m_out.channels;
        }
        return {};
    }

    [[nodiscard]] Result<void> take(const RawRecord& record) {
        if (record.opcode == Opcode::message)
            return takeMessage(record);
        if (record.opcode == Opcode::attachment && !record.inChunk)
            return takeAttachment(record);
        if (record.opcode == Opcode::metadata && !record.inChunk)
            return takeMetadata(record);
        return {};
    }

 private:
    // What is wrong with a record is a problem; only a failing writer is an error.
    Result<void> takeMessage(const RawRecord& record) {
        Message message;
        if (!readMessage(record.content, message)) {
            m_out.problems.add(record.where() + " is too short");
            return {};
        }
        if (!m_known[message.channel]) {
            m_out.problems.add(fmt::format("{}: nothing describes its channel {}", record.where(),
                                           message.channel));
            return {};
        }
        ++m_out.messages;
        return m_writer.write(message);
    }
    Result<void> takeAttachment(const RawRecord& record) {
        Attachment attachment;
        if (!parse(record, attachment) || !checkAttachment(record, attachment)) {
            m_out.problems.add(record.where() + " is damaged and left out");
            return {};
        }
        ++m_out.attachments;
        return m_writer.addAttachment(attachment);
    }
    Result<void> takeMetadata(const RawRecord& record) {
        Metadata metadata;
        if (const auto parsed = parse(record, metadata); !parsed) {
            m_out.problems.add(parsed.error().message());
            return {};
        }
        ++m_out.metadata;
        return m_writer.addMetadata(metadata);
    }

    const Contents& m_contents;
    Writer& m_writer;
    Recovered& m_out;
    std::bitset<65536> m_known;
};

/// Adds those that are not said yet.
void addNew(Problems& out, const Problems& more) {
    for (const std::string& text : more.texts()) {
        const auto said = out.texts();
        if (std::find(said.begin(), said.end(), text) == said.end())
            out.add(text);
    }
}

Result<void> copy(const McapFile& in, const std::filesystem::path& part, const Progress& progress,
                  Recovered& out) {
    auto writer = Writer::create(part, {.profile = in.contents().header.profile});
    if (!writer)
        return tl::unexpected(writer.error());
    Salvage salvage(in.contents(), *writer, out);
    if (auto described = salvage.describe(); !described)
        return described;
    StreamReader reader(in.source());
    RawRecord record;
    constexpr uint64_t kTellEvery = 10'000;
    for (uint64_t count = 0;; ++count) {
        const auto more = reader.next(record);
        if (!more)
            return tl::unexpected(more.error());
        if (!*more)
            break;
        if (auto taken = salvage.take(record); !taken)
            return taken;
        // The first half of the way was reading what the file holds.
        if (count % kTellEvery == 0 && progress && !progress(0.5 + reader.done() * 0.4))
            return refuse(part, "cancelled", "");
    }
    if (auto finished = writer->finish(); !finished)
        return finished;
    out.bytes = writer->bytesWritten();
    out.badChunks = reader.badChunks();
    Problems all = reader.problems();
    addNew(all, in.contents().problems);
    all.add(out.problems);
    out.problems = all;
    return {};
}

/// Reads the new file back by its index and from end to end.
Result<void> verify(const std::filesystem::path& part, const Recovered& expected) {
    const auto file = McapFile::open(part);
    if (!file)
        return tl::unexpected(file.error());
    const Contents& contents = file->contents();
    if (!contents.indexed || !contents.problems.empty())
        return refuse(part, contents.problems.empty() ? "no index" : contents.problems.texts()[0],
                      "a complete file");
    StreamReader reader(file->source());
    RawRecord record;
    uint64_t messages = 0;
    while (true) {
        const auto more = reader.next(record);
        if (!more)
            return tl::unexpected(more.error());
        if (!*more)
            break;
        messages += record.opcode == Opcode::message ? 1 : 0;
    }
    if (!reader.problems().empty())
        return refuse(part, reader.problems().texts()[0], "a complete file");
    if (messages != expected.messages || contents.statistics.messages != expected.messages)
        return refuse(part, fmt::format("{} messages", messages),
                      fmt::format("{}", expected.messages));
    return {};
}

Result<void> salvage(const McapFile& in, const std::filesystem::path& part,
                     const std::filesystem::path& out, const Progress& progress,
                     Recovered& recovered) {
    if (auto copied = copy(in, part, progress, recovered); !copied)
        return copied;
    const bool nothing =
        recovered.messages == 0 &&
        (recovered.badChunks > 0 || recovered.attachments + recovered.metadata == 0);
    if (nothing && !recovered.problems.empty())
        return refuse(out, recovered.problems.texts()[0], "at least one message that can be read");
    if (auto verified = verify(part, recovered); !verified)
        return verified;
    std::error_code error;
    std::filesystem::rename(part, out, error);
    if (error)
        return refuse(out, error.message(), "a place for the new file");
    return {};
}

}  // namespace

Result<Recovered> recover(const std::filesystem::path& in, const std::filesystem::path& out,
                          const Progress& progress) {
    std::error_code error;
    if (std::filesystem::equivalent(in, out, error))
        return refuse(out, "the damaged file itself", "another one");
    const auto file =
        McapFile::open(in, [&](double done) { return !progress || progress(done / 2); });
    if (!file)
        return tl::unexpected(file.error());
    std::filesystem::path part = out;
    part += ".part";
    Recovered recovered;
    const auto done = salvage(*file, part, out, progress, recovered);
    if (!done) {
        std::filesystem::remove(part, error);
        return tl::unexpected(done.error());
    }
    if (progress)
        (void)progress(1.0);
    return recovered;
}

}  // namespace gemba::ingest::mcap
