#include "engine/twin/key_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "engine/core/text.h"
#include "engine/twin/tables.h"

namespace gemba::twin {
namespace {

constexpr size_t kMaxText = 4096;  // no name, path or topic of a plant comes near

bool within(double value, const KeyInfo& key) {
    return std::isfinite(value) && value >= key.minimum && value <= key.maximum;
}

bool isColor(std::string_view text) {
    return text.size() == 7 && text[0] == '#' &&
           text.substr(1).find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

bool isChoice(std::string_view text, std::string_view allowed) {
    const auto all = split(allowed, '|');
    return std::find(all.begin(), all.end(), text) != all.end();
}

std::optional<KeyValue> textValue(const KeyInfo& key, const Node& node) {
    if (node.type != Node::Type::text || node.text.size() > kMaxText)
        return std::nullopt;
    const bool emptyButNeeded = node.text.empty() && key.required;
    const bool colorWrong = key.allowed == kColorForm && !isColor(node.text);
    const bool choiceWrong = key.type == KeyType::choice && !isChoice(node.text, key.allowed);
    if (emptyButNeeded || colorWrong || choiceWrong)
        return std::nullopt;
    return node.text;
}

std::optional<KeyValue> vec3Value(const KeyInfo& key, const Node& node) {
    if (node.type != Node::Type::array || node.items.size() != 3)
        return std::nullopt;
    Vec3 out{0.0};
    for (int i = 0; i < 3; ++i) {
        const auto number = node.items[static_cast<size_t>(i)].asNumber();
        if (!number || !within(*number, key))
            return std::nullopt;
        out[i] = *number;
    }
    return out;
}

std::optional<KeyValue> listValue(const KeyInfo& key, const Node& node) {
    if (node.type != Node::Type::array || (key.required && node.items.empty()))
        return std::nullopt;
    std::vector<std::string> out;
    for (const Node& item : node.items) {
        if (item.type != Node::Type::text || item.text.size() > kMaxText)
            return std::nullopt;
        out.push_back(item.text);
    }
    return out;
}

std::optional<KeyValue> numbersValue(const KeyInfo& key, const Node& node) {
    constexpr size_t kMostNumbers = 64;
    if (node.type != Node::Type::array || (key.required && node.items.empty()) ||
        node.items.size() > kMostNumbers)
        return std::nullopt;
    std::vector<double> out;
    for (const Node& item : node.items) {
        const auto number = item.asNumber();
        if (!number || !within(*number, key))
            return std::nullopt;
        out.push_back(*number);
    }
    return out;
}

/// The value if it is what the key wants.
std::optional<KeyValue> valueOf(const KeyInfo& key, const Node& node) {
    switch (key.type) {
        case KeyType::boolean:
            if (node.type == Node::Type::boolean)
                return node.boolean;
            return std::nullopt;
        case KeyType::integer:
            if (node.type == Node::Type::integer && within(static_cast<double>(node.integer), key))
                return node.integer;
            return std::nullopt;
        case KeyType::number:
            if (const auto number = node.asNumber(); number && within(*number, key))
                return *number;
            return std::nullopt;
        case KeyType::text:
        case KeyType::reference:
        case KeyType::choice:
            return textValue(key, node);
        case KeyType::vec3:
            return vec3Value(key, node);
        case KeyType::textList:
            return listValue(key, node);
        case KeyType::numberList:
            return numbersValue(key, node);
    }
    return std::nullopt;
}

/// What stands there, in as much detail as a vector's reader needs to see the wrong component.
std::string foundOf(const KeyInfo& key, const Node& node) {
    if (node.type != Node::Type::array || node.items.size() > 4 || node.items.empty())
        return node.described();
    if (key.type != KeyType::vec3 && key.type != KeyType::textList &&
        key.type != KeyType::numberList)
        return node.described();
    std::string out = "[";
    for (const Node& item : node.items)
        out += (out.size() > 1 ? ", " : "") + item.described();
    return out + "]";
}

std::string rangeOf(const KeyInfo& key) {
    const bool low = key.minimum > -1e9, high = key.maximum < 1e9;
    if (key.minimum == 0.0 && !high)
        return ", not negative";
    if (low && high)
        return fmt::format(" from {} to {}", key.minimum, key.maximum);
    if (low)
        return fmt::format(" of at least {}", key.minimum);
    return high ? fmt::format(" of at most {}", key.maximum) : "";
}

std::string choicesOf(const KeyInfo& key) {
    std::vector<std::string> words;
    for (const std::string_view word : split(key.allowed, '|'))
        words.push_back(inQuotes(word));
    return listed(std::vector<std::string_view>(words.begin(), words.end()));
}

}  // namespace

std::string expectedOf(const KeyInfo& key) {
    const std::string unit = key.unit.empty() ? "" : fmt::format(" ({})", key.unit);
    const auto kinds = split(key.allowed, '|');
    switch (key.type) {
        case KeyType::boolean:
            return "true or false";
        case KeyType::integer:
            return "a whole number" + rangeOf(key) + unit;
        case KeyType::number:
            return "a number" + rangeOf(key) + unit;
        case KeyType::text:
            if (key.allowed == kColorForm)
                return "a colour as \"#rrggbb\"";
            return fmt::format("text of at most {} bytes{}", kMaxText,
                               key.required ? ", not empty" : "");
        case KeyType::vec3:
            return "three numbers" + rangeOf(key) + unit;
        case KeyType::reference:
            return "the id of a " + listed(kinds);
        case KeyType::choice:
            return choicesOf(key);
        case KeyType::textList:
            if (key.allowed == kFolderForm)
                return "an array of folders";
            if (!key.allowed.empty())
                return fmt::format("an array of {} ids", listed(kinds));
            return "an array of text";
        case KeyType::numberList:
            return "an array of numbers" + rangeOf(key) + unit;
    }
    return "";
}

KeyValue defaultOf(const KeyInfo& key) {
    switch (key.type) {
        case KeyType::boolean:
            return key.number != 0.0;
        case KeyType::integer:
            return static_cast<int64_t>(key.number);
        case KeyType::number:
            return key.number;
        case KeyType::vec3:
            return Vec3(key.number);
        case KeyType::textList:
            return std::vector<std::string>{};
        case KeyType::numberList:
            return std::vector<double>{};
        case KeyType::text:
        case KeyType::reference:
        case KeyType::choice:
            return std::string(key.text);
    }
    return {};
}

KeyReader::KeyReader(const Node& table, std::string path, Problems& problems)
    : m_table(table), m_path(std::move(path)), m_problems(problems) {}

Values KeyReader::read(std::span<const KeyInfo> keys) {
    std::vector<KeyValue> values;
    values.reserve(keys.size());
    for (const KeyInfo& key : keys)
        values.push_back(readOne(key));
    return {keys, std::move(values)};
}

KeyValue KeyReader::readOne(const KeyInfo& key) {
    const Node* node = take(key.name);
    if (node == nullptr) {
        if (key.required)
            problem(key.name, "nothing", expectedOf(key));
        return defaultOf(key);
    }
    if (auto value = valueOf(key, *node))
        return *std::move(value);
    const auto choices = split(key.allowed, '|');
    const bool hintable = key.type == KeyType::choice && node->type == Node::Type::text;
    problem(key.name, foundOf(key, *node), expectedOf(key),
            hintable ? m_problems.hintFor(node->text, choices) : "");
    return defaultOf(key);
}

const Node* KeyReader::take(std::string_view key) {
    m_known.push_back(key);
    const Member* member = m_table.find(key);
    return member == nullptr ? nullptr : &member->value;
}

const Node* KeyReader::takeTable(std::string_view key) {
    const Node* node = take(key);
    if (node == nullptr || node->type == Node::Type::table)
        return node;
    problem(key, "", fmt::format("one table [{}]", pathOf(key)));
    return nullptr;
}

std::vector<const Node*> KeyReader::takeTables(std::string_view key) {
    const Node* node = take(key);
    std::vector<const Node*> tables;
    if (node == nullptr)
        return tables;
    if (node->type != Node::Type::array) {
        problem(key, "", fmt::format("tables [[{}]]", key));
        return tables;
    }
    for (const Node& item : node->items) {
        if (item.type == Node::Type::table)
            tables.push_back(&item);
        else
            m_problems.add(item.place, pathOf(key), item.described(), "a table");
    }
    return tables;
}

Values KeyReader::readTable(std::string_view key, std::span<const KeyInfo> keys) {
    static const Node kNothing;
    const Node* node = take(key);
    if (node != nullptr && node->type != Node::Type::table) {
        std::vector<std::string_view> names;
        for (const KeyInfo& each : keys)
            names.push_back(each.name);
        problem(key, "", "a table with " + listed(names, "and"));
        node = nullptr;
    }
    KeyReader inner(node == nullptr ? kNothing : *node, pathOf(key), m_problems);
    Values values = inner.read(keys);
    inner.finish();
    return values;
}

void KeyReader::finish() {
    for (const Member& member : m_table.members) {
        if (std::find(m_known.begin(), m_known.end(), member.key) != m_known.end())
            continue;
        std::string hint = m_problems.hintFor(member.key, m_known);
        m_problems.add(member.place, pathOf(inQuotes(member.key)), "an unknown key",
                       "one of " + listed(m_known, "and"), std::move(hint));
    }
}

Place KeyReader::placeOf(std::string_view key) const {
    const Member* member = m_table.find(key);
    return member == nullptr ? m_table.place : member->value.place;
}

std::string KeyReader::pathOf(std::string_view key) const {
    // Quotes only where a bare key could not stand.
    if (key.size() > 2 && key.front() == '"') {
        const std::string_view inner = key.substr(1, key.size() - 2);
        const auto bare = [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                   c == '_' || c == '-';
        };
        if (std::all_of(inner.begin(), inner.end(), bare))
            key = inner;
    }
    return m_path.empty() ? std::string(key) : m_path + "." + std::string(key);
}

void KeyReader::problem(std::string_view key, std::string found, std::string expected,
                        std::string hint) {
    const Member* member = m_table.find(key);
    if (found.empty() && member != nullptr)
        found = member->value.described();
    m_problems.add(placeOf(key), pathOf(key), std::move(found), std::move(expected),
                   std::move(hint));
}

Pose readPose(KeyReader& reader) {
    const Values pose = reader.readTable("pose", poseKeys());
    return {pose.vec3("position"), quatFromRpy(glm::radians(pose.vec3("rpy_deg")))};
}

}  // namespace gemba::twin
