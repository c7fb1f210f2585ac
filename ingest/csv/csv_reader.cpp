#include "ingest/csv/csv_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <limits>
#include <utility>

#include "engine/core/text.h"

namespace gemba::ingest {
namespace {

using signals::Quality;

constexpr uint32_t kNoSignal = 0xffffffff;
constexpr UtcNs kNever = std::numeric_limits<UtcNs>::min();
constexpr uint64_t kTellEvery = uint64_t{1} << 20;  // bytes
constexpr uint64_t kLookEvery = 256;                // rows between looks at the stop token

/// As much of the input as its format is found from.
struct Beginning {
    std::string text;
    bool whole = false;
};

Result<Beginning> readBeginning(CsvInput& input) {
    Beginning out;
    size_t lines = 0;
    while ((out.text.size() < kCsvSample || lines < kCsvSampleLines) &&
           out.text.size() < CsvRecords::kMaxRecord) {
        const size_t before = out.text.size();
        out.text.resize(before + kCsvSample);
        const auto got = input.read({out.text.data() + before, kCsvSample});
        out.text.resize(before + got.value_or(0));
        if (!got)
            return tl::unexpected(got.error());
        if (*got == 0) {
            out.whole = true;
            break;
        }
        lines += static_cast<size_t>(
            std::count(out.text.begin() + static_cast<ptrdiff_t>(before), out.text.end(), '\n'));
    }
    return out;
}

bool blank(std::span<const std::string_view> fields) {
    return std::all_of(fields.begin(), fields.end(),
                       [](std::string_view field) { return trimmed(field).empty(); });
}

}  // namespace

CsvReader::CsvReader(CsvReader&&) noexcept = default;
CsvReader& CsvReader::operator=(CsvReader&&) noexcept = default;
CsvReader::~CsvReader() = default;

Result<CsvReader> CsvReader::open(const std::filesystem::path& path, const CsvOptions& options) {
    auto input = openCsvFile(path);
    if (!input)
        return tl::unexpected(input.error());
    auto out = over(std::move(*input), options);
    if (!out && out.error().on.empty())
        out.error().on = path;
    return out;
}

Result<CsvReader> CsvReader::ofText(std::string text, const CsvOptions& options) {
    return over(csvText(std::move(text)), options);
}

Result<CsvReader> CsvReader::over(std::unique_ptr<CsvInput> input, const CsvOptions& options) {
    auto beginning = readBeginning(*input);
    if (!beginning)
        return tl::unexpected(beginning.error());
    auto format = findCsvFormat(beginning->text, beginning->whole, options);
    if (!format)
        return tl::unexpected(format.error());
    if (format->bom)
        beginning->text.erase(0, 3);
    return CsvReader(std::move(input), std::move(*format), std::move(beginning->text),
                     options.prefix);
}

CsvReader::CsvReader(std::unique_ptr<CsvInput> input, CsvFormat format, std::string beginning,
                     std::string prefix)
    : m_input(std::move(input)),
      m_format(std::move(format)),
      m_records(std::make_unique<CsvRecords>(*m_input, m_format.dialect, std::move(beginning))),
      m_prefix(std::move(prefix)),
      m_previous(kNever) {
    nameSignals();
}

/// Wide: every column that is not the time and has a name or a value.
void CsvReader::nameSignals() {
    if (m_format.shape == CsvShape::longRows)
        return;
    m_signalOfColumn.assign(m_format.columns.size(), kNoSignal);
    for (size_t i = 0; i < m_format.columns.size(); ++i) {
        const CsvColumn& column = m_format.columns[i];
        const bool unnamed = column.name == fmt::format("column_{}", i + 1);
        if (i == m_format.timeColumn || i == m_format.clockColumn ||
            (unnamed && column.cells == CsvCells::none))
            continue;
        m_signalOfColumn[i] = static_cast<uint32_t>(m_signals.size());
        m_signals.push_back({m_prefix + column.name, column.unit});
    }
}

Result<bool> CsvReader::next(CsvRow& row) {
    while (true) {
        if (!tick())
            return false;
        const auto kind = m_records->next();
        if (!kind)
            return tl::unexpected(kind.error());
        if (*kind == CsvRecords::Kind::end) {
            if (m_progress && m_told != m_records->bytesRead())
                m_progress(m_told = m_records->bytesRead(), m_input->size());
            return false;
        }
        if (m_records->line() > m_format.skipLines && readRow(*kind, row))
            return true;
    }
}

/// Progress and stop; false when it was asked for.
bool CsvReader::tick() {
    if (m_turns++ % kLookEvery == 0 && m_stop.stop_requested())
        m_report.stopped = true;
    if (m_progress && m_records->bytesRead() >= m_told + kTellEvery)
        m_progress(m_told = m_records->bytesRead(), m_input->size());
    return !m_report.stopped;
}

bool CsvReader::readRow(CsvRecords::Kind kind, CsvRow& row) {
    row.cells.clear();
    row.stepBack = false;
    row.line = m_records->line();
    if (kind == CsvRecords::Kind::fields && blank(m_records->fields()))
        return false;
    if (!sound(kind) || !readTime(row))
        return false;
    if (m_format.shape == CsvShape::wide)
        readWide(row);
    else if (!readLong(row))
        return false;

    // A last line without its end may be cut inside its last value.
    if (!m_records->ended()) {
        m_report.lastLineOpen = true;
        if (!row.cells.empty())
            row.cells.back().quality = std::max(row.cells.back().quality, Quality::uncertain);
    }
    noteOrder(row);
    if (row.cells.empty())
        return false;
    ++m_report.rows;
    m_report.values += row.cells.size();
    return true;
}

/// A record that has the table's cells; what has not is counted.
bool CsvReader::sound(CsvRecords::Kind kind) {
    const auto fields = m_records->fields();
    const size_t width = m_format.columns.size();
    if (kind == CsvRecords::Kind::tooLong)
        return badRow(fmt::format("longer than {} bytes", CsvRecords::kMaxRecord));
    if (kind == CsvRecords::Kind::unclosed)
        return badRow("a quote opens that never closes");
    if (kind == CsvRecords::Kind::tooMany)
        return badRow(fmt::format("more than {} cells", CsvRecords::kMaxFields));
    if (const size_t zero = m_records->text().find('\0'); zero != std::string_view::npos)
        return badRow(fmt::format("a zero byte at its byte {}", zero + 1));
    // One separator too many at the end is a habit of some programs.
    const bool trailing = fields.size() == width + 1 && trimmed(fields.back()).empty();
    if (fields.size() == width || trailing)
        return true;
    // A stray quote may have swallowed good lines.
    const size_t found = fields.size();
    m_records->retryFromNextLine();
    return badRow(fmt::format("{} cells, where the table has {}", found, width));
}

bool CsvReader::readTime(CsvRow& row) {
    const auto fields = m_records->fields();
    std::string_view cell = trimmed(fields[m_format.timeColumn]);
    if (m_format.clockColumn) {
        m_scratch.assign(cell).append(" ").append(trimmed(fields[*m_format.clockColumn]));
        cell = m_scratch;
    }
    const auto time = parseCsvTime(cell, m_format.time, m_format.decimalComma);
    if (!time)
        return badRow(fmt::format("column {} ({}): found {}, expected a time such as {}",
                                  m_format.timeColumn + 1,
                                  m_format.columns[m_format.timeColumn].name, inQuotes(cell),
                                  csvTimeWord(m_format.time)));
    row.time = *time;
    return true;
}

void CsvReader::readWide(CsvRow& row) {
    const auto fields = m_records->fields();
    for (size_t i = 0; i < m_signalOfColumn.size(); ++i) {
        if (m_signalOfColumn[i] == kNoSignal)
            continue;
        const std::string_view cell = trimmed(fields[i]);
        if (isMissing(cell)) {
            ++m_report.missing;
            continue;
        }
        const CsvRead read =
            readCsvCell(cell, m_format.columns[i].cells, m_format.decimalComma, m_format.encoding);
        if (read.expected != nullptr)
            badCell(i, read.expected);
        else
            row.cells.push_back({m_signalOfColumn[i], read.value, Quality::good});
    }
}

bool CsvReader::readLong(CsvRow& row) {
    const auto fields = m_records->fields();
    const std::string_view cell = trimmed(fields[*m_format.valueColumn]);
    const auto signal = signalOf(trimmed(fields[*m_format.signalColumn]));
    if (!signal)
        return badRow(fmt::format("column {}: found {}, expected a signal's name",
                                  *m_format.signalColumn + 1,
                                  inQuotes(fields[*m_format.signalColumn])));
    CsvRow::Cell out{*signal, {}, Quality::good};
    if (m_format.qualityColumn) {
        const std::string_view stated = trimmed(fields[*m_format.qualityColumn]);
        const auto quality = csvQuality(stated);
        if (!quality && !stated.empty())
            badCell(*m_format.qualityColumn, "good, uncertain or bad");
        out.quality = quality.value_or(stated.empty() ? Quality::good : Quality::uncertain);
    }
    if (isMissing(cell)) {
        ++m_report.missing;
        return true;
    }
    const CsvRead read =
        readCsvCell(cell, CsvCells::mixed, m_format.decimalComma, m_format.encoding);
    out.value = read.value;
    if (read.expected != nullptr)
        badCell(*m_format.valueColumn, read.expected);
    else
        row.cells.push_back(out);
    return true;
}

std::optional<uint32_t> CsvReader::signalOf(std::string_view cell) {
    m_scratch.assign(cell);
    if (const auto known = m_byName.find(m_scratch); known != m_byName.end())
        return known->second;
    const auto text = csvUtf8(cell, m_format.encoding);
    if (cell.empty() || cell.size() > kMaxName || !text || m_signals.size() >= kMaxSignals)
        return std::nullopt;
    const auto signal = static_cast<uint32_t>(m_signals.size());
    m_signals.push_back({m_prefix + *text, m_format.columns[*m_format.valueColumn].unit});
    m_newest.push_back(kNever);
    m_byName.emplace(m_scratch, signal);
    return signal;
}

/// Rows stay in the file's order; one that goes back is flagged.
void CsvReader::noteOrder(CsvRow& row) {
    const bool wide = m_format.shape == CsvShape::wide;
    if (!wide && row.cells.empty())
        return;
    UtcNs& before = wide ? m_previous : m_newest[row.cells[0].signal];
    row.stepBack = row.time < before;
    before = row.time;
    if (!row.stepBack || row.cells.empty())
        return;
    if (m_report.stepsBack++ == 0)
        m_report.firstStepBackLine = row.line;
}

bool CsvReader::badRow(std::string reason) {
    ++m_report.badRows;
    // Where the file ends without a line end, a row that is not whole was cut.
    m_report.lastLineCut = !m_records->ended();
    noteReason(std::move(reason));
    return false;
}

void CsvReader::badCell(size_t column, const char* expected) {
    ++m_report.badCells;
    const std::string_view cell = m_records->fields()[column];
    noteReason(fmt::format("column {} ({}): found {}, expected {}", column + 1,
                           m_format.columns[column].name, inQuotes(trimmed(cell)), expected));
}

void CsvReader::noteReason(std::string reason) {
    if (m_report.firstBad.empty())
        m_report.firstBad = fmt::format("line {}, {}", m_records->line(), reason);
}

std::vector<std::string> CsvReport::problems() const {
    std::vector<std::string> out;
    if (badRows > 0 || badCells > 0)
        out.push_back(fmt::format("{} rows and {} cells could not be read; the first: {}", badRows,
                                  badCells, firstBad));
    if (stepsBack > 0)
        out.push_back(fmt::format("time steps back {} times, first in line {}", stepsBack,
                                  firstStepBackLine));
    if (lastLineCut)
        out.push_back("the last line is cut, and was left out");
    else if (lastLineOpen)
        out.push_back("the last line has no line end; its last value may be cut");
    if (stopped)
        out.push_back("stopped before the end");
    return out;
}

}  // namespace gemba::ingest
