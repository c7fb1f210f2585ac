#include "ingest/csv/csv_cells.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace gemba::ingest {
namespace {

/// Longer texts are no numbers: a double needs 24 characters.
constexpr size_t kMaxNumber = 64;

/// All of the text, or nothing.
template <class Number>
std::optional<Number> whole(std::string_view text) {
    Number out{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (error != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return out;
}

std::optional<Value> number(std::string_view text) {
    if (text.starts_with('+') && !text.substr(1).starts_with('-'))
        text.remove_prefix(1);
    if (const auto integer = whole<int64_t>(text))
        return Value::ofInteger(*integer);
    const auto real = whole<double>(text);
    if (!real || !std::isfinite(*real))
        return std::nullopt;
    return Value::ofReal(*real);
}

}  // namespace

const char* name(CsvCells cells) {
    constexpr std::array kNames{"none", "integer", "real", "boolean", "text", "mixed"};
    return kNames[static_cast<size_t>(cells)];
}

std::string_view trimmed(std::string_view cell) {
    const size_t first = cell.find_first_not_of(" \t");
    if (first == std::string_view::npos)
        return {};
    return cell.substr(first, cell.find_last_not_of(" \t") + 1 - first);
}

std::string lowerCase(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

bool isMissing(std::string_view cell) {
    if (cell.empty())
        return true;
    if (cell.size() > 8 || (cell[0] >= '0' && cell[0] <= '9'))
        return false;
    constexpr std::array<std::string_view, 12> kWords{
        "na", "n/a", "#n/a", "nan", "-nan", "null", "none", "nil", "-", "--", "?", "missing"};
    const std::string lower = lowerCase(cell);
    return std::find(kWords.begin(), kWords.end(), lower) != kWords.end();
}

std::optional<Value> csvNumber(std::string_view cell, bool decimalComma) {
    if (cell.empty() || cell.size() > kMaxNumber)
        return std::nullopt;
    if (!decimalComma)
        return number(cell);
    if (cell.find('.') != std::string_view::npos)
        return std::nullopt;
    std::array<char, kMaxNumber> text{};
    std::replace_copy(cell.begin(), cell.end(), text.begin(), ',', '.');
    return number({text.data(), cell.size()});
}

std::optional<Value> csvBoolean(std::string_view cell) {
    if (cell.size() != 4 && cell.size() != 5)
        return std::nullopt;
    const std::string lower = lowerCase(cell);
    if (lower != "true" && lower != "false")
        return std::nullopt;
    return Value::ofBoolean(lower == "true");
}

std::optional<Value> csvVector(std::string_view cell) {
    if (cell.size() < 3 || cell.front() != '[' || cell.back() != ']')
        return std::nullopt;
    cell = cell.substr(1, cell.size() - 2);
    std::array<double, Value::kMaxVector> numbers{};
    size_t count = 0;
    while (true) {
        const size_t end = std::min(cell.find(','), cell.size());
        const auto element = csvNumber(trimmed(cell.substr(0, end)), false);
        if (!element || count == numbers.size())
            return std::nullopt;
        numbers[count++] = element->number();
        if (end == cell.size())
            return Value::ofVector({numbers.data(), count});
        cell.remove_prefix(end + 1);
    }
}

std::optional<std::string> csvUtf8(std::string_view cell, CsvEncoding encoding) {
    if (encoding == CsvEncoding::utf8) {
        if (!simdjson::validate_utf8(cell.data(), cell.size()))
            return std::nullopt;
        return std::string(cell);
    }
    std::string out;
    for (const char c : cell) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) {
            out += c;
        } else {
            out += static_cast<char>(0xc0 | (byte >> 6));
            out += static_cast<char>(0x80 | (byte & 0x3f));
        }
    }
    return out;
}

std::optional<signals::Quality> csvQuality(std::string_view cell) {
    using signals::Quality;
    const std::string lower = lowerCase(cell);
    for (const Quality each : {Quality::good, Quality::uncertain, Quality::bad, Quality::stale}) {
        if (lower == signals::name(each))
            return each;
    }
    // OPC classic: the two upper bits of a byte.
    const auto number = whole<uint32_t>(cell);
    if (!number || *number > 0xff)
        return std::nullopt;
    constexpr std::array kOpc{Quality::bad, Quality::uncertain, Quality::bad, Quality::good};
    return kOpc[*number >> 6];
}

CsvRead readCsvCell(std::string_view cell, CsvCells cells, bool decimalComma,
                    CsvEncoding encoding) {
    const auto of = [](const std::optional<Value>& value, const char* expected) -> CsvRead {
        return value ? CsvRead{*value, nullptr} : CsvRead{{}, expected};
    };
    if (cells == CsvCells::integer || cells == CsvCells::real) {
        auto value = csvNumber(cell, decimalComma);
        // A column of reals stays one where a cell happens to be whole.
        if (value && cells == CsvCells::real)
            value = Value::ofReal(value->number());
        return of(value, decimalComma ? "a number with a decimal comma" : "a number");
    }
    if (cells == CsvCells::boolean)
        return of(csvBoolean(cell), "true or false");
    if (cells != CsvCells::text) {
        if (const auto value = csvNumber(cell, decimalComma))
            return {*value, nullptr};
        if (const auto value = csvBoolean(cell))
            return {*value, nullptr};
        if (const auto value = csvVector(cell))
            return {*value, nullptr};
    }
    const auto text = csvUtf8(cell, encoding);
    if (!text)
        return {{}, "text in UTF-8"};
    if (text->size() > Value::kMaxText)
        return {{}, "a number, or text of at most 64 bytes"};
    return {Value::ofText(*text), nullptr};
}

}  // namespace gemba::ingest
