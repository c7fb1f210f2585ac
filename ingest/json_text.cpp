#include "ingest/json_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace gemba::ingest::json_text {
namespace {

template <class Integer>
void appendInteger(std::string& out, Integer number) {
    char text[24];
    const auto end = std::to_chars(std::begin(text), std::end(text), number).ptr;
    out.append(text, end);
}

}  // namespace

void append(std::string& out, int64_t number) {
    appendInteger(out, number);
}

void append(std::string& out, uint64_t number) {
    appendInteger(out, number);
}

void append(std::string& out, double number) {
    if (!std::isfinite(number)) {
        out += "null";
        return;
    }
    char text[32];
    const auto end = std::to_chars(std::begin(text), std::end(text), number).ptr;
    const std::string_view written(text, static_cast<size_t>(end - text));
    out += written;
    if (written.find_first_of(".e") == std::string_view::npos)
        out += ".0";
}

void append(std::string& out, std::string_view text) {
    static constexpr char kHex[] = "0123456789abcdef";
    out += '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 0x20) {
            out += "\\u00";
            out += kHex[byte >> 4];
            out += kHex[byte & 15];
        } else {
            out += c;
        }
    }
    out += '"';
}

void append(std::string& out, const Value& value) {
    switch (value.type()) {
        case ValueType::boolean:
            out += value.boolean() ? "true" : "false";
            return;
        case ValueType::integer:
            append(out, value.integer());
            return;
        case ValueType::real:
            append(out, value.number());
            return;
        case ValueType::text:
            append(out, value.text());
            return;
        case ValueType::vector: {
            out += '[';
            for (const double number : value.vector()) {
                if (out.back() != '[')
                    out += ',';
                append(out, number);
            }
            out += ']';
            return;
        }
        case ValueType::none:
            break;
    }
    out += "null";
}

bool writable(const Value& value) {
    if (value.empty())
        return false;
    const auto numbers = value.vector();
    if (value.type() == ValueType::vector)
        return !numbers.empty() && std::all_of(numbers.begin(), numbers.end(),
                                               [](double n) { return std::isfinite(n); });
    return value.type() != ValueType::real || std::isfinite(value.number());
}

}  // namespace gemba::ingest::json_text
