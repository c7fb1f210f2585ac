#include "engine/twin/edit.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <system_error>

#include "engine/twin/document.h"
#include "engine/twin/reader.h"

namespace gemba::twin {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kOwnNote = "estimated ";  // other comments are people's

tl::unexpected<Error> refuse(const fs::path& file, int line, std::string found,
                             std::string expected = {}) {
    return fail({.doing = "change the twin file",
                 .on = line > 0 ? fmt::format("{}:{}", file.filename().string(), line)
                                : file.filename().string(),
                 .found = std::move(found),
                 .expected = std::move(expected)});
}

/// Byte at which a line begins, from 1.
size_t beginOf(std::string_view text, int line) {
    size_t at = 0;
    for (int i = 1; i < line && at != std::string_view::npos; ++i) {
        at = text.find('\n', at);
        at = at == std::string_view::npos ? text.size() : at + 1;
    }
    return std::min(at, text.size());
}

std::string_view lineAt(std::string_view text, size_t begin) {
    return text.substr(begin, text.find('\n', begin) - begin);
}

std::string_view indentOf(std::string_view line) {
    return line.substr(0, line.find_first_not_of(" \t"));
}

/// Where the value of a key begins and ends in its line; the line's text behind the key.
struct Extent {
    size_t begin = 0, end = 0;
};
Extent valueIn(std::string_view text, size_t line, std::string_view key) {
    const std::string_view whole = lineAt(text, line);
    size_t at = whole.find(key) + key.size();
    at = whole.find('=', at);
    at = whole.find_first_not_of(" \t", at + 1);
    const size_t end = std::min(whole.find_first_of(" \t\r,#}", at), whole.size());
    return {line + at, line + end};
}

/// Whether the line holds this key alone: `key = …`.
bool isAlone(std::string_view line, std::string_view key) {
    line.remove_prefix(indentOf(line).size());
    if (!line.starts_with(key))
        return false;
    line.remove_prefix(key.size());
    const size_t equals = line.find_first_not_of(" \t");
    return equals != std::string_view::npos && line[equals] == '=';
}

const Node* findDevice(const Node& root, const KindInfo& kind, std::string_view id) {
    const Member* all = root.find(kind.name);
    if (all == nullptr)
        return nullptr;
    for (const Node& one : all->value.items) {
        const Member* its = one.find("id");
        if (its != nullptr && its->value.text == id)
            return &one;
    }
    return nullptr;
}

/// The shortest text that reads back equal to six digits, which no estimate has more of.
std::string numberText(double value) {
    std::string out = fmt::format("{:.6g}", value);
    if (out.find_first_of(".e") == std::string::npos)
        out += ".0";
    return out;
}

/// Beside it, and then in its place: who reads meanwhile sees one or the other.
Result<void> replace(const fs::path& file, std::string_view text) {
    std::string beside = file.string() + ".XXXXXX";
    const int fd = mkostemp(beside.data(), O_CLOEXEC);
    if (fd < 0)
        return refuse(file, 0, std::generic_category().message(errno),
                      "a folder that can be written to");
    std::error_code error;
    const auto rights = static_cast<mode_t>(fs::status(file, error).permissions());
    bool done = fchmod(fd, rights & 07777u) == 0;
    for (size_t at = 0; done && at < text.size();) {
        const ssize_t n = write(fd, text.data() + at, text.size() - at);
        done = n > 0;
        at += done ? static_cast<size_t>(n) : 0;
    }
    done = done && fsync(fd) == 0;
    const int reason = errno;
    close(fd);
    if (done && std::rename(beside.c_str(), file.c_str()) == 0)
        return {};
    const std::string found = std::generic_category().message(done ? errno : reason);
    unlink(beside.c_str());
    return refuse(file, 0, found);
}

}  // namespace

Result<std::string> edited(std::string_view text, const KeyEdit& edit, const fs::path& file) {
    if (!std::isfinite(edit.value))
        return refuse(file, 0, fmt::format("no number for {}", edit.key));
    const ReadOutcome before = readTwinText(std::string(text), file);
    if (before.twin == nullptr)
        return refuse(file, before.problems.front().line, "a file with mistakes",
                      "one that gemba check finds nothing wrong with");
    const int32_t device = before.twin->findDevice(edit.device);
    if (device < 0)
        return refuse(file, 0, fmt::format("no equipment \"{}\"", edit.device));
    const KindInfo& kind = before.twin->devices[static_cast<size_t>(device)].info();
    const auto key = findKey(kind, edit.key);
    if (!key || kind.keys[*key].type != KeyType::number)
        return refuse(file, 0, fmt::format("a {} has no number \"{}\"", kind.name, edit.key));

    const ParsedDocument parsed = parseDocument(text);
    const Node* const table = findDevice(parsed.root, kind, edit.device);
    const Member* const id = table != nullptr ? table->find("id") : nullptr;
    if (id == nullptr)
        return refuse(file, 0, fmt::format("\"{}\" in a form that is not known", edit.device));
    const Member* const there = table->find(edit.key);
    const Member& mark = there != nullptr ? *there : *id;
    size_t line = beginOf(text, mark.place.line);
    if (!isAlone(lineAt(text, line), mark.key))
        return refuse(
            file, mark.place.line, "several keys in one line, or one in quotes",
            fmt::format("{} = {} written there by hand", edit.key, numberText(edit.value)));

    std::string out(text);
    const std::string indent(indentOf(lineAt(text, line)));
    // Lines end as they do in this file.
    const char* const end = lineAt(text, line).ends_with('\r') ? "\r\n" : "\n";
    const std::string lead = fmt::format("{}# {}: ", indent, edit.key);
    const std::string note = edit.note.empty() ? "" : lead + edit.note + end;
    if (there != nullptr) {
        const Extent value = valueIn(text, line, edit.key);
        out.replace(value.begin, value.end - value.begin, numberText(edit.value));
        // A note of before says nothing of the new value.
        const size_t above = line > 1 ? text.rfind('\n', line - 2) + 1 : 0;
        if (line > 0 && lineAt(text, above).starts_with(lead + std::string(kOwnNote))) {
            out.erase(above, line - above);
            line = above;
        }
        out.insert(line, note);
    } else {
        const size_t behind = line + lineAt(text, line).size();
        if (behind == text.size())
            out += '\n';
        out.insert(
            std::min(behind + 1, out.size()),
            fmt::format("{}{}{} = {}{}", note, indent, edit.key, numberText(edit.value), end));
    }

    const ReadOutcome after = readTwinText(out, file);
    if (after.twin == nullptr)
        return refuse(file, after.problems.front().line,
                      fmt::format("{} = {}", edit.key, numberText(edit.value)),
                      after.problems.front().expected);
    return out;
}

Result<std::string> editFile(const fs::path& named, std::string_view text,
                             std::span<const KeyEdit> edits) {
    // A link stays one: what it leads to is changed.
    std::error_code error;
    const fs::path file = fs::canonical(named, error);
    std::string now;
    if (error)
        return refuse(named, 0, error.message());
    if (const auto problem = readFile(file, kMaxFileBytes, now))
        return refuse(file, 0, problem->found, problem->expected);
    if (now != text)
        return refuse(file, 0, "another text than the one that is open",
                      "the twin opened again first");
    std::string next(text);
    for (const KeyEdit& edit : edits) {
        auto changed = edited(next, edit, file);
        if (!changed)
            return changed;
        next = std::move(*changed);
    }
    if (access(file.c_str(), W_OK) != 0)
        return refuse(file, 0, "a file that may not be written to", "one that may");
    if (auto replaced = replace(file, next); !replaced)
        return tl::unexpected(replaced.error());
    return next;
}

}  // namespace gemba::twin
