#pragma once

#include <string>
#include <unordered_map>

#include "ingest/mcap/writer.h"
#include "ingest/recorder.h"
#include "ingest/wire_frames.h"

namespace gemba::ingest {

/// One file of a recorder. The recorder's worker alone.
class Recorder::File {
 public:
    static constexpr size_t kMaxTopics = 50'000;

    /// Writes what a file begins with: metadata, the twin's files, our own channels.
    [[nodiscard]] static Result<std::unique_ptr<File>> create(const std::filesystem::path& path,
                                                              const twin::Twin& twin,
                                                              const RecorderSettings& settings,
                                                              const sim::SessionStart& start,
                                                              Tick tick);

    /// `message` has sequence and times; channel and data are found here.
    [[nodiscard]] Result<void> writeMessage(const twin::LiveSource& live, uint16_t source,
                                            std::span<const std::string_view> frames, bool repeated,
                                            mcap::Message message);
    [[nodiscard]] Result<void> writeRejected(const twin::LiveSource& live, UtcNs received,
                                             std::span<const std::string_view> frames,
                                             std::string_view reason);
    [[nodiscard]] Result<void> writeSimulated(const std::string& signal, UtcNs utc,
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
    [[nodiscard]] uint64_t lost() const { return m_writer.messagesLost(); }
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

 private:
    explicit File(mcap::Writer writer) : m_writer(std::move(writer)) {}
    [[nodiscard]] Result<void> begin(const twin::Twin& twin, const RecorderSettings& settings,
                                     const sim::SessionStart& start, Tick tick);
    [[nodiscard]] Result<void> addSchemas();
    /// Id of a topic's channel, made at its first message; 0: there are too many.
    /// `live` null: what the model had.
    [[nodiscard]] Result<uint16_t> channel(const twin::LiveSource* live, uint32_t source,
                                           std::string_view topic, std::string_view encoding);
    [[nodiscard]] Result<void> write(uint16_t channel, UtcNs time, std::span<const std::byte> data);

    mcap::Writer m_writer;
    std::filesystem::path m_path;
    uint16_t m_valueSchema = 0, m_messageSchema = 0, m_rejectedSchema = 0;
    uint16_t m_ticks = 0, m_checkpoint = 0, m_track = 0, m_rejected = 0, m_drops = 0;
    uint16_t m_residuals = 0, m_events = 0;
    // By source, encoding and topic in one text: found for each message without allocating.
    std::unordered_map<std::string, uint16_t> m_channels;
    std::string m_key;
    UtcNs m_newestTick = 0;  // marks without ticks lie with it: by the clock of the ticks
    Bytes m_scratch;
    std::string m_text;
};

}  // namespace gemba::ingest
