#include "engine/assets/text.h"

#include <algorithm>
#include <cstdint>

namespace gemba::assets {
namespace {

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

}  // namespace

std::string cleanText(std::string_view text, size_t limit) {
    // Nearly all names are plain.
    const auto isPlain = [](char c) { return c >= 0x20 && c < 0x7F; };
    if (text.size() <= limit && std::all_of(text.begin(), text.end(), isPlain))
        return std::string(text);

    std::string out;
    while (!text.empty()) {
        const size_t length = characterLength(text);
        if (out.size() + (length == 0 ? 1 : length) > limit)
            break;
        const auto lead = static_cast<uint8_t>(text.front());
        if (length == 0)
            out += '?';
        else if (lead < 0x20 || lead == 0x7F)
            out += ' ';
        else
            out += text.substr(0, length);
        text.remove_prefix(length == 0 ? 1 : length);
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

}  // namespace gemba::assets
