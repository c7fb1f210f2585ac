#include "engine/twin/document.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>

#include "engine/core/text.h"

// The one place that knows toml++. Its own limit on nesting, lowered so that recursion over a
// hostile file stays within a thread's stack.
#define TOML_EXCEPTIONS 0
#define TOML_MAX_NESTED_VALUES 32
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

namespace gemba::twin {
namespace {

Place placeOf(const toml::source_region& region) {
    return {static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
}

Node convert(const toml::node& in);

void convertTable(const toml::table& in, Node& out) {
    out.type = Node::Type::table;
    for (const auto& [key, value] : in) {
        Member member{std::string(key.str()), placeOf(key.source()), convert(value)};
        if (member.value.place.line == 0)
            member.value.place = member.place;
        out.members.push_back(std::move(member));
    }
    // toml++ sorts by name; people read in the order of the file.
    std::stable_sort(out.members.begin(), out.members.end(),
                     [](const Member& a, const Member& b) { return a.place < b.place; });
}

Node convert(const toml::node& in) {
    Node out;
    out.place = placeOf(in.source());
    if (const toml::table* table = in.as_table()) {
        convertTable(*table, out);
    } else if (const toml::array* array = in.as_array()) {
        out.type = Node::Type::array;
        out.items.reserve(array->size());
        for (const toml::node& item : *array)
            out.items.push_back(convert(item));
    } else if (const auto* text = in.as_string()) {
        out.type = Node::Type::text;
        out.text = text->get();
    } else if (const auto* integer = in.as_integer()) {
        out.type = Node::Type::integer;
        out.integer = integer->get();
    } else if (const auto* number = in.as_floating_point()) {
        out.type = Node::Type::number;
        out.number = number->get();
    } else if (const auto* boolean = in.as_boolean()) {
        out.type = Node::Type::boolean;
        out.boolean = boolean->get();
    } else {
        out.type = Node::Type::other;
    }
    return out;
}

/// Index behind the string that begins at `at`; the parser itself complains of unclosed ones.
size_t skipString(std::string_view text, size_t at) {
    const char quote = text[at];
    const auto triple = [&](size_t i) {
        return text.substr(i, 3).size() == 3 &&
               text.substr(i, 3).find_first_not_of(quote) == std::string_view::npos;
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

/// What toml++ would take without a limit: a key of a million dots is a tree a million deep, and
/// each value costs about a hundred bytes. Counted outside strings and comments.
std::optional<Problem> findExcess(std::string_view text) {
    size_t values = 0, dots = 0;
    Place place{1, 1};
    for (size_t at = 0; at < text.size();) {
        const char c = text[at];
        if (c == '"' || c == '\'') {
            const size_t end = skipString(text, at);
            place.line += static_cast<int>(std::count(&text[at], text.data() + end, '\n'));
            at = end;
            continue;
        }
        if (c == '#') {
            at = std::min(text.find('\n', at), text.size());
            continue;
        }
        if (c == '.')
            ++dots;
        else if (std::string_view("\n=,[]{}").find(c) != std::string_view::npos)
            dots = 0;
        if (c == '=' || c == ',' || c == '[')
            ++values;
        if (dots >= kMaxKeyParts)
            return Problem{place.line,
                           place.column,
                           "",
                           "a key of very many parts",
                           fmt::format("at most {}", kMaxKeyParts),
                           ""};
        if (values > kMaxValues)
            return Problem{place.line,
                           place.column,
                           "",
                           "very many values",
                           fmt::format("at most {}", kMaxValues),
                           ""};
        if (c == '\n')
            ++place.line;
        ++at;
    }
    return std::nullopt;
}

Problem syntaxProblem(const toml::parse_error& error) {
    constexpr std::string_view kLead = "Error while parsing ";
    std::string_view what = error.description();
    if (what.starts_with(kLead))
        what.remove_prefix(kLead.size());
    // The description may repeat the file's bytes: escape them, without the quotes around.
    std::string safe = inQuotes(what, 300);
    safe = safe.substr(1, safe.size() - 2);
    const Place place = placeOf(error.source());
    return {std::max(place.line, 1),
            std::max(place.column, 1),
            "",
            "a syntax error in " + safe,
            "TOML 1.0",
            ""};
}

}  // namespace

const Member* Node::find(std::string_view key) const {
    for (const Member& member : members) {
        if (member.key == key)
            return &member;
    }
    return nullptr;
}

std::string Node::described() const {
    switch (type) {
        case Type::boolean:
            return boolean ? "true" : "false";
        case Type::integer:
            return fmt::format("{}", integer);
        case Type::number:
            return fmt::format("{}", number);
        case Type::text:
            return inQuotes(text);
        case Type::array:
            return items.empty() ? "an empty array" : fmt::format("an array of {}", items.size());
        case Type::table:
            return "a table";
        case Type::other:
            return "a date or time";
    }
    return "";
}

std::optional<double> Node::asNumber() const {
    if (type == Type::integer)
        return static_cast<double>(integer);
    if (type == Type::number)
        return number;
    return std::nullopt;
}

ParsedDocument parseDocument(std::string_view text) {
    ParsedDocument out;
    if (text.size() > kMaxFileBytes) {
        out.problem = Problem{1,
                              1,
                              "",
                              fmt::format("{} bytes", text.size()),
                              fmt::format("at most {} bytes", kMaxFileBytes),
                              ""};
        return out;
    }
    out.problem = findExcess(text);
    if (out.problem)
        return out;
    const toml::parse_result result = toml::parse(text);
    if (result) {
        convertTable(result.table(), out.root);
        out.root.place = {1, 1};
    } else {
        out.problem = syntaxProblem(result.error());
    }
    return out;
}

std::optional<Problem> readFile(const std::filesystem::path& file, size_t maxBytes,
                                std::string& text) {
    std::error_code error;
    const auto bad = [](std::string found, std::string expected) {
        return Problem{0, 0, "", std::move(found), std::move(expected), ""};
    };
    if (!std::filesystem::exists(file, error))
        return bad("no such file", "a file that exists");
    // A pipe or a device could block or never end.
    if (!std::filesystem::is_regular_file(file, error))
        return bad("not a file", "a file");
    const auto size = std::filesystem::file_size(file, error);
    if (error || size > maxBytes)
        return bad(fmt::format("{} bytes", size), fmt::format("at most {} bytes", maxBytes));

    std::ifstream in(file, std::ios::binary);
    text.resize(size);
    in.read(text.data(), static_cast<std::streamsize>(size));
    if (!in)
        return bad("a file that cannot be read", "permission to read it");
    return std::nullopt;
}

}  // namespace gemba::twin
