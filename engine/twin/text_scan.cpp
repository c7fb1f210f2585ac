#include "engine/twin/text_scan.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace gemba::twin {
namespace {

/// Index behind the string that begins at `at`; of an unclosed one, the end of its line or the
/// text.
size_t skipString(std::string_view text, size_t at) {
    const char quote = text[at];
    const auto triple = [&](size_t i) {
        const std::string_view three = text.substr(i, 3);
        return three.size() == 3 && three.find_first_not_of(quote) == std::string_view::npos;
    };
    const bool multiline = triple(at);
    at += multiline ? 3 : 1;
    while (at < text.size()) {
        if (quote == '"' && text[at] == '\\') {
            at += 2;
        } else if (!multiline && (text[at] == quote || text[at] == '\n')) {
            return at + (text[at] == quote ? 1 : 0);
        } else if (multiline && triple(at)) {
            // Up to two more quotes before the closing three belong to the text.
            at += 3;
            for (int extra = 0; extra < 2 && at < text.size() && text[at] == quote; ++extra)
                ++at;
            return at;
        } else {
            ++at;
        }
    }
    return text.size();
}

class Scanner {
 public:
    [[nodiscard]] TextScan scan(std::string_view text) {
        for (size_t at = 0; at < text.size() && !m_out.excess;) {
            size_t end = at + 1;
            if (text[at] == '"' || text[at] == '\'')
                end = skipString(text, at);
            else if (text[at] == '#')
                end = std::min(text.find('\n', at), text.size());
            else
                see(text[at]);
            advance(text.substr(at, end - at));
            at = end;
        }
        return m_out;
    }

 private:
    void advance(std::string_view passed) {
        const size_t lastLine = passed.rfind('\n');
        m_place.line += static_cast<int>(std::count(passed.begin(), passed.end(), '\n'));
        if (lastLine != std::string_view::npos)
            m_place.column = static_cast<int>(passed.size() - lastLine);
        else
            m_place.column += static_cast<int>(passed.size());
    }

    void see(char c) {
        if (c == '.')
            ++m_dots;
        else if (std::string_view("\n=,[]{}").find(c) != std::string_view::npos)
            m_dots = 0;
        if (c == '=' || c == ',' || c == '[')
            ++m_values;
        seeBracket(c);
        if (m_dots >= kMaxKeyParts)
            refuse("a key of very many parts", kMaxKeyParts);
        if (m_values > kMaxValues)
            refuse("very many values", kMaxValues);
    }

    void seeBracket(char c) {
        if (c == '[' || c == '{')
            m_open.push_back(c);
        if (c != ']' && c != '}')
            return;
        const bool fits = !m_open.empty() && m_open.back() == (c == ']' ? '[' : '{');
        if (fits)
            m_open.pop_back();
        else if (m_out.mismatch.line == 0)
            m_out.mismatch = m_place;
    }

    void refuse(std::string_view found, size_t limit) {
        m_out.excess = Problem{m_place.line,
                               m_place.column,
                               "",
                               std::string(found),
                               fmt::format("at most {}", limit),
                               ""};
    }

    TextScan m_out;
    Place m_place{1, 1};
    std::string m_open;
    size_t m_values = 0, m_dots = 0;
};

}  // namespace

TextScan scanText(std::string_view text) {
    return Scanner().scan(text);
}

}  // namespace gemba::twin
