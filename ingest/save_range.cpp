#include "ingest/save_range.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "ingest/bookmarks_record.h"
#include "ingest/mcap/mcap_file.h"
#include "ingest/mcap/message_iterator.h"
#include "ingest/mcap/writer.h"
#include "ingest/recording_format.h"
#include "ingest/replay_feed.h"

namespace gemba::ingest {
namespace {

namespace fs = std::filesystem;

// How far a replay reaches back before its checkpoint (see ReplayFeed), and a little more, so that
// the numbers of messages are known; and how late a tick may be behind its messages.
constexpr int64_t kReachNs = 7 * kNsPerSecond;
constexpr int64_t kLagNs = kNsPerSecond;
constexpr int64_t kKeyNs = 2 * sim::TrackWriter::kKeyNs;
constexpr uint64_t kTellEvery = 4096;  // messages

tl::unexpected<Error> refuse(const fs::path& on, std::string found, std::string expected = "") {
    return fail({.doing = "save a range of the recording",
                 .on = on.string(),
                 .found = std::move(found),
                 .expected = std::move(expected)});
}

/// What a channel holds.
enum class Holds { other, ticks, checkpoint, track, simulated, message };

/// A channel of the new file, over all segments.
struct Target {
    uint16_t id = 0;
    Holds holds = Holds::other;
    int32_t source = -1;
    // Newest message, and how many have just that time: in all, and as the segment began.
    uint64_t newest = 0, newestBefore = 0;
    uint32_t atNewest = 0, atNewestBefore = 0, skipped = 0;
};

struct Segment {
    mcap::McapFile file;
    RecordingInfo info;
    std::vector<recording::CheckpointHead> checkpoints;
    std::map<uint16_t, Target*> targets;  // by the segment's channel ids
};

Holds holdsOf(const mcap::Channel& channel) {
    if (channel.encoding == recording::kOwnEncoding) {
        if (channel.topic == recording::kTicks)
            return Holds::ticks;
        if (channel.topic == recording::kCheckpoint)
            return Holds::checkpoint;
        if (channel.topic == recording::kTrack)
            return Holds::track;
        return Holds::other;
    }
    const auto source = channel.metadata.find(std::string(recording::kSourceKey));
    if (source == channel.metadata.end())
        return Holds::other;
    return source->second == recording::kSimulated ? Holds::simulated : Holds::message;
}

UtcNs timeOf(uint64_t time) {
    return static_cast<UtcNs>(std::min<uint64_t>(time, INT64_MAX));
}

/// One saving, from the first look to the complete file.
class RangeWriter {
 public:
    RangeWriter(const RangeRequest& request, const mcap::Progress& progress)
        : m_request(request), m_progress(progress) {}

    [[nodiscard]] Result<SavedRange> save(const fs::path& part);

 private:
    [[nodiscard]] Result<void> open();
    [[nodiscard]] Result<void> choose();
    [[nodiscard]] Result<void> begin(const fs::path& part);
    [[nodiscard]] Result<void> attach();
    [[nodiscard]] Result<void> addChannels(Segment& segment);
    [[nodiscard]] Result<uint16_t> schemaOf(const Segment& segment, const mcap::Channel& channel);
    [[nodiscard]] Result<void> copy(Segment& segment);
    [[nodiscard]] Result<void> take(Target& target, mcap::Message message);
    [[nodiscard]] Result<void> takeTicks(Target& target, mcap::Message message);
    [[nodiscard]] bool wantsCheckpoint(const mcap::Message& message) const;
    [[nodiscard]] bool wantsFrame(const mcap::Message& message);
    [[nodiscard]] static bool wasBefore(Target& target, uint64_t time);

    const RangeRequest& m_request;
    const mcap::Progress& m_progress;
    std::vector<Segment> m_segments;
    recording::CheckpointHead m_first;
    std::optional<mcap::Writer> m_writer;
    std::map<std::tuple<std::string, std::string, mcap::TextMap>, Target> m_targets;
    std::vector<mcap::Schema> m_schemas;  // of the new file
    std::vector<UtcNs> m_sourceUntil;     // newest message of each source in earlier segments
    bool m_keySeen = false;
    Bytes m_scratch;
    SavedRange m_out;
};

Result<void> RangeWriter::open() {
    for (const fs::path& path : m_request.segments) {
        auto file =
            mcap::McapFile::open(path, [&](double) { return !m_progress || m_progress(0); });
        if (!file) {
            m_out.notes.push_back(file.error().message());
            continue;
        }
        auto info = readRecordingInfo(*file);
        if (!info) {
            m_out.notes.push_back(path.filename().string() + ": " + info.error().message());
            continue;
        }
        Segment segment{std::move(*file), std::move(*info), {}, {}};
        mcap::MessageQuery query;
        for (const auto& [id, channel] : segment.file.contents().channels) {
            if (holdsOf(channel) == Holds::checkpoint)
                query.channels.push_back(id);
        }
        if (query.channels.empty())
            continue;
        mcap::MessageIterator checkpoints = segment.file.messages(std::move(query));
        for (mcap::Message message; checkpoints.next(message);) {
            ByteReader reader(message.data);
            loadState(segment.checkpoints.emplace_back(), reader);
            if (!reader.ok())
                segment.checkpoints.pop_back();
        }
        if (!segment.checkpoints.empty())
            m_segments.push_back(std::move(segment));
    }
    if (m_segments.empty())
        return refuse(m_request.out, m_out.notes.empty() ? "nothing recorded" : m_out.notes[0]);
    return {};
}

// The segments of one run of the session, and the checkpoint to begin with.
Result<void> RangeWriter::choose() {
    std::erase_if(m_segments,
                  [&](const Segment& s) { return s.checkpoints[0].utc > m_request.to; });
    if (m_segments.empty())
        return refuse(m_request.out, "nothing recorded in this range", "a range that is recorded");
    const sim::SessionStart run = m_segments.back().info.start;
    const uint64_t twin = m_segments.back().info.twinHash;
    // Undone edits give the same twin again: only what follows on each other is one run.
    const auto other = std::find_if(m_segments.rbegin(), m_segments.rend(), [&](const Segment& s) {
        return !(s.info.start == run) || s.info.twinHash != twin;
    });
    const bool reset = other != m_segments.rend();
    const bool edited = reset && other->info.twinHash != twin;
    m_segments.erase(m_segments.begin(), other.base());
    m_first = m_segments.front().checkpoints.front();
    if (reset && m_request.from < m_first.utc) {
        m_out.earlierUntil = edited ? m_first.utc - 1 : 0;
        m_out.notes.emplace_back(edited ? "begins where the twin was edited"
                                        : "begins where the simulation was reset");
    }

    size_t begin = 0;
    for (size_t i = 0; i < m_segments.size(); ++i) {
        for (const recording::CheckpointHead& head : m_segments[i].checkpoints) {
            if (head.utc <= m_request.from && head.tick >= m_first.tick) {
                m_first = head;
                begin = i;
            }
        }
    }
    m_segments.erase(m_segments.begin(), m_segments.begin() + static_cast<std::ptrdiff_t>(begin));
    m_sourceUntil.assign(m_segments.front().info.sources.size(), 0);
    return {};
}

Result<void> RangeWriter::begin(const fs::path& part) {
    const Segment& first = m_segments.front();
    auto writer = mcap::Writer::create(part, {.profile = std::string(recording::kProfile),
                                              .library = first.file.contents().header.library});
    if (!writer)
        return tl::unexpected(writer.error());
    m_writer.emplace(std::move(*writer));
    for (const mcap::MetadataIndex& index : first.file.contents().metadata) {
        if (index.name == recording::kBookmarks)
            continue;  // the request has those that hold
        auto metadata = first.file.read(index);
        if (!metadata)
            return tl::unexpected(metadata.error());
        if (metadata->name == recording::kMetadata)
            metadata->values["first_tick"] = fmt::format("{}", m_first.tick);
        if (auto done = m_writer->addMetadata(*metadata); !done)
            return done;
    }
    std::vector<sim::TimeMark> bookmarks = m_request.bookmarks;
    std::erase_if(bookmarks, [&](const sim::TimeMark& mark) {
        return mark.to < m_first.utc || mark.from > m_request.to;
    });
    if (!bookmarks.empty()) {
        if (auto done = m_writer->addMetadata(bookmarksRecord(bookmarks)); !done)
            return done;
    }
    return attach();
}

Result<void> RangeWriter::attach() {
    const Segment& first = m_segments.front();
    std::set<std::string> names;
    for (const mcap::AttachmentIndex& index : first.file.contents().attachments) {
        auto attachment = first.file.read(index);
        if (!attachment)
            return tl::unexpected(attachment.error());
        names.insert(attachment->record.name);
        if (auto done = m_writer->addAttachment(attachment->record); !done)
            return done;
    }
    const auto time = static_cast<uint64_t>(std::max<UtcNs>(first.info.start.epoch, 0));
    for (const RecordedFile& file : m_request.files) {
        if (!names.insert(file.name).second)
            continue;
        if (auto done = m_writer->addAttachment({.logTime = time,
                                                 .createTime = time,
                                                 .name = file.name,
                                                 .mediaType = file.mediaType,
                                                 .data = file.content});
            !done)
            return done;
    }
    return {};
}

Result<uint16_t> RangeWriter::schemaOf(const Segment& segment, const mcap::Channel& channel) {
    const auto& schemas = segment.file.contents().schemas;
    const auto found = schemas.find(channel.schema);
    if (channel.schema == 0 || found == schemas.end())
        return uint16_t{0};
    mcap::Schema schema = found->second;
    for (const mcap::Schema& known : m_schemas) {
        schema.id = known.id;
        if (schema == known)
            return known.id;
    }
    schema.id = 0;
    const auto id = m_writer->addSchema(schema);
    if (!id)
        return id;
    schema.id = *id;
    m_schemas.push_back(std::move(schema));
    return id;
}

// Segments number their channels as these come up: the same one may have any number.
Result<void> RangeWriter::addChannels(Segment& segment) {
    const auto& sources = segment.info.sources;
    for (const auto& [id, channel] : segment.file.contents().channels) {
        const auto key = std::tuple(channel.topic, channel.encoding, channel.metadata);
        const auto [at, isNew] = m_targets.try_emplace(key);
        Target& target = at->second;
        segment.targets[id] = &target;
        if (isNew) {
            const auto schema = schemaOf(segment, channel);
            if (!schema)
                return tl::unexpected(schema.error());
            mcap::Channel copy = channel;
            copy.schema = *schema;
            const auto added = m_writer->addChannel(std::move(copy));
            if (!added)
                return tl::unexpected(added.error());
            target.id = *added;
            target.holds = holdsOf(channel);
            if (target.holds == Holds::message) {
                const auto said = channel.metadata.find(std::string(recording::kSourceKey));
                const auto source = std::find(sources.begin(), sources.end(), said->second);
                if (source != sources.end())
                    target.source = static_cast<int32_t>(source - sources.begin());
            }
        }
        target.newestBefore = target.newest;
        target.atNewestBefore = target.atNewest;
        target.skipped = 0;
    }
    for (const auto& [key, target] : m_targets) {
        if (target.source >= 0) {
            UtcNs& until = m_sourceUntil[static_cast<size_t>(target.source)];
            until = std::max(until, timeOf(target.newest));
        }
    }
    return {};
}

Result<void> RangeWriter::copy(Segment& segment) {
    if (auto added = addChannels(segment); !added)
        return added;
    const UtcNs from = std::max<UtcNs>(m_first.utc - kReachNs - m_request.delayNs, 0);
    const UtcNs last = segment.checkpoints.back().utc;
    const UtcNs end = m_request.to < INT64_MAX - kLagNs ? m_request.to + kLagNs : INT64_MAX;
    mcap::MessageIterator messages = segment.file.messages(
        {.start = static_cast<uint64_t>(from), .end = static_cast<uint64_t>(end)});
    const double begun = static_cast<double>(&segment - m_segments.data());
    const auto span = static_cast<double>(std::max<UtcNs>(1, std::min(last, end) - from));
    uint64_t count = 0;
    for (mcap::Message message; messages.next(message); ++count) {
        const auto target = segment.targets.find(message.channel);
        if (target == segment.targets.end())
            continue;
        if (auto taken = take(*target->second, message); !taken)
            return taken;
        const double share = static_cast<double>(timeOf(message.logTime) - from) / span;
        if (count % kTellEvery == 0 && m_progress &&
            !m_progress((begun + std::clamp(share, 0.0, 1.0)) /
                        static_cast<double>(m_segments.size())))
            return refuse(m_request.out, "cancelled");
    }
    for (const std::string& problem : messages.problems().texts())
        m_out.notes.push_back(problem);
    return {};
}

// A segment begins with the last seconds' messages of the one before it.
bool RangeWriter::wasBefore(Target& target, uint64_t time) {
    if (time < target.newestBefore)
        return true;
    return time == target.newestBefore && target.skipped < target.atNewestBefore &&
           ++target.skipped > 0;
}

Result<void> RangeWriter::take(Target& target, mcap::Message message) {
    const UtcNs time = timeOf(message.logTime);
    message.channel = target.id;
    switch (target.holds) {
        case Holds::ticks:
            return takeTicks(target, message);
        case Holds::checkpoint:
            if (!wantsCheckpoint(message))
                return {};
            break;
        case Holds::track:
            if (!wantsFrame(message))
                return {};
            break;
        case Holds::simulated:
            if (time < m_first.utc || time > m_request.to)
                return {};
            break;
        case Holds::message:
            if (wasBefore(target, message.logTime))
                return {};
            target.atNewest = message.logTime == target.newest ? target.atNewest + 1 : 1;
            target.newest = message.logTime;
            ++m_out.messages;
            break;
        case Holds::other:
            break;
    }
    return m_writer->write(message);
}

bool RangeWriter::wantsCheckpoint(const mcap::Message& message) const {
    ByteReader reader(message.data);
    recording::CheckpointHead head;
    loadState(head, reader);
    return reader.ok() && head.tick >= m_first.tick && head.utc <= m_request.to;
}

// Frames say what moved since the one before: from a whole one on.
bool RangeWriter::wantsFrame(const mcap::Message& message) {
    const UtcNs time = timeOf(message.logTime);
    if (time < m_first.utc - kKeyNs || time > m_request.to)
        return false;
    m_keySeen = m_keySeen || sim::TrackReader::isKey(message.data);
    return m_keySeen;
}

Result<void> RangeWriter::takeTicks(Target& target, mcap::Message message) {
    ByteReader reader(message.data);
    recording::TickBatch batch;
    loadState(batch, reader);
    if (!reader.ok())
        return refuse(m_request.out, "ticks that are damaged", "segments as they were recorded");
    std::erase_if(batch.ticks, [&](const sim::TickRecord& tick) {
        return tick.tick < m_first.tick || tick.utc > m_request.to;
    });
    std::erase_if(batch.marks, [&](const recording::IndexMark& mark) {
        return mark.source >= m_sourceUntil.size() || mark.received <= m_sourceUntil[mark.source];
    });
    if (batch.ticks.empty() && batch.marks.empty())
        return {};
    if (!batch.ticks.empty()) {
        m_out.ticks += static_cast<Tick>(batch.ticks.size());
        m_out.to = batch.ticks.back().utc;
    }
    m_scratch.clear();
    ByteWriter writer(m_scratch);
    saveState(batch, writer);
    message.channel = target.id;
    message.data = m_scratch;
    return m_writer->write(message);
}

Result<SavedRange> RangeWriter::save(const fs::path& part) {
    if (auto opened = open(); !opened)
        return tl::unexpected(opened.error());
    if (auto chosen = choose(); !chosen)
        return tl::unexpected(chosen.error());
    if (auto begun = begin(part); !begun)
        return tl::unexpected(begun.error());
    m_out.from = m_first.utc;
    for (Segment& segment : m_segments) {
        if (auto copied = copy(segment); !copied)
            return tl::unexpected(copied.error());
    }
    if (m_out.ticks == 0)
        return refuse(m_request.out, "nothing recorded in this range", "a range that is recorded");
    if (auto finished = m_writer->finish(); !finished)
        return tl::unexpected(finished.error());
    m_out.bytes = m_writer->bytesWritten();
    return std::move(m_out);
}

}  // namespace

Result<SavedRange> saveRange(const RangeRequest& request, const mcap::Progress& progress) {
    std::error_code error;
    for (const fs::path& segment : request.segments) {
        if (fs::equivalent(segment, request.out, error))
            return refuse(request.out, "a file of the recording itself", "another one");
    }
    fs::path part = request.out;
    part += ".part";
    auto saved = RangeWriter(request, progress).save(part);
    if (saved) {
        fs::rename(part, request.out, error);
        if (error)
            saved = refuse(request.out, error.message(), "a place for the new file");
    }
    if (!saved) {
        fs::remove(part, error);
        return saved;
    }
    if (progress)
        (void)progress(1.0);
    return saved;
}

}  // namespace gemba::ingest
