#include "ingest/csv/csv_records.h"

#include <algorithm>
#include <cstring>

namespace gemba::ingest {
namespace {

/// Read at once: more and more, so that small tables cost little, up to what is enough for the
/// disk.
constexpr size_t kFirstPiece = 4096, kPiece = size_t{1} << 20;

size_t find(std::string_view text, char wanted) {
    const void* at = text.empty() ? nullptr : std::memchr(text.data(), wanted, text.size());
    return at == nullptr ? std::string_view::npos
                         : static_cast<size_t>(static_cast<const char*>(at) - text.data());
}

}  // namespace

CsvRecords::CsvRecords(CsvInput& input, CsvDialect dialect, std::string beginning)
    : m_input(input),
      m_dialect(dialect),
      m_buffer(std::move(beginning)),
      m_fill(m_buffer.size()),
      m_read(m_buffer.size()) {}

std::string_view CsvRecords::text() const {
    return std::string_view(m_buffer).substr(m_begin, m_size);
}

Result<CsvRecords::Kind> CsvRecords::next() {
    m_fields.clear();
    m_begin = m_next;
    m_line += m_lines;
    m_lines = 0;
    m_size = 0;
    while (true) {
        const Extent found = extent();
        if (found.size > kMaxRecord)
            return skipLongLine();
        if (found.whole || found.unclosed || m_atEnd)
            return found.size == 0 && !found.whole ? Kind::end : accept(found);
        if (m_fill - m_begin >= kMaxRecord)
            return skipLongLine();
        if (auto more = fill(); !more)
            return tl::unexpected(more.error());
    }
}

/// Reads one more piece behind what is there. False at the end.
Result<bool> CsvRecords::fill() {
    m_buffer.erase(0, m_begin);
    m_fill -= m_begin;
    m_begin = m_next = 0;
    m_piece = std::clamp(4 * m_piece, kFirstPiece, kPiece);
    m_buffer.resize(m_fill + m_piece);
    const auto got = m_input.read({m_buffer.data() + m_fill, m_piece});
    m_buffer.resize(m_fill + got.value_or(0));
    if (!got)
        return tl::unexpected(got.error());
    m_fill += *got;
    m_read += *got;
    m_atEnd = *got == 0;
    return !m_atEnd;
}

/// Where the record that begins at m_begin ends, as far as that has been read.
CsvRecords::Extent CsvRecords::extent() const {
    const std::string_view rest = std::string_view(m_buffer).substr(m_begin, m_fill - m_begin);
    Extent out;
    const size_t end = find(rest, m_dialect.lineEnd);
    out.whole = end != std::string_view::npos;
    out.size = out.whole ? end : rest.size();
    if (m_dialect.quote == '\0' || find(rest.substr(0, out.size), m_dialect.quote) == rest.npos)
        return out;
    return quotedExtent(rest);
}

CsvRecords::Extent CsvRecords::quotedExtent(std::string_view text) const {
    Extent out{.quoted = true};
    bool inside = false, fieldStart = true;
    const auto mayFollow = [this](char c) {
        return c == m_dialect.separator || c == m_dialect.lineEnd || c == '\r' || c == ' ';
    };
    size_t i = 0;
    for (; i < text.size(); ++i) {
        const char c = text[i];
        if (inside && c == m_dialect.quote) {
            // Two of them are one; whether there is a second may not have been read yet.
            if (i + 1 == text.size() && !m_atEnd)
                break;
            if (i + 1 < text.size() && text[i + 1] == m_dialect.quote)
                ++i;
            else
                inside = false;
            // Behind a cell of several lines text cannot go on: a stray quote met another.
            if (!inside && out.lines > 1 && i + 1 < text.size() && !mayFollow(text[i + 1])) {
                out.unclosed = true;
                break;
            }
        } else if (c == m_dialect.lineEnd) {
            out.whole = !inside;
            if (out.whole || ++out.lines > kMaxQuotedLines)
                break;
        } else if (!inside) {
            inside = fieldStart && c == m_dialect.quote;
            fieldStart = c == m_dialect.separator || (fieldStart && c == ' ');
        }
    }
    out.size = i;
    out.unclosed |= !out.whole && inside && (out.lines > kMaxQuotedLines || m_atEnd);
    return out;
}

CsvRecords::Kind CsvRecords::accept(const Extent& found) {
    m_lines = found.lines;
    m_size = found.size;
    m_ended = found.whole;
    if (found.unclosed) {
        // Its first line alone.
        const std::string_view rest = std::string_view(m_buffer).substr(m_begin, m_fill - m_begin);
        const size_t end = find(rest, m_dialect.lineEnd);
        m_ended = end != std::string_view::npos;
        m_size = m_ended ? end : rest.size();
        m_lines = 1;
    }
    m_next = std::min(m_begin + m_size + (m_ended ? 1 : 0), m_fill);
    if (m_dialect.lineEnd == '\n' && m_size > 0 && m_buffer[m_begin + m_size - 1] == '\r')
        --m_size;
    const bool all = cut(text(), found.quoted && !found.unclosed);
    return found.unclosed ? Kind::unclosed : all ? Kind::fields : Kind::tooMany;
}

/// Fills m_fields; false when there were too many.
bool CsvRecords::cut(std::string_view record, bool quoted) {
    m_unescaped.clear();
    m_unescaped.reserve(quoted ? record.size() : 0);  // so that views into it stay valid
    size_t at = 0;
    while (m_fields.size() < kMaxFields) {
        const size_t start = quoted ? record.find_first_not_of(' ', at) : at;
        if (quoted && start != record.npos && record[start] == m_dialect.quote) {
            at = start;
            m_fields.push_back(takeQuoted(record, at));
        } else {
            const size_t end = find(record.substr(at), m_dialect.separator);
            m_fields.push_back(record.substr(at, end));
            at = end == record.npos ? record.size() : at + end;
        }
        if (at >= record.size())
            return true;
        ++at;  // behind the separator
    }
    return false;
}

/// A field that opens with a quote at `at`; then `at` stands on the separator or at the end.
std::string_view CsvRecords::takeQuoted(std::string_view record, size_t& at) {
    const size_t first = at + 1;
    const size_t kept = m_unescaped.size();
    size_t from = first, close = find(record.substr(first), m_dialect.quote);
    close = close == record.npos ? record.size() : first + close;
    while (close + 1 < record.size() && record[close + 1] == m_dialect.quote) {
        m_unescaped.append(record.substr(from, close + 1 - from));
        from = close + 2;
        const size_t next = find(record.substr(from), m_dialect.quote);
        close = next == record.npos ? record.size() : from + next;
    }
    const size_t begin = at;
    const size_t behind = std::min(close + 1, record.size());
    const size_t end = find(record.substr(behind), m_dialect.separator);
    at = end == record.npos ? record.size() : behind + end;

    // Text behind the closing quote: then the quotes are part of what was meant.
    if (record.substr(behind, at - behind).find_first_not_of(" \t") != record.npos)
        return record.substr(begin, at - begin);
    if (from == first)
        return record.substr(first, close - first);
    m_unescaped.append(record.substr(from, close - from));
    return std::string_view(m_unescaped).substr(kept);
}

void CsvRecords::retryFromNextLine() {
    if (m_lines < 2)
        return;
    const size_t end = find(text(), m_dialect.lineEnd);
    m_next = m_begin + end + 1;
    m_lines = 1;
}

/// Reads on to the line's end, keeping nothing of it.
Result<CsvRecords::Kind> CsvRecords::skipLongLine() {
    m_lines = 1;
    m_ended = false;
    while (true) {
        const std::string_view rest = std::string_view(m_buffer).substr(m_begin, m_fill - m_begin);
        const size_t end = find(rest, m_dialect.lineEnd);
        if (end != std::string_view::npos) {
            m_ended = true;
            m_next = m_begin + end + 1;
            return Kind::tooLong;
        }
        m_begin = m_next = m_fill;
        if (auto more = fill(); !more)
            return tl::unexpected(more.error());
        else if (!*more)
            return Kind::tooLong;
    }
}

}  // namespace gemba::ingest
