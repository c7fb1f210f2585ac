#include "ingest/store/store_marks.h"

#include <simdjson.h>

#include "ingest/json_text.h"
#include "ingest/mcap/output_file.h"

namespace gemba::ingest {
namespace {

namespace fs = std::filesystem;

bool readMark(const simdjson::dom::element& element, StoreMark& out) {
    std::string_view note;
    simdjson::dom::array segments;
    if (element["from"].get(out.from) != simdjson::SUCCESS ||
        element["to"].get(out.to) != simdjson::SUCCESS ||
        element["note"].get(note) != simdjson::SUCCESS ||
        element["segments"].get(segments) != simdjson::SUCCESS)
        return false;
    out.note = note;
    for (const simdjson::dom::element segment : segments) {
        std::string_view name;
        if (segment.get(name) != simdjson::SUCCESS)
            return false;
        out.segments.emplace_back(name);
    }
    return true;
}

}  // namespace

Result<std::vector<StoreMark>> readMarks(const fs::path& session) {
    const fs::path file = session / kMarksFile;
    std::error_code error;
    if (!fs::exists(fs::symlink_status(file, error)))
        return std::vector<StoreMark>();
    const auto damaged = [&] {
        return fail({.doing = "read which recordings are to be kept",
                     .on = file.string(),
                     .found = "text that cannot be understood",
                     .expected = ""});
    };
    simdjson::dom::parser parser;
    simdjson::dom::array marks;
    if (parser.load(file.string())["marks"].get(marks) != simdjson::SUCCESS)
        return damaged();
    std::vector<StoreMark> out;
    for (const simdjson::dom::element element : marks) {
        if (!readMark(element, out.emplace_back()))
            return damaged();
    }
    return out;
}

Result<void> writeMarks(const fs::path& session, const std::vector<StoreMark>& marks) {
    std::string text = "{\"marks\":[";
    for (const StoreMark& mark : marks) {
        text += text.back() == '[' ? "\n{\"from\":" : ",\n{\"from\":";
        json_text::append(text, mark.from);
        text += ",\"to\":";
        json_text::append(text, mark.to);
        text += ",\"note\":";
        json_text::append(text, std::string_view(mark.note));
        text += ",\"segments\":[";
        for (const std::string& segment : mark.segments) {
            text += text.back() == '[' ? "" : ",";
            json_text::append(text, std::string_view(segment));
        }
        text += "]}";
    }
    text += "\n]}\n";

    fs::path part = session / kMarksFile;
    part += ".part";
    auto file = mcap::OutputFile::create(part);
    if (!file)
        return tl::unexpected(file.error());
    if (auto done = file->append({std::as_bytes(std::span(text.data(), text.size()))}); !done)
        return done;
    if (auto done = file->sync(); !done)
        return done;
    if (auto done = file->close(); !done)
        return done;
    std::error_code error;
    fs::rename(part, session / kMarksFile, error);
    if (error)
        return fail({.doing = "keep a range of the recording",
                     .on = session.string(),
                     .found = error.message(),
                     .expected = ""});
    return {};
}

}  // namespace gemba::ingest
