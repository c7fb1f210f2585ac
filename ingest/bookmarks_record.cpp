#include "ingest/bookmarks_record.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "ingest/recording_format.h"

namespace gemba::ingest {
namespace {

bool readTime(const mcap::TextMap& values, const std::string& key, UtcNs& out) {
    const auto at = values.find(key);
    if (at == values.end())
        return false;
    const char* const end = at->second.data() + at->second.size();
    const auto [stopped, error] = std::from_chars(at->second.data(), end, out);
    return error == std::errc{} && stopped == end;
}

}  // namespace

mcap::Metadata bookmarksRecord(const std::vector<sim::TimeMark>& marks) {
    mcap::Metadata out{.name = std::string(recording::kBookmarks), .values = {}};
    size_t number = 0;
    for (const sim::TimeMark& mark : marks) {
        const std::string key = fmt::format("{:04}", ++number);
        out.values[key + ".from"] = fmt::format("{}", mark.from);
        out.values[key + ".to"] = fmt::format("{}", mark.to);
        out.values[key + ".note"] = mark.text;
    }
    return out;
}

std::vector<sim::TimeMark> bookmarksIn(const mcap::McapFile& file) {
    std::vector<sim::TimeMark> out;
    for (const mcap::MetadataIndex& index : file.contents().metadata) {
        if (index.name != recording::kBookmarks)
            continue;
        const auto record = file.read(index);
        if (!record)
            continue;
        out.clear();
        for (const auto& [key, note] : record->values) {
            if (!key.ends_with(".note"))
                continue;
            const std::string number = key.substr(0, key.size() - 5);
            sim::TimeMark mark{.kind = sim::MarkKind::bookmark, .text = note};
            if (readTime(record->values, number + ".from", mark.from) &&
                readTime(record->values, number + ".to", mark.to) && mark.from <= mark.to)
                out.push_back(std::move(mark));
        }
    }
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.from < b.from; });
    return out;
}

}  // namespace gemba::ingest
