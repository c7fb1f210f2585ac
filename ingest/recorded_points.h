#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "ingest/csv/csv_writer.h"
#include "ingest/mcap/message_iterator.h"
#include "ingest/recorded_decoder.h"
#include "ingest/topic_table.h"

namespace gemba::ingest {

struct PointsSettings {
    std::string signals;      ///< only signals in which this regular expression is found
    bool simulated = false;   ///< of a session: the model's values too, as simulated/SIGNAL
    mcap::Progress progress;  ///< of both ways through the file
};

/// A recording's values, to be written as a table: at their source's time, or the receive time
/// where they have none; in the order of log time; duplicates left out, repeated last values too
/// unless nothing newer was known. A topic that several sources have is told apart as
/// SOURCE/TOPIC. One thread.
class RecordedPoints final : public CsvPoints {
 public:
    /// Reads the file once, for the signals. Errors: a bad expression, no such signal, cancelled.
    [[nodiscard]] static Result<std::unique_ptr<RecordedPoints>> open(
        const mcap::McapFile& file, const PointsSettings& settings);

    [[nodiscard]] const std::vector<Signal>& signals() const override { return m_signals; }
    [[nodiscard]] Result<bool> next(CsvPoint& point) override;

    /// Messages that could not be read, and why the first could not.
    [[nodiscard]] uint64_t rejected() const { return m_rejected; }
    [[nodiscard]] const std::string& firstReason() const { return m_firstReason; }

 private:
    RecordedPoints(const mcap::McapFile& file, PointsSettings settings);
    void chooseChannels();
    [[nodiscard]] Result<void> findSignals();
    void restart();
    [[nodiscard]] bool readOn();
    [[nodiscard]] uint32_t signalOf(uint16_t channel, std::string_view member);

    mcap::McapFile m_file;
    PointsSettings m_settings;
    std::vector<uint16_t> m_channels;
    std::unordered_map<uint16_t, std::string> m_prefixes;  // before the topic, by channel
    std::vector<Signal> m_signals;
    std::unordered_map<std::string, uint32_t> m_byName;
    std::vector<bool> m_known;  // by signal: has a value
    std::unique_ptr<RecordedDecoder> m_decoder;
    std::unique_ptr<mcap::MessageIterator> m_messages;
    std::unordered_map<std::string, std::unique_ptr<TopicTable>> m_topics;  // by source
    DecodedMessage m_decoded;
    std::vector<CsvPoint> m_points;  // of one message
    size_t m_at = 0;
    uint64_t m_read = 0, m_rejected = 0;
    std::string m_firstReason;
};

}  // namespace gemba::ingest
