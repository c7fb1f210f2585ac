#include "engine/core/text.h"

#include <algorithm>
#include <array>

namespace gemba {
namespace {

constexpr size_t kMaxName = 64;  // longer names are no typing errors, and cost n * m to compare

constexpr std::string_view kHex = "0123456789abcdef";

void appendEscaped(std::string& out, char c) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
        out += '\\';
        out += c;
    } else if (c == '\n') {
        out += "\\n";
    } else if (c == '\t') {
        out += "\\t";
    } else if (byte < 0x20 || byte == 0x7f) {
        out += "\\x";
        out += kHex[byte >> 4];
        out += kHex[byte & 15];
    } else {
        out += c;
    }
}

/// Largest cut that is at most `size` and does not fall inside a UTF-8 character.
size_t characterStart(std::string_view text, size_t size) {
    while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xc0) == 0x80)
        --size;
    return size;
}

}  // namespace

size_t editDistance(std::string_view a, std::string_view b) {
    // Three rows of the table of optimal string alignment: two back, one back, this one.
    std::vector<size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
    for (size_t j = 0; j <= b.size(); ++j)
        last[j] = j;
    for (size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (size_t j = 1; j <= b.size(); ++j) {
            const size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, replaced});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
        std::swap(before, last);
        std::swap(last, row);
    }
    return last[b.size()];
}

std::optional<std::string_view> nearestName(std::string_view name,
                                            std::span<const std::string_view> candidates) {
    if (name.empty() || name.size() > kMaxName)
        return std::nullopt;
    size_t best = std::max<size_t>(1, name.size() / 3) + 1;
    std::optional<std::string_view> nearest;
    for (const std::string_view candidate : candidates) {
        // The difference in length is a lower bound: most candidates end here.
        const size_t longer = std::max(candidate.size(), name.size());
        const size_t shorter = std::min(candidate.size(), name.size());
        if (longer - shorter >= best)
            continue;
        const size_t distance = editDistance(name, candidate);
        if (distance < best) {
            best = distance;
            nearest = candidate;
        }
    }
    return nearest;
}

std::string inQuotes(std::string_view text, size_t maxBytes) {
    const bool cut = text.size() > maxBytes;
    if (cut)
        text = text.substr(0, characterStart(text, maxBytes));
    std::string out = "\"";
    for (const char c : text)
        appendEscaped(out, c);
    out += cut ? "...\"" : "\"";
    return out;
}

std::string listed(std::span<const std::string_view> items, std::string_view lastWord) {
    std::string out;
    for (size_t i = 0; i < items.size(); ++i) {
        if (i > 0 && i + 1 == items.size())
            out.append(" ").append(lastWord).append(" ");
        else if (i > 0)
            out += ", ";
        out += items[i];
    }
    return out;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        const size_t end = std::min(text.find(separator), text.size());
        parts.push_back(text.substr(0, end));
        if (end == text.size())
            break;
        text.remove_prefix(end + 1);
        if (text.empty())
            parts.emplace_back();
    }
    return parts;
}

}  // namespace gemba
