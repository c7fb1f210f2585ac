#include "engine/twin/edit.h"

#include <fmt/format.h>

#include <cmath>

#include "engine/twin/document.h"
#include "engine/twin/patch.h"
#include "engine/twin/reader.h"
#include "engine/twin/save.h"

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

/// The shortest text that reads back equal to six digits, which no estimate has more of.
std::string numberText(double value) {
    std::string out = fmt::format("{:.6g}", value);
    if (out.find_first_of(".e") == std::string::npos)
        out += ".0";
    return out;
}

/// Byte at which a line begins, from 1.
size_t beginOf(std::string_view text, int line) {
    size_t at = 0;
    for (int i = 1; i < line; ++i)
        at = text.find('\n', at) + 1;
    return at;
}

std::string_view lineAt(std::string_view text, size_t begin) {
    return text.substr(begin, text.find('\n', begin) - begin);
}

/// The line of a device's key; of one in a table of braces, nothing.
int lineOf(std::string_view text, std::string_view kind, const KeyEdit& edit) {
    const ParsedDocument parsed = parseDocument(text);
    for (const Node& one : parsed.root.find(kind)->value.items) {
        const Member *id = one.find("id"), *key = one.find(edit.key);
        if (id != nullptr && id->value.text == edit.device && key != nullptr)
            return key->place.line > one.place.line ? key->place.line : 0;
    }
    return 0;
}

/// The note above its key; the estimate's note of before, which says nothing of this value, goes.
void note(std::string& text, const KeyEdit& edit, int line) {
    size_t at = beginOf(text, line);
    const std::string_view whole = lineAt(text, at);
    const std::string indent(whole.substr(0, whole.find_first_not_of(" \t")));
    const char* const end = whole.ends_with('\r') ? "\r\n" : "\n";
    const std::string lead = fmt::format("{}# {}: ", indent, edit.key);
    if (at > 1) {
        const size_t above = text.rfind('\n', at - 2) + 1;
        if (lineAt(text, above).starts_with(lead + std::string(kOwnNote))) {
            text.erase(above, at - above);
            at = above;
        }
    }
    if (!edit.note.empty())
        text.insert(at, lead + edit.note + end);
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

    const Change change{.object = {std::string(kind.name), {{"id", edit.device}}},
                        .key = edit.key,
                        .value = numberText(edit.value)};
    auto changed = patched(text, {&change, 1}, file);
    if (!changed)
        return changed;
    std::string& out = *changed;
    const int line = lineOf(out, kind.name, edit);
    if (line > 0)
        note(out, edit, line);
    else if (!edit.note.empty())
        return refuse(file, 0,
                      fmt::format("{} in one line, which has no room for a note", edit.device),
                      fmt::format("{} = {} written there by hand", edit.key, change.value));

    const ReadOutcome after = readTwinText(out, file);
    if (after.twin == nullptr)
        return refuse(file, after.problems.front().line,
                      fmt::format("{} = {}", edit.key, numberText(edit.value)),
                      after.problems.front().expected);
    return out;
}

Result<std::string> editFile(const fs::path& file, std::string_view text,
                             std::span<const KeyEdit> edits) {
    std::string next(text);
    for (const KeyEdit& edit : edits) {
        auto changed = edited(next, edit, file);
        if (!changed)
            return changed;
        next = std::move(*changed);
    }
    if (auto replaced = replaceTwinFile(file, text, next); !replaced)
        return tl::unexpected(replaced.error());
    return next;
}

}  // namespace gemba::twin
