#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/signals/sample.h"
#include "ingest/csv/csv_format.h"

namespace gemba::ingest {

/// A signal of a table; in wide form one a column, in long form as they come.
struct CsvSignal {
    std::string name;  ///< with the prefix of the options
    std::string unit;  ///< of its numbers; "" where none is said
};

/// One line's values. Reused line after line.
struct CsvRow {
    struct Cell {
        uint32_t signal = 0;  ///< index into CsvReader::signals()
        Value value;
        signals::Quality quality = signals::Quality::good;
    };
    UtcNs time = 0;
    uint64_t line = 0;      ///< in the file, from 1
    bool stepBack = false;  ///< earlier than the line before (long form: of the same signal)
    std::vector<Cell> cells;
};

/// What reading came upon. Counters only grow.
struct CsvReport {
    uint64_t rows = 0;       ///< that were given
    uint64_t values = 0;     ///< in them
    uint64_t missing = 0;    ///< cells without a value
    uint64_t badRows = 0;    ///< left out
    uint64_t badCells = 0;   ///< left out of rows that were given
    uint64_t stepsBack = 0;  ///< rows that were given and are flagged
    uint64_t firstStepBackLine = 0;
    std::string firstBad;       ///< the first reason of either, with line and column
    bool lastLineOpen = false;  ///< the file ends without a line end: its last value is uncertain
    bool lastLineCut = false;   ///< the last line is not whole, and was left out
    bool stopped = false;       ///< by the stop token

    /// For people: what was wrong, each in a line; empty if nothing.
    [[nodiscard]] std::vector<std::string> problems() const;
};

/// Reads a table row by row, however large it is, holding no more of it than one row and a piece of
/// what follows. What cannot be read is counted with its first reason, and the next row is read.
/// One thread.
///
///     auto reader = CsvReader::open(path);
///     CsvRow row;
///     while (*reader->next(row)) use(row, reader->signals());
class CsvReader {
 public:
    static constexpr size_t kMaxSignals = 50'000;  ///< long form; rows of further ones are bad
    static constexpr size_t kMaxName = 1024;       ///< bytes of a signal's name

    using Progress = std::function<void(uint64_t bytesDone, uint64_t bytesInAll)>;

    /// Finds the format. Errors: the file cannot be read, is no table, or has no times.
    [[nodiscard]] static Result<CsvReader> open(const std::filesystem::path& path,
                                                const CsvOptions& options = {});
    /// The same of a text in memory.
    [[nodiscard]] static Result<CsvReader> ofText(std::string text, const CsvOptions& options = {});

    CsvReader(CsvReader&&) noexcept;
    CsvReader& operator=(CsvReader&&) noexcept;
    ~CsvReader();

    [[nodiscard]] const CsvFormat& format() const { return m_format; }
    [[nodiscard]] const std::vector<CsvSignal>& signals() const { return m_signals; }
    [[nodiscard]] const CsvReport& report() const { return m_report; }

    /// Called by next() about once a megabyte; `bytesInAll` is 0 where the end is not known.
    void onProgress(Progress progress) { m_progress = std::move(progress); }
    /// next() is false soon after the stop is asked for.
    void stopWith(std::stop_token stop) { m_stop = std::move(stop); }

    /// The next row with at least one value, in the file's order. False at the end. Errors: the
    /// file can no longer be read.
    [[nodiscard]] Result<bool> next(CsvRow& row);

 private:
    CsvReader(std::unique_ptr<CsvInput> input, CsvFormat format, std::string beginning,
              std::string prefix);
    [[nodiscard]] static Result<CsvReader> over(std::unique_ptr<CsvInput> input,
                                                const CsvOptions& options);

    void nameSignals();
    [[nodiscard]] bool readRow(CsvRecords::Kind kind, CsvRow& row);
    [[nodiscard]] bool sound(CsvRecords::Kind kind);
    [[nodiscard]] bool readTime(CsvRow& row);
    void readWide(CsvRow& row);
    [[nodiscard]] bool readLong(CsvRow& row);
    [[nodiscard]] std::optional<uint32_t> signalOf(std::string_view cell);
    void noteOrder(CsvRow& row);
    bool badRow(std::string reason);
    void badCell(size_t column, const char* expected);
    void noteReason(std::string reason);
    [[nodiscard]] bool tick();

    std::unique_ptr<CsvInput> m_input;
    CsvFormat m_format;
    std::unique_ptr<CsvRecords> m_records;
    std::string m_prefix;
    std::vector<CsvSignal> m_signals;
    std::vector<uint32_t> m_signalOfColumn;              // wide
    std::unordered_map<std::string, uint32_t> m_byName;  // long, by the cell's bytes
    std::vector<UtcNs> m_newest;                         // long: time of each signal's last row
    UtcNs m_previous = 0;
    CsvReport m_report;
    Progress m_progress;
    std::stop_token m_stop;
    uint64_t m_told = 0, m_turns = 0;
    std::string m_scratch;
};

}  // namespace gemba::ingest
