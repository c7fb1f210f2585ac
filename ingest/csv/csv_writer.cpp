#include "ingest/csv/csv_writer.h"

#include <algorithm>

#include "ingest/csv/csv_output.h"
#include "ingest/iso_time.h"
#include "ingest/json_text.h"

namespace gemba::ingest {
namespace {

constexpr size_t kPiece = size_t{256} << 10;  // bytes written at once
constexpr uint64_t kTellEvery = 4096;         // points between looks at progress and stop
constexpr size_t kNoColumn = static_cast<size_t>(-1);

using Sink = std::function<Result<void>(std::string_view)>;

/// RFC 4180: in quotes where it holds a separator, a quote or a line end, or blanks at its edges.
void appendCell(std::string& out, std::string_view text, char separator) {
    const bool plain = text.find_first_of("\"\r\n") == text.npos &&
                       text.find(separator) == text.npos &&
                       (text.empty() || (text.front() != ' ' && text.back() != ' '));
    if (plain) {
        out += text;
        return;
    }
    out += '"';
    for (const char c : text)
        out.append(c == '"' ? 2 : 1, c);
    out += '"';
}

class Writer {
 public:
    Writer(CsvPoints& points, const CsvWriterSettings& settings, Sink sink)
        : m_points(points), m_settings(settings), m_sink(std::move(sink)) {}

    Result<CsvWritten> write() {
        if (auto chosen = choose(); !chosen)
            return tl::unexpected(chosen.error());
        header();
        CsvPoint point;
        for (uint64_t read = 0;; ++read) {
            if (read % kTellEvery == 0) {
                if (m_settings.progress)
                    m_settings.progress(read);
                if (m_settings.stop.stop_requested())
                    return fail({.doing = "write a table", .on = "", .found = "stopped"});
            }
            const auto more = m_points.next(point);
            if (!more)
                return tl::unexpected(more.error());
            if (!*more)
                break;
            take(point);
            if (auto written = flush(kPiece); !written)
                return tl::unexpected(written.error());
        }
        endRow();
        if (auto written = flush(0); !written)
            return tl::unexpected(written.error());
        return m_out;
    }

 private:
    [[nodiscard]] bool wide() const { return m_settings.shape == CsvShape::wide; }

    Result<void> choose();
    void header();
    void take(const CsvPoint& point);
    void takeLong(const CsvPoint& point);
    void takeWide(const CsvPoint& point, size_t column);
    void endRow();
    size_t columnOf(uint32_t signal);
    Result<void> flush(size_t most);
    bool appendValue(const Value& value);

    CsvPoints& m_points;
    const CsvWriterSettings& m_settings;
    Sink m_sink;
    CsvWritten m_out;
    std::string m_text, m_cell;
    std::vector<size_t> m_columns;  // by signal
    // Wide: the row that is being filled.
    std::vector<std::string> m_row;
    UtcNs m_rowTime = 0;
    bool m_rowOpen = false;
};

/// The columns that are wanted, each of which must be there.
Result<void> Writer::choose() {
    const auto& all = m_points.signals();
    for (const std::string& name : m_settings.signals) {
        const bool there = std::any_of(all.begin(), all.end(),
                                       [&](const auto& signal) { return signal.name == name; });
        // In long form it may yet come.
        if (!there && wide())
            return fail({.doing = "write a table",
                         .on = name,
                         .found = "no such signal",
                         .expected = "one of those that the recording has"});
    }
    m_row.resize(m_settings.signals.empty() ? all.size() : m_settings.signals.size());
    return {};
}

size_t Writer::columnOf(uint32_t signal) {
    const auto& all = m_points.signals();
    while (m_columns.size() <= signal && m_columns.size() < all.size()) {
        const std::string& name = all[m_columns.size()].name;
        const auto& wanted = m_settings.signals;
        const auto found = std::find(wanted.begin(), wanted.end(), name);
        m_columns.push_back(wanted.empty()          ? m_columns.size()
                            : found == wanted.end() ? kNoColumn
                                                    : static_cast<size_t>(found - wanted.begin()));
    }
    return signal < m_columns.size() ? m_columns[signal] : kNoColumn;
}

void Writer::header() {
    const char separator = m_settings.separator;
    m_text += "time";
    if (!wide()) {
        for (const char* name : {"signal", "value", "quality"})
            m_text.append(1, separator).append(name);
        m_text += '\n';
        return;
    }
    const auto& all = m_points.signals();
    std::vector<std::string> names(m_row.size());
    for (uint32_t i = 0; i < all.size(); ++i) {
        const size_t column = columnOf(i);
        if (column < names.size())
            names[column] =
                all[i].unit.empty() ? all[i].name : all[i].name + " [" + all[i].unit + "]";
    }
    for (const std::string& name : names) {
        m_text += separator;
        appendCell(m_text, name, separator);
    }
    m_text += '\n';
}

void Writer::take(const CsvPoint& point) {
    const size_t column = columnOf(point.signal);
    if (column == kNoColumn || point.time < m_settings.from || point.time >= m_settings.until)
        return;
    const bool tooBad = wide() && point.quality > m_settings.worst;
    m_cell.clear();
    if (tooBad || point.time < 0 || point.time >= kMaxUtc || !appendValue(point.value)) {
        ++m_out.leftOut;
        return;
    }
    ++m_out.values;
    if (wide())
        takeWide(point, column);
    else
        takeLong(point);
}

void Writer::takeLong(const CsvPoint& point) {
    const char separator = m_settings.separator;
    appendIsoTime(m_text, point.time);
    m_text += separator;
    appendCell(m_text, m_points.signals()[point.signal].name, separator);
    m_text += separator;
    appendCell(m_text, m_cell, separator);
    m_text.append(1, separator).append(signals::name(point.quality)).append("\n");
    ++m_out.rows;
}

/// Points of one time share a row; a second value of the same signal begins another.
void Writer::takeWide(const CsvPoint& point, size_t column) {
    if (m_rowOpen && (point.time != m_rowTime || !m_row[column].empty()))
        endRow();
    m_rowOpen = true;
    m_rowTime = point.time;
    appendCell(m_row[column], m_cell, m_settings.separator);
}

void Writer::endRow() {
    if (!m_rowOpen)
        return;
    m_rowOpen = false;
    appendIsoTime(m_text, m_rowTime);
    for (std::string& cell : m_row) {
        m_text.append(1, m_settings.separator).append(cell);
        cell.clear();
    }
    m_text += '\n';
    ++m_out.rows;
}

/// False for what has no text: no value, or numbers that are not finite.
bool Writer::appendValue(const Value& value) {
    if (value.empty() || !json_text::writable(value))
        return false;
    if (value.type() == ValueType::text)
        m_cell += value.text();
    else
        json_text::append(m_cell, value);
    return !m_cell.empty();
}

Result<void> Writer::flush(size_t most) {
    if (m_text.size() <= most)
        return {};
    m_out.bytes += m_text.size();
    auto written = m_sink(m_text);
    m_text.clear();
    return written;
}

}  // namespace

Result<CsvWritten> writeCsv(const std::filesystem::path& path, CsvPoints& points,
                            const CsvWriterSettings& settings) {
    auto output = CsvOutput::create(path);
    if (!output)
        return tl::unexpected(output.error());
    auto out = Writer(points, settings, [&](std::string_view text) {
                   return output->write(text);
               }).write();
    if (!out)
        return out;
    if (auto finished = output->finish(); !finished)
        return tl::unexpected(finished.error());
    return out;
}

Result<CsvWritten> writeCsvText(std::string& out, CsvPoints& points,
                                const CsvWriterSettings& settings) {
    const Sink append = [&out](std::string_view text) -> Result<void> {
        out += text;
        return {};
    };
    return Writer(points, settings, append).write();
}

}  // namespace gemba::ingest
