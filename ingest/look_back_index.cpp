#include "ingest/look_back_index.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <map>

#include "ingest/findings.h"
#include "ingest/json_decoder.h"
#include "ingest/mcap/message_iterator.h"
#include "ingest/recording_format.h"

namespace gemba::ingest {
namespace {

constexpr size_t kBlock = 4096;
constexpr size_t kIndexHead = 2 + 4;  // channel, bytes of its entries
constexpr size_t kEntry = 8 + 8;      // log time, offset

// Messages of each channel of a chunk: the message indexes stand behind it, and their lengths say.
// How many there are is not known of the newest chunk of a file that grows: as many as follow.
void countOf(const mcap::McapFile& file, const mcap::ChunkSpan& chunk, Bytes& scratch,
             std::map<uint16_t, uint64_t>& out) {
    constexpr uint32_t kMost = 65'536;
    out.clear();
    const uint32_t count = chunk.channelsKnown ? chunk.channelCount : kMost;
    uint64_t at = chunk.offset + chunk.length;
    for (uint32_t i = 0; i < count;) {
        const auto block = file.source().read(at, kBlock, scratch);
        if (!block)
            return;
        size_t within = 0;
        for (; i < count; ++i) {
            const size_t head = mcap::kRecordHead + kIndexHead;
            if (within + head > block->size())
                break;
            const std::byte* const record = block->data() + within;
            uint64_t length = 0;
            uint16_t channel = 0;
            uint32_t entries = 0;
            std::memcpy(&length, record + 1, sizeof length);
            std::memcpy(&channel, record + mcap::kRecordHead, sizeof channel);
            std::memcpy(&entries, record + mcap::kRecordHead + 2, sizeof entries);
            if (static_cast<mcap::Opcode>(record[0]) != mcap::Opcode::messageIndex ||
                length < kIndexHead || length > file.source().size())
                return;
            out[channel] += entries / kEntry;
            within += mcap::kRecordHead + length;
        }
        if (within == 0)
            return;
        at += within;
    }
}

}  // namespace

void spread(sim::Density& out, size_t source, sim::TimeRange over, float messages) {
    const int64_t length = out.range.length();
    if (length <= 0 || out.buckets == 0)
        return;
    const auto bucketOf = [&](UtcNs time) {
        const UtcNs within = out.range.clamp(time) - out.range.from;
        const double share = static_cast<double>(within) / static_cast<double>(length);
        return std::min(out.buckets - 1,
                        static_cast<size_t>(share * static_cast<double>(out.buckets)));
    };
    const size_t first = bucketOf(over.from);
    const size_t last = std::max(first, bucketOf(over.to));
    const auto each = messages / static_cast<float>(last - first + 1);
    for (size_t bucket = first; bucket <= last; ++bucket)
        out.counts[source * out.buckets + bucket] += each;
}

bool addDensity(const mcap::McapFile& file, const twin::Twin& twin,
                const std::function<bool()>& goOn, sim::Density& out) {
    // Whose messages a channel holds.
    std::map<uint16_t, size_t> sources;
    for (const auto& [id, channel] : file.contents().channels) {
        const auto said = channel.metadata.find(std::string(recording::kSourceKey));
        for (size_t i = 0; i < twin.live.size(); ++i) {
            if (said != channel.metadata.end() && said->second == twin.live[i].id)
                sources[id] = i;
        }
    }
    Bytes scratch;
    std::map<uint16_t, uint64_t> counts;
    for (const mcap::ChunkSpan& chunk : file.contents().chunks) {
        if (!goOn())
            return false;
        if (chunk.loose)
            continue;
        countOf(file, chunk, scratch, counts);
        for (const auto& [channel, messages] : counts) {
            if (const auto at = sources.find(channel); at != sources.end())
                spread(out, at->second,
                       {static_cast<UtcNs>(chunk.startTime), static_cast<UtcNs>(chunk.endTime)},
                       static_cast<float>(messages));
        }
    }
    return true;
}

void addLosses(const mcap::McapFile& file, std::vector<sim::TimeMark>& out) {
    mcap::MessageQuery query;
    for (const auto& [id, channel] : file.contents().channels) {
        if (channel.topic == recording::kDrops)
            query.channels.push_back(id);
    }
    if (query.channels.empty())
        return;
    JsonDecoder decoder;
    DecodedMessage decoded;
    mcap::MessageIterator messages = file.messages(std::move(query));
    for (mcap::Message message; messages.next(message);) {
        const std::string_view payload(reinterpret_cast<const char*>(message.data.data()),
                                       message.data.size());
        const std::array<std::string_view, 2> frames{recording::kDrops, payload};
        std::string text;
        if (decoder.decode(frames, decoded)) {
            for (const DecodedValue& value : decoded.values) {
                if (value.value.numeric() && value.value.number() > 0.0)
                    text += fmt::format("{}{} {:.0f}", text.empty() ? "" : ", ", value.name,
                                        value.value.number());
            }
        }
        const auto at = static_cast<UtcNs>(message.logTime);
        out.push_back({at, at, sim::MarkKind::loss, std::move(text)});
    }
}

void addEvents(const mcap::McapFile& file, std::vector<sim::TimeMark>& out) {
    constexpr size_t kMost = 2'000;
    mcap::MessageQuery query;
    for (const auto& [id, channel] : file.contents().channels) {
        if (channel.topic == recording::kEvents && channel.encoding == "json")
            query.channels.push_back(id);
    }
    if (query.channels.empty())
        return;
    size_t count = 0;
    mcap::MessageIterator messages = file.messages(std::move(query));
    for (mcap::Message message; count < kMost && messages.next(message); ++count) {
        if (auto event = findings::readEvent(message.data))
            out.push_back(std::move(*event));
    }
}

void addGaps(const mcap::McapFile& file, sim::TimeRange range, std::vector<sim::TimeMark>& out) {
    std::vector<sim::TimeRange> held;
    for (const mcap::ChunkSpan& chunk : file.contents().chunks)
        held.push_back({range.clamp(static_cast<UtcNs>(chunk.startTime)),
                        range.clamp(static_cast<UtcNs>(chunk.endTime))});
    UtcNs until = range.from;
    for (const sim::TimeRange& chunk : held) {
        if (chunk.from - until > kGapNs)
            out.push_back({until, chunk.from, sim::MarkKind::gap, {}});
        until = std::max(until, chunk.to);
    }
}

}  // namespace gemba::ingest
