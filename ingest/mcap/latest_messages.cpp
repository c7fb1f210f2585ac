#include <algorithm>
#include <bitset>
#include <optional>

#include "ingest/mcap/mcap_file.h"

namespace gemba::ingest::mcap {
namespace {

/// Collects the newest message of each channel while chunks are read from late to early.
class Newest {
 public:
    Newest(const Contents& contents, uint64_t time, std::span<const uint16_t> channels)
        : m_time(time),
          m_found(contents.channels.empty() ? 0 : size_t{contents.channels.rbegin()->first} + 1) {
        for (const auto& [id, channel] : contents.channels)
            m_open.set(id);
        if (!channels.empty()) {
            std::bitset<65536> wanted;
            for (const uint16_t id : channels)
                wanted.set(id);
            m_open &= wanted;
        }
        m_wanted = m_open;
        if (contents.channels.empty() || m_open.none())
            return;
        // Channels that never speak are not looked for.
        const auto& counts = contents.statistics.channelMessages;
        for (const auto& [id, channel] : contents.channels) {
            if (!counts.contains(id))
                m_open.reset(id);
        }
    }

    /// Whether a chunk up to `latest` can have a newer message than we have, of these channels.
    [[nodiscard]] bool wants(std::span<const uint16_t> channels, uint64_t latest) const {
        return std::any_of(channels.begin(), channels.end(), [&](uint16_t id) {
            return m_wanted[id] && (!m_found[id] || m_found[id]->logTime <= latest);
        });
    }
    /// The same, of any channel.
    [[nodiscard]] bool wantsAny(uint64_t latest) const {
        return m_open.any() || m_oldest <= latest;
    }

    void take(const ChunkSpan& chunk, std::span<const std::byte> records) {
        // First which messages, then their data once.
        std::span<const std::byte> rest = records;
        RawRecord record;
        uint64_t offset = 0;
        m_here.clear();
        while (takeRecord(rest, offset, record)) {
            Message message;
            if (record.opcode != Opcode::message || !readMessage(record.content, message) ||
                !m_wanted[message.channel] || message.logTime > m_time)
                continue;
            std::optional<OwnedMessage>& best = m_found[message.channel];
            // Of equal times the one later in the file; chunks need not come in its order.
            if (best &&
                (message.logTime < best->logTime ||
                 (message.logTime == best->logTime && m_place[message.channel] > chunk.offset)))
                continue;
            best = OwnedMessage{
                message.channel, message.sequence, message.logTime, message.publishTime, {}};
            m_place[message.channel] = chunk.offset;
            m_here[message.channel] = message.data;
        }
        for (const auto& [id, data] : m_here) {
            m_found[id]->data.assign(data.begin(), data.end());
            m_open.reset(id);
        }
        m_oldest = UINT64_MAX;
        for (const auto& [id, place] : m_place)
            m_oldest = std::min(m_oldest, m_found[id]->logTime);
    }

    [[nodiscard]] std::vector<OwnedMessage> release() {
        std::vector<OwnedMessage> out;
        for (const auto& [id, place] : m_place)
            out.push_back(std::move(*m_found[id]));
        return out;
    }

 private:
    uint64_t m_time;
    uint64_t m_oldest = UINT64_MAX;                         // log time of the oldest in m_found
    std::bitset<65536> m_wanted, m_open;                    // m_open: nothing found yet
    std::vector<std::optional<OwnedMessage>> m_found;       // by channel
    std::map<uint16_t, uint64_t> m_place;                   // of the chunk that it is from
    std::map<uint16_t, std::span<const std::byte>> m_here;  // scratch
};

}  // namespace

Result<LatestMessages> McapFile::latest(uint64_t time, std::span<const uint16_t> channels) const {
    const Contents& all = contents();
    Newest newest(all, time, channels);
    LatestMessages out;
    ChunkLoader loader;
    LoadedChunk loaded;
    size_t i = time == UINT64_MAX ? all.chunks.size() : firstBeginning(time + 1);
    for (; i > 0 && newest.wantsAny(std::min(time, m_state->latestEnd[i - 1])); --i) {
        const ChunkSpan& chunk = all.chunks[i - 1];
        const uint64_t latest = std::min(time, chunk.endTime);
        if (chunk.channelsKnown ? !newest.wants(all.channelsOf(chunk), latest)
                                : !newest.wantsAny(latest))
            continue;
        ++out.chunksRead;
        if (const auto done = loader.load(source(), chunk, loaded); !done) {
            out.problems.add(done.error().message() + "; its messages are left out");
            continue;
        }
        newest.take(chunk, loaded.records);
    }
    out.messages = newest.release();
    return out;
}

}  // namespace gemba::ingest::mcap
