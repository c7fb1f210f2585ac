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

/// Bytes of the well-formed UTF-8 character at the front; 0 if there is none.
size_t characterLength(std::string_view text) {
    const auto byte = [&](size_t i) { return static_cast<uint8_t>(text[i]); };
    const uint8_t lead = byte(0);
    if (lead < 0x80)
        return 1;
    const size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() < length)
        return 0;
    for (size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0) != 0x80)
            return 0;
    }

    // Overlong forms, surrogates and what lies beyond Unicode show in the second byte.
    const uint8_t second = byte(1);
    const bool wrong = (lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) ||
                       (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F);
    return wrong ? 0 : length;
}

/// Whether a well-formed character moves the cursor, ends a line or turns the writing round.
bool isHarmful(std::string_view character) {
    const auto byte = [&](size_t i) { return static_cast<uint8_t>(character[i]); };
    if (character.size() == 1)
        return byte(0) < 0x20 || byte(0) == 0x7F;
    if (character.size() == 2)
        return byte(0) == 0xC2 && byte(1) < 0xA0;  // U+0080 to U+009F: terminals obey them too
    if (character.size() != 3 || byte(0) != 0xE2)
        return false;
    const bool mark = byte(1) == 0x80 && (byte(2) == 0x8E || byte(2) == 0x8F);  // U+200E, U+200F
    const bool embeds = byte(1) == 0x80 && byte(2) >= 0xA8 && byte(2) <= 0xAE;  // U+2028 to U+202E
    const bool isolates = byte(1) == 0x81 && byte(2) >= 0xA6 && byte(2) <= 0xA9;  // U+2066 to 2069
    return mark || embeds || isolates;
}

bool isPlain(char c) {
    return c >= 0x20 && c < 0x7F;
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
    while (!text.empty()) {
        const size_t length = std::max<size_t>(characterLength(text), 1);
        if (static_cast<uint8_t>(text.front()) < 0x80)
            appendEscaped(out, text.front());
        else
            out += cleanText(text.substr(0, length));
        text.remove_prefix(length);
    }
    out += cut ? "...\"" : "\"";
    return out;
}

std::string cleanText(std::string_view text, size_t limit) {
    // Nearly all names are plain.
    if (text.size() <= limit && std::all_of(text.begin(), text.end(), isPlain))
        return std::string(text);

    std::string out;
    while (!text.empty()) {
        const size_t length = characterLength(text);
        const std::string_view character = text.substr(0, std::max<size_t>(length, 1));
        const std::string_view shown = length == 0 ? "?" : isHarmful(character) ? " " : character;
        if (shown.size() > limit - out.size())
            break;
        out += shown;
        text.remove_prefix(character.size());
    }
    return out;
}

std::string lowerText(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    }
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
