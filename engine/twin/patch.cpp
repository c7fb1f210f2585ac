#include "engine/twin/patch.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/core/text.h"
#include "engine/twin/document.h"

namespace gemba::twin {
namespace {

/// One text while it is changed.
class Patch {
 public:
    Patch(std::string_view text, const ParsedDocument& parsed, const std::filesystem::path& file)
        : m_text(text), m_root(parsed.root), m_file(file) {
        m_lines.push_back(m_text.starts_with("\xEF\xBB\xBF") ? 3 : 0);
        for (size_t at = m_text.find('\n'); at != std::string::npos; at = m_text.find('\n', at + 1))
            m_lines.push_back(at + 1);
        // Lines end as they do in this file.
        const size_t first = m_text.find('\n');
        m_end =
            first != std::string::npos && first > 0 && m_text[first - 1] == '\r' ? "\r\n" : "\n";
    }

    /// One change, or several that add to one table.
    [[nodiscard]] Result<std::string> run(std::span<const Change> changes);

 private:
    [[nodiscard]] tl::unexpected<Error> refuse(Place place, std::string found,
                                               std::string expected = {}) const;
    [[nodiscard]] Result<const Node*> find(const ObjectRef& object) const;
    [[nodiscard]] Result<std::string> set(const Node& object, std::string_view path,
                                          const std::string& value);
    [[nodiscard]] Result<std::string> unset(const Node& object, std::string_view key);
    [[nodiscard]] Result<std::string> add(std::span<const Change> changes);
    [[nodiscard]] Result<std::string> remove(const Node& object);

    [[nodiscard]] size_t offsetOf(Place place) const;
    [[nodiscard]] size_t lineOf(size_t at) const;
    [[nodiscard]] size_t behindLine(size_t at) const;
    [[nodiscard]] std::string_view lineAt(size_t begin) const;
    [[nodiscard]] size_t lastByteOf(const Node& node) const;
    [[nodiscard]] bool standsAlone(const Node& in, const Node& object, size_t begin,
                                   size_t end) const;
    [[nodiscard]] bool isInline(const Node& table) const;
    [[nodiscard]] bool isValue(const Node& node) const;
    [[nodiscard]] std::string insertedLine(const Node& object, std::string_view key,
                                           const std::string& value);
    [[nodiscard]] std::string insertedInline(const Node& object, std::string_view key,
                                             const std::string& value);
    [[nodiscard]] std::string blockOf(const Change& change) const;

    std::string m_text;
    std::vector<size_t> m_lines;  // where they begin, before the change
    const Node& m_root;
    const std::filesystem::path& m_file;
    std::string m_end;
};

tl::unexpected<Error> Patch::refuse(Place place, std::string found, std::string expected) const {
    const std::string name = m_file.filename().string();
    return fail({.doing = "change the twin file",
                 .on = place.line > 0 ? fmt::format("{}:{}", name, place.line) : name,
                 .found = std::move(found),
                 .expected = std::move(expected)});
}

// ---- Places in the text -------------------------------------------------------------------------

size_t Patch::offsetOf(Place place) const {
    const auto line = static_cast<size_t>(std::max(place.line, 1)) - 1;
    if (line >= m_lines.size())
        return m_text.size();
    size_t at = m_lines[line];
    // Columns count characters.
    for (int column = 1; column < place.column && at < m_text.size(); ++column) {
        ++at;
        while (at < m_text.size() && (static_cast<unsigned char>(m_text[at]) & 0xC0u) == 0x80u)
            ++at;
    }
    return at;
}

/// Where the line of this byte begins.
size_t Patch::lineOf(size_t at) const {
    const size_t before = at == 0 ? std::string::npos : m_text.rfind('\n', at - 1);
    return before == std::string::npos ? 0 : before + 1;
}

/// Where the next line begins; the text's end for the last one.
size_t Patch::behindLine(size_t at) const {
    const size_t end = m_text.find('\n', at);
    return end == std::string::npos ? m_text.size() : end + 1;
}

/// The line that begins here, without its end.
std::string_view Patch::lineAt(size_t begin) const {
    std::string_view line = std::string_view(m_text).substr(begin, behindLine(begin) - begin);
    while (line.ends_with('\n') || line.ends_with('\r'))
        line.remove_suffix(1);
    return line;
}

bool isBlank(std::string_view line) {
    return line.find_first_not_of(" \t") == std::string_view::npos;
}

bool isComment(std::string_view line) {
    const size_t at = line.find_first_not_of(" \t");
    return at != std::string_view::npos && line[at] == '#';
}

/// A table written with braces, where its keys' lines are no lines of their own.
bool Patch::isInline(const Node& table) const {
    const size_t at = offsetOf(table.place);
    return at < m_text.size() && m_text[at] == '{';
}

/// Something that stands behind a `=`, in one piece: no table with a header or with dotted keys.
bool Patch::isValue(const Node& node) const {
    if (node.type == Node::Type::table)
        return isInline(node);
    if (node.type == Node::Type::array && !node.items.empty() &&
        node.items[0].type == Node::Type::table)
        return m_text.compare(offsetOf(node.place), 2, "[[") != 0;
    return true;
}

/// The last byte of a table's header or of anything in it.
size_t Patch::lastByteOf(const Node& node) const {
    size_t out = offsetOf(node.end);
    for (const Node& item : node.items)
        out = std::max(out, lastByteOf(item));
    for (const Member& member : node.members)
        out = std::max(out, lastByteOf(member.value));
    return out;
}

// ---- Finding ------------------------------------------------------------------------------------

std::string described(const ObjectRef& object) {
    std::string out = fmt::format("[[{}]]", object.table);
    for (const auto& [key, text] : object.where)
        out += fmt::format("{} {} = {}", &key == &object.where[0].first ? " with" : " and", key,
                           inQuotes(text));
    return out;
}

Result<const Node*> Patch::find(const ObjectRef& object) const {
    if (object.table.empty())
        return &m_root;
    const Member* const all = m_root.find(object.table);
    if (all != nullptr && all->value.type == Node::Type::table && object.where.empty())
        return &all->value;
    const auto fits = [&](const Node& one) {
        return std::all_of(object.where.begin(), object.where.end(), [&](const KeyText& wanted) {
            const Member* const its = one.find(wanted.first);
            return its != nullptr && its->value.type == Node::Type::text &&
                   its->value.text == wanted.second;
        });
    };
    if (all != nullptr) {
        for (const Node& one : all->value.items) {
            if (one.type == Node::Type::table && fits(one))
                return &one;
        }
    }
    return refuse({}, "no " + described(object));
}

// ---- Changing -----------------------------------------------------------------------------------

Result<std::string> Patch::run(std::span<const Change> changes) {
    const Change& change = changes.front();
    if (change.what == Change::What::add)
        return add(changes);
    const auto object = find(change.object);
    if (!object)
        return tl::unexpected(object.error());
    switch (change.what) {
        case Change::What::set:
            return set(**object, change.key, change.value);
        case Change::What::unset:
            return unset(**object, change.key);
        default:
            return remove(**object);
    }
}

Result<std::string> Patch::set(const Node& object, std::string_view path,
                               const std::string& value) {
    const size_t dot = path.find('.');
    const std::string_view key = path.substr(0, dot);
    const Member* const there = object.find(key);
    if (there == nullptr) {
        // What is left of the path is a table within.
        const std::string whole = dot == std::string_view::npos
                                      ? value
                                      : fmt::format("{{ {} = {} }}", path.substr(dot + 1), value);
        return isInline(object) ? insertedInline(object, key, whole)
                                : insertedLine(object, key, whole);
    }
    // One of dotted keys has no place of its own.
    const bool placed = isInline(there->value) || m_text[offsetOf(there->value.place)] == '[';
    if (dot != std::string_view::npos && there->value.type == Node::Type::table &&
        (placed || there->value.find(path.substr(dot + 1)) != nullptr))
        return set(there->value, path.substr(dot + 1), value);
    if (dot != std::string_view::npos || !isValue(there->value))
        return refuse(there->place, fmt::format("{} in a form of its own", key),
                      fmt::format("{} = {} written there by hand", path, value));
    const size_t begin = offsetOf(there->value.place), end = offsetOf(there->value.end);
    m_text.replace(begin, end - begin, value);
    return m_text;
}

/// One more line behind the object's last key, indented as that is.
std::string Patch::insertedLine(const Node& object, std::string_view key,
                                const std::string& value) {
    size_t last = std::string::npos, mark = 0;
    for (const Member& member : object.members) {
        if (!isValue(member.value))
            continue;
        const size_t end = lastByteOf(member.value);
        if (last == std::string::npos || end > last) {
            last = end;
            mark = offsetOf(member.place);
        }
    }
    const bool root = &object == &m_root;
    if (last == std::string::npos) {
        mark = root ? 0 : offsetOf(object.place);
        last = root ? 0 : offsetOf(object.end);
    }
    const std::string_view line = lineAt(lineOf(mark));
    const std::string indent(line.substr(0, line.find_first_not_of(" \t")));
    const std::string added = fmt::format("{}{} = {}{}", indent, key, value, m_end);
    size_t at = root && last == 0 ? m_lines[0] : behindLine(last > 0 ? last - 1 : 0);
    if (at == m_text.size() && !m_text.empty() && m_text.back() != '\n') {
        m_text += m_end;
        at = m_text.size();
    }
    m_text.insert(at, added);
    return m_text;
}

std::string Patch::insertedInline(const Node& object, std::string_view key,
                                  const std::string& value) {
    size_t brace = offsetOf(object.end) - 1;
    // Behind the last value, before the blanks that lead to the brace.
    size_t at = brace;
    while (at > 0 && (m_text[at - 1] == ' ' || m_text[at - 1] == '\t'))
        --at;
    const bool first = object.members.empty();
    m_text.replace(at, brace - at, fmt::format("{} {} = {} ", first ? "" : ",", key, value));
    return m_text;
}

Result<std::string> Patch::unset(const Node& object, std::string_view key) {
    const Member* const there = object.find(key);
    if (there == nullptr)
        return m_text;  // as it was wished for
    const size_t begin = offsetOf(there->place), line = lineOf(begin);
    const size_t end = behindLine(offsetOf(there->value.end) - 1);
    const bool alone = isBlank(std::string_view(m_text).substr(line, begin - line));
    if (!alone || !isValue(there->value) || isInline(object))
        return refuse(there->place, fmt::format("{} in a form of its own", key),
                      fmt::format("{} removed there by hand", key));
    m_text.erase(line, end - line);
    return m_text;
}

std::string Patch::blockOf(const Change& change) const {
    std::string out = fmt::format("[[{}]]{}", change.object.table, m_end);
    for (const auto& [key, value] : change.keys)
        out += fmt::format("{} = {}{}", key, value, m_end);
    return out;
}

// All of one table: one place, one look at the text.
Result<std::string> Patch::add(std::span<const Change> changes) {
    const Member* const all = m_root.find(changes.front().object.table);
    size_t at = m_text.size();
    if (all != nullptr) {
        if (all->value.type != Node::Type::array || isValue(all->value))
            return refuse(all->place, fmt::format("{} in a form of its own", all->key),
                          fmt::format("[[{}]] written there by hand", all->key));
        at = behindLine(lastByteOf(all->value.items.back()) - 1);
    }
    std::string lead;
    if (at > 0 && m_text[at - 1] != '\n')
        lead = m_end;
    if (at > 0)
        lead += m_end;
    std::string blocks;
    for (const Change& change : changes)
        blocks += (blocks.empty() ? lead : m_end) + blockOf(change);
    m_text.insert(at, blocks);
    return m_text;
}

/// No other table begins between these bytes.
bool Patch::standsAlone(const Node& in, const Node& object, size_t begin, size_t end) const {
    const auto apart = [&](const Node& other) {
        if (&other == &object)
            return true;
        const size_t at = offsetOf(other.place);
        return (other.type != Node::Type::table || at < begin || at >= end) &&
               standsAlone(other, object, begin, end);
    };
    return std::all_of(in.items.begin(), in.items.end(), apart) &&
           std::all_of(in.members.begin(), in.members.end(),
                       [&](const Member& member) { return apart(member.value); });
}

Result<std::string> Patch::remove(const Node& object) {
    const size_t header = offsetOf(object.place);
    if (&object == &m_root || m_text.compare(header, 1, "[") != 0)
        return refuse(object.place, "a table in a form of its own", "it removed there by hand");
    size_t begin = lineOf(header);
    while (begin > 0 && isComment(lineAt(lineOf(begin - 1))))
        begin = lineOf(begin - 1);
    const size_t last = lastByteOf(object);
    if (!standsAlone(m_root, object, header, last))
        return refuse(object.place, "a table with another one between its parts",
                      "it removed there by hand");
    size_t end = behindLine(last - 1);
    // The blank lines behind it go with it; at the text's end those before.
    while (end < m_text.size() && isBlank(lineAt(end)))
        end = behindLine(end);
    while (end == m_text.size() && begin > 0 && isBlank(lineAt(lineOf(begin - 1))))
        begin = lineOf(begin - 1);
    m_text.erase(begin, end - begin);
    return m_text;
}

}  // namespace

Result<std::string> patched(std::string_view text, std::span<const Change> changes,
                            const std::filesystem::path& file) {
    std::string out(text);
    const auto joins = [&](size_t a, size_t b) {
        return changes[a].what == Change::What::add && changes[b].what == Change::What::add &&
               changes[a].object.table == changes[b].object.table;
    };
    for (size_t i = 0;;) {
        const ParsedDocument parsed = parseDocument(out);
        if (parsed.problem)
            return fail({.doing = "change the twin file",
                         .on = fmt::format("{}:{}", file.filename().string(), parsed.problem->line),
                         .found = parsed.problem->found,
                         .expected = parsed.problem->expected});
        if (i == changes.size())
            return out;
        size_t count = 1;
        while (i + count < changes.size() && joins(i, i + count))
            ++count;
        auto changed = Patch(out, parsed, file).run(changes.subspan(i, count));
        if (!changed)
            return changed;
        out = std::move(*changed);
        i += count;
    }
}

}  // namespace gemba::twin
