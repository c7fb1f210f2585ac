#pragma once

#include <string>
#include <vector>

#include "engine/signals/history.h"

namespace gemba::signals {

/// Writes series of a history as a table, piece by piece, so that whoever does it may do other
/// things meanwhile, show how far it is, and stop. A row a point, `time,signal,value,quality`, by
/// time: the long form that `gemba` reads again. Times in UTC to the nanosecond; numbers as short
/// as they read back equal. What is no number (a residual without a partner) has an empty cell.
///
///     SeriesCsv csv(history, columns, from, to);
///     for (std::string piece = SeriesCsv::header(); more; more = csv.next(piece)) ...
class SeriesCsv {
 public:
    struct Column {
        uint32_t signal = 0;
        Series series = Series::measured;
        std::string name;  ///< in the table
    };

    /// The history outlives it. Points with from <= time <= to.
    SeriesCsv(const History& history, std::vector<Column> columns, UtcNs from, UtcNs to);

    [[nodiscard]] static std::string header() { return "time,signal,value,quality\n"; }
    /// Replaces `out` by the next rows, about kPiece of them at most. False: there were no more.
    [[nodiscard]] bool next(std::string& out);
    /// 0 … 1 of the time.
    [[nodiscard]] double progress() const;
    [[nodiscard]] uint64_t rows() const { return m_written; }

    static constexpr uint64_t kPiece = 4096;  ///< rows: a few milliseconds

 private:
    struct Row {
        Point point;
        uint32_t column;
    };

    [[nodiscard]] uint64_t pointsUntil(UtcNs until);

    const History& m_history;
    std::vector<Column> m_columns;
    std::vector<std::string> m_cells;  // names, as they stand in a cell
    UtcNs m_from, m_at, m_to;
    int64_t m_step;  // of time, ns
    bool m_done = false;
    uint64_t m_written = 0;
    Envelope m_envelope;
    std::vector<Point> m_points;
    std::vector<Row> m_rows;
};

}  // namespace gemba::signals
