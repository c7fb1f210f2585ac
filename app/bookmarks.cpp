#include "app/bookmarks.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <string>

#include "app/files.h"
#include "ingest/bookmarks_record.h"
#include "ingest/store/rolling_store.h"

namespace gemba::app {
namespace {

namespace fs = std::filesystem;

constexpr size_t kMost = 10'000;        // bookmarks that are read
constexpr size_t kLongestNote = 1'000;  // bytes

fs::path beside(const fs::path& recording) {
    fs::path out = recording;
    out += ".bookmarks";
    return out;
}

// A note is one line.
std::string lineOf(const sim::TimeMark& mark) {
    std::string note = mark.text.substr(0, kLongestNote);
    std::replace_if(
        note.begin(), note.end(), [](char c) { return static_cast<unsigned char>(c) < ' '; }, ' ');
    return fmt::format("{}\t{}\t{}\n", mark.from, mark.to, note);
}

// A number and a tab; false where they are not there.
bool takeTime(std::string_view& line, UtcNs& out) {
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), out);
    if (error != std::errc{} || end == line.data() + line.size() || *end != '\t')
        return false;
    line.remove_prefix(static_cast<size_t>(end - line.data()) + 1);
    return true;
}

std::vector<sim::TimeMark> readLines(std::ifstream& in) {
    std::vector<sim::TimeMark> out;
    for (std::string line; out.size() < kMost && std::getline(in, line);) {
        std::string_view rest(line);
        sim::TimeMark mark;
        if (!takeTime(rest, mark.from) || !takeTime(rest, mark.to) || mark.to < mark.from)
            continue;
        mark.text = rest.substr(0, kLongestNote);
        out.push_back(std::move(mark));
    }
    return out;
}

}  // namespace

std::vector<sim::TimeMark> readBookmarks(const ingest::mcap::McapFile& file, const fs::path& path) {
    std::vector<sim::TimeMark> out;
    if (std::ifstream in(beside(path)); in) {
        out = readLines(in);
    } else if (out = ingest::bookmarksIn(file); out.empty()) {
        const auto& all = file.contents().statistics;
        const auto marks = ingest::readMarks(path.parent_path());
        for (const ingest::StoreMark& mark : marks ? *marks : std::vector<ingest::StoreMark>()) {
            if (mark.to >= static_cast<UtcNs>(all.startTime) &&
                mark.from <= static_cast<UtcNs>(all.endTime))
                out.push_back({mark.from, mark.to, sim::MarkKind::bookmark, mark.note});
        }
    }
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.from < b.from; });
    return out;
}

Result<void> writeBookmarks(const fs::path& recording, const std::vector<sim::TimeMark>& marks) {
    std::string text;
    for (const sim::TimeMark& mark : marks)
        text += lineOf(mark);
    const fs::path file = beside(recording);
    fs::path part = file;
    part += ".part";
    if (auto written = writeFile(part, std::as_bytes(std::span(text.data(), text.size())));
        !written)
        return written;
    std::error_code error;
    fs::rename(part, file, error);
    if (error)
        return fail({.doing = "keep bookmarks", .on = file.string(), .found = error.message()});
    return {};
}

}  // namespace gemba::app
