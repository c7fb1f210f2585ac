#include "engine/signals/series_csv.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>

namespace gemba::signals {
namespace {

/// RFC 4180: in quotes where it holds a separator, a quote or a line end, or blanks at its edges.
[[nodiscard]] std::string cellOf(const std::string& text) {
    const bool plain = text.find_first_of(",\"\r\n") == std::string::npos &&
                       (text.empty() || (text.front() != ' ' && text.back() != ' '));
    if (plain)
        return text;
    std::string out = "\"";
    for (const char c : text)
        out.append(c == '"' ? 2 : 1, c);
    return out + '"';
}

void appendTime(std::string& out, UtcNs time) {
    namespace chrono = std::chrono;
    const chrono::sys_time<chrono::nanoseconds> at{chrono::nanoseconds(time)};
    const auto day = chrono::floor<chrono::days>(at);
    const chrono::year_month_day date(day);
    const chrono::hh_mm_ss clock(at - day);
    std::array<char, 48> text{};
    const int length = std::snprintf(
        text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%09dZ",
        static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
        static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
        static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()),
        static_cast<int>(clock.subseconds().count()));
    out.append(text.data(), static_cast<size_t>(length));
}

void appendNumber(std::string& out, double value) {
    if (!std::isfinite(value))
        return;
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    out.append(text.data(), end);
}

}  // namespace

SeriesCsv::SeriesCsv(const History& history, std::vector<Column> columns, UtcNs from, UtcNs to)
    : m_history(history),
      m_columns(std::move(columns)),
      m_from(from),
      m_at(from),
      m_to(std::max(from, to)),
      m_step(std::max<int64_t>(1, m_to - m_from)) {
    for (const Column& column : m_columns)
        m_cells.push_back(cellOf(column.name));
}

double SeriesCsv::progress() const {
    return m_done ? 1.0
                  : static_cast<double>(m_at - m_from) /
                        static_cast<double>(std::max<int64_t>(1, m_to - m_from));
}

uint64_t SeriesCsv::pointsUntil(UtcNs until) {
    uint64_t out = 0;
    for (const Column& column : m_columns) {
        m_history.envelope(column.signal, column.series, m_at, until, 1, m_envelope);
        out += m_envelope.points;
    }
    return out;
}

bool SeriesCsv::next(std::string& out) {
    out.clear();
    if (m_done)
        return false;
    // As much time as holds a piece's rows; sparse times take longer steps again.
    const auto until = [&] { return m_step >= m_to - m_at ? m_to : m_at + m_step - 1; };
    uint64_t points = pointsUntil(until());
    while (points > kPiece && m_step > 1) {
        m_step /= 2;
        points = pointsUntil(until());
    }
    const UtcNs end = until();

    m_rows.clear();
    for (uint32_t column = 0; column < m_columns.size(); ++column) {
        m_history.read(m_columns[column].signal, m_columns[column].series, m_at, end, m_points);
        for (const Point& point : m_points) {
            if (point.time >= m_at)
                m_rows.push_back({point, column});
        }
    }
    std::stable_sort(m_rows.begin(), m_rows.end(),
                     [](const Row& a, const Row& b) { return a.point.time < b.point.time; });
    for (const Row& row : m_rows) {
        appendTime(out, row.point.time);
        out.append(1, ',').append(m_cells[row.column]).append(1, ',');
        appendNumber(out, row.point.value);
        out.append(1, ',').append(name(row.point.quality)).append(1, '\n');
    }
    m_written += m_rows.size();
    m_done = end >= m_to;
    m_at = end + 1;
    if (points < kPiece / 4)
        m_step = m_step > (m_to - m_from) / 2 ? m_to - m_from + 1 : 2 * m_step;
    return true;
}

}  // namespace gemba::signals
