#include "app/bookmarks.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <string>

#include "app/files.h"

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
    return std::to_string(mark.from) + '\t' + note + '\n';
}

}  // namespace

std::vector<sim::TimeMark> readBookmarks(const fs::path& recording) {
    std::vector<sim::TimeMark> out;
    std::ifstream in(beside(recording));
    for (std::string line; out.size() < kMost && std::getline(in, line);) {
        UtcNs at = 0;
        const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), at);
        if (error != std::errc{} || end == line.data() + line.size() || *end != '\t')
            continue;
        const auto note = static_cast<size_t>(end - line.data()) + 1;
        out.push_back({at, at, sim::MarkKind::bookmark, line.substr(note, kLongestNote)});
    }
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.from < b.from; });
    return out;
}

Result<void> writeBookmarks(const fs::path& recording, const std::vector<sim::TimeMark>& marks) {
    const fs::path file = beside(recording);
    std::error_code error;
    if (marks.empty()) {
        fs::remove(file, error);
        return {};
    }
    std::string text;
    for (const sim::TimeMark& mark : marks)
        text += lineOf(mark);
    fs::path part = file;
    part += ".part";
    if (auto written = writeFile(part, std::as_bytes(std::span(text.data(), text.size())));
        !written)
        return written;
    fs::rename(part, file, error);
    if (error)
        return fail({.doing = "keep bookmarks", .on = file.string(), .found = error.message()});
    return {};
}

}  // namespace gemba::app
