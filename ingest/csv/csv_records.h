#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/csv/csv_input.h"

namespace gemba::ingest {

/// How a table is cut into lines and cells.
struct CsvDialect {
    char separator = ',';
    char quote = '"';     ///< '\0': none
    char lineEnd = '\n';  ///< '\r' for files that know no other; a '\r' before '\n' is taken off

    bool operator==(const CsvDialect&) const = default;
};

/// Cuts a table into records and their fields while it is read; holds one record and a piece of
/// what follows, never the table. What is quoted may hold separators, line ends and doubled quotes.
///
///     CsvRecords records(input, dialect);
///     while (*records.next() != CsvRecords::Kind::end) use(records.fields());
class CsvRecords {
 public:
    static constexpr size_t kMaxRecord = size_t{8} << 20;  ///< bytes
    static constexpr size_t kMaxFields = 100'000;
    static constexpr uint32_t kMaxQuotedLines = 100;  ///< more in one field: it was never closed

    enum class Kind : uint8_t {
        fields,
        tooLong,   ///< beyond kMaxRecord: no fields, goes on behind its line end
        tooMany,   ///< fields beyond kMaxFields: left out
        unclosed,  ///< a quote opens and never closes: its first line, cut without quotes
        end,
    };

    /// `beginning`: what was read off the input before, and comes first.
    CsvRecords(CsvInput& input, CsvDialect dialect, std::string beginning = {});

    /// Errors: the input's.
    [[nodiscard]] Result<Kind> next();
    /// Forgets a record of several lines and goes on behind the first of them: for a record that
    /// turns out to be wrong, perhaps by a stray quote.
    void retryFromNextLine();

    /// Of the newest record; valid until the next. Quotes are taken off.
    [[nodiscard]] std::span<const std::string_view> fields() const { return m_fields; }
    /// Its bytes as they stand, without the line end.
    [[nodiscard]] std::string_view text() const;
    [[nodiscard]] uint64_t line() const { return m_line; }       ///< its first, from 1
    [[nodiscard]] uint32_t lines() const { return m_lines; }     ///< that it takes up
    [[nodiscard]] bool ended() const { return m_ended; }         ///< false: the input ends without
    [[nodiscard]] uint64_t bytesRead() const { return m_read; }  ///< off the input, and `beginning`

 private:
    struct Extent {
        size_t size = 0;  // without the line end
        uint32_t lines = 1;
        bool whole = false, quoted = false, unclosed = false;
    };

    [[nodiscard]] Extent extent() const;
    [[nodiscard]] Extent quotedExtent(std::string_view text) const;
    [[nodiscard]] Result<bool> fill();
    [[nodiscard]] Result<Kind> skipLongLine();
    [[nodiscard]] Kind accept(const Extent& extent);
    bool cut(std::string_view record, bool quoted);
    std::string_view takeQuoted(std::string_view record, size_t& at);

    CsvInput& m_input;
    CsvDialect m_dialect;
    std::string m_buffer;
    size_t m_begin = 0, m_next = 0, m_fill = 0;  // of the record, behind it, of what was read
    size_t m_piece = 0;                          // bytes read last
    bool m_atEnd = false;
    std::vector<std::string_view> m_fields;
    std::string m_unescaped;
    size_t m_size = 0;  // of the record
    uint64_t m_line = 1, m_read = 0;
    uint32_t m_lines = 0;
    bool m_ended = false;
};

}  // namespace gemba::ingest
