#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/twin/reader.h"

/// A TOML file as a plain tree in which each key and value knows its place. The parser stays in
/// document.cpp.
namespace gemba::twin {

/// Line and column of a file, from 1; columns count characters.
struct Place {
    int line = 0;
    int column = 0;
    auto operator<=>(const Place&) const = default;
};

struct Member;

/// One value of the file.
struct Node {
    enum class Type : uint8_t { boolean, integer, number, text, array, table, other };

    Type type = Type::table;
    Place place;
    Place end;  ///< behind its last character; of a table with a header, behind that
    bool boolean = false;
    int64_t integer = 0;
    double number = 0.0;
    std::string text;
    std::vector<Node> items;      ///< of an array
    std::vector<Member> members;  ///< of a table, in the order of the file

    [[nodiscard]] const Member* find(std::string_view key) const;
    /// As a person would name it: `"fast"`, `12.5`, `a table`.
    [[nodiscard]] std::string described() const;
    /// The number of an integer or number node, else nothing.
    [[nodiscard]] std::optional<double> asNumber() const;
};

/// One key of a table.
struct Member {
    std::string key;
    Place place;
    Node value;
};

struct ParsedDocument {
    Node root;
    std::optional<Problem> problem;  ///< the first syntax error; then root is empty
};

/// Files beyond this are refused before they cost memory.
constexpr size_t kMaxFileBytes = 16u << 20;

/// Never throws; refuses text beyond the bounds here and in text_scan.h, bad UTF-8 and deep nesting
/// with a problem.
[[nodiscard]] ParsedDocument parseDocument(std::string_view text);

/// A regular file's text, or a problem without a line.
[[nodiscard]] std::optional<Problem> readFile(const std::filesystem::path& file, size_t maxBytes,
                                              std::string& text);

}  // namespace gemba::twin
