#pragma once

#include <string>
#include <vector>

#include "ingest/mcap/writer.h"
#include "ingest/recorder.h"

namespace gemba::ingest {

/// One file of a recorder. The recorder's worker alone.
class Recorder::File {
 public:
    static constexpr size_t kMostChannels = 60'000;  // of the 65,535 that a file can have

    /// Writes what a file begins with: metadata, the twin's files, our own channels.
    [[nodiscard]] static Result<std::unique_ptr<File>> create(const std::filesystem::path& path,
                                                              const twin::Twin& twin,
                                                              const RecorderSettings& settings,
                                                              const sim::SessionStart& start,
                                                              Tick tick);

    /// `number` is the topic's; the message's channel is found here, made at the first one, and put
    /// into it.
    [[nodiscard]] Result<void> writeMessage(const twin::LiveSource& live,
                                            const RecordedTopic& topic, uint32_t number,
                                            bool repeated, mcap::Message& message) {
        const std::vector<uint16_t>& channels = m_topics[repeated ? 1 : 0];
        if (number >= channels.size() || channels[number] == 0)
            return writeFirstMessage(live, topic, number, repeated, message);
        message.channel = channels[number];
        return m_writer.write(message);
    }
    [[nodiscard]] Result<void> writeRejected(const twin::LiveSource& live, UtcNs received,
                                             std::span<const std::string_view> frames,
                                             std::string_view reason);
    [[nodiscard]] Result<void> writeSimulated(uint32_t signal, const std::string& name, UtcNs utc,
                                              const Value& value);
    /// Empties the batch.
    [[nodiscard]] Result<void> writeTicks(recording::TickBatch& batch);
    [[nodiscard]] Result<void> writeCheckpoint(const recording::CheckpointHead& head,
                                               std::span<const std::byte> state);
    [[nodiscard]] Result<void> writeFrame(UtcNs utc, std::span<const std::byte> frame);
    [[nodiscard]] Result<void> writeFinding(const sim::Finding& finding, UtcNs utc,
                                            const twin::Twin& twin,
                                            const signals::SignalNames& names);
    [[nodiscard]] Result<void> writeDrops(UtcNs now, const recording::Drops& drops);

    [[nodiscard]] Result<void> closeChunk() { return m_writer.closeChunk(); }
    [[nodiscard]] Result<void> sync() { return m_writer.sync(); }
    [[nodiscard]] Result<void> finish() { return m_writer.finish(); }
    /// False where somebody deleted it.
    [[nodiscard]] bool isThere() const { return m_writer.fileIsThere(); }
    [[nodiscard]] uint64_t bytes() const { return m_writer.bytesWritten(); }
    [[nodiscard]] uint64_t lost() const { return m_lost + m_writer.messagesLost(); }
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

 private:
    explicit File(mcap::Writer writer) : m_writer(std::move(writer)) {}
    [[nodiscard]] Result<void> begin(const twin::Twin& twin, const RecorderSettings& settings,
                                     const sim::SessionStart& start, Tick tick);
    [[nodiscard]] Result<void> addSchemas(const RecorderSettings& settings);
    /// A channel of messages; 0: there are too many.
    [[nodiscard]] Result<uint16_t> addChannel(std::string_view topic, std::string_view encoding,
                                              mcap::TextMap metadata);
    [[nodiscard]] Result<uint16_t> topicChannel(const twin::LiveSource& live,
                                                const RecordedTopic& topic, bool repeated);
    [[nodiscard]] Result<void> writeFirstMessage(const twin::LiveSource& live,
                                                 const RecordedTopic& topic, uint32_t number,
                                                 bool repeated, mcap::Message& message);
    [[nodiscard]] Result<void> write(uint16_t channel, UtcNs time, std::span<const std::byte> data);

    mcap::Writer m_writer;
    std::filesystem::path m_path;
    uint16_t m_valueSchema = 0, m_messageSchema = 0, m_rejectedSchema = 0;
    uint16_t m_ticks = 0, m_checkpoint = 0, m_track = 0, m_rejected = 0, m_drops = 0;
    uint16_t m_residuals = 0, m_events = 0;
    // Channels; 0: none yet.
    std::vector<uint16_t> m_topics[2];  // by topic's number: its messages, those that are repeats
    std::vector<uint16_t> m_simulated;  // by signal
    size_t m_channels = 0;              // of both
    uint64_t m_lost = 0;                // had no channel to go to
    UtcNs m_newestTick = 0;  // marks without ticks lie with it: by the clock of the ticks
    Bytes m_scratch;
    std::string m_text;
};

}  // namespace gemba::ingest
