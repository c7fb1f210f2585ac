#include "engine/twin/problems.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "engine/core/text.h"

namespace gemba::twin {

std::string Problem::message(const std::filesystem::path& file) const {
    std::string out = file.string();
    if (line > 0)
        out += fmt::format(":{}:{}", line, column);
    if (!key.empty())
        out += ": " + key;
    if (!found.empty())
        out += ": found " + found;
    if (!expected.empty())
        out += (found.empty() ? ": expected " : ", expected ") + expected;
    if (!hint.empty())
        out += " (" + hint + ")";
    return out;
}

void Problems::add(const Place& place, std::string key, std::string found, std::string expected,
                   std::string hint) {
    if (m_all.size() >= kMaxProblems) {
        ++m_more;
        return;
    }
    m_all.push_back({place.line, place.column, std::move(key), std::move(found),
                     std::move(expected), std::move(hint)});
}

std::string Problems::hintFor(std::string_view name,
                              std::span<const std::string_view> candidates) const {
    if (!wantsHints())
        return "";
    const auto nearest = nearestName(name, candidates);
    return nearest ? fmt::format("did you mean {}?", *nearest) : "";
}

std::vector<Problem> Problems::takeSorted() {
    std::vector<Problem> out = std::move(m_all);
    m_all.clear();
    std::stable_sort(out.begin(), out.end(), [](const Problem& a, const Problem& b) {
        return std::tie(a.line, a.column) < std::tie(b.line, b.column);
    });
    if (m_more > 0 && !out.empty()) {
        const Problem last = out.back();
        out.push_back(
            {last.line, last.column, "", fmt::format("{} more problems", m_more), "", ""});
    }
    m_more = 0;
    return out;
}

}  // namespace gemba::twin
