#include "ingest/csv_messages.h"

#include <fmt/format.h>

#include <fstream>

#include "engine/core/scratch_folder.h"
#include "ingest/json_text.h"
#include "ingest/mcap/writer.h"

namespace gemba::ingest {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSchema = R"({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "One value of a signal",
  "type": "object",
  "properties": {
    "t": {"type": "integer", "description": "time, UTC nanoseconds"},
    "q": {"enum": ["uncertain", "bad"], "description": "quality; good where there is none"},
    "v": {"description": "the value"}
  },
  "required": ["t", "v"]
})";

std::span<const std::byte> bytesOf(std::string_view text) {
    return std::as_bytes(std::span(text.data(), text.size()));
}

class Table {
 public:
    explicit Table(mcap::Writer writer) : m_writer(std::move(writer)) {}

    Result<void> begin() {
        const auto schema = bytesOf(kSchema);
        const auto id = m_writer.addSchema({.name = "gemba.value",
                                            .encoding = "jsonschema",
                                            .data = Bytes(schema.begin(), schema.end())});
        if (!id)
            return tl::unexpected(id.error());
        m_schema = *id;
        return {};
    }

    Result<void> write(const CsvRow& row, const std::vector<CsvSignal>& signals) {
        for (const CsvRow::Cell& cell : row.cells) {
            if (!json_text::writable(cell.value)) {
                ++m_out.leftOut;
                continue;
            }
            const auto channel = channelOf(cell.signal, signals);
            if (!channel)
                return tl::unexpected(channel.error());
            m_text = R"({"t":)";
            json_text::append(m_text, row.time);
            if (cell.quality != signals::Quality::good)
                m_text.append(R"(,"q":")").append(wordOf(cell.quality)).append("\"");
            m_text += R"(,"v":)";
            json_text::append(m_text, cell.value);
            m_text += '}';
            const auto time = static_cast<uint64_t>(row.time);
            if (auto written = m_writer.write({.channel = *channel,
                                               .logTime = time,
                                               .publishTime = time,
                                               .data = bytesOf(m_text)});
                !written)
                return written;
            ++m_out.messages;
        }
        return {};
    }

    Result<CsvMessages> finish(const CsvReport& report) {
        if (auto finished = m_writer.finish(); !finished)
            return tl::unexpected(finished.error());
        if (auto synced = m_writer.sync(); !synced)
            return tl::unexpected(synced.error());
        m_out.channels = m_channels;
        m_out.bytes = m_writer.bytesWritten();
        m_out.report = report;
        return m_out;
    }

 private:
    static std::string_view wordOf(signals::Quality quality) {
        return quality == signals::Quality::uncertain ? "uncertain" : "bad";
    }

    // Made at its first value.
    Result<uint16_t> channelOf(uint32_t signal, const std::vector<CsvSignal>& signals) {
        if (signal < m_channelOf.size() && m_channelOf[signal] != 0)
            return m_channelOf[signal];
        if (m_channelOf.size() <= signal)
            m_channelOf.resize(signal + size_t{1}, 0);
        mcap::Channel channel{
            .schema = m_schema, .topic = signals[signal].name, .encoding = "json"};
        if (!signals[signal].unit.empty())
            channel.metadata["unit"] = signals[signal].unit;
        const auto id = m_writer.addChannel(std::move(channel));
        if (id) {
            m_channelOf[signal] = *id;
            ++m_channels;
        }
        return id;
    }

    mcap::Writer m_writer;
    uint16_t m_schema = 0;
    std::vector<uint16_t> m_channelOf;  // by signal; 0: none yet
    uint64_t m_channels = 0;
    std::string m_text;
    CsvMessages m_out;
};

Result<CsvMessages> writeInto(CsvReader& table, const fs::path& path) {
    auto writer = mcap::Writer::create(path);
    if (!writer)
        return tl::unexpected(writer.error());
    Table out(std::move(*writer));
    if (auto begun = out.begin(); !begun)
        return tl::unexpected(begun.error());
    CsvRow row;
    for (;;) {
        const auto more = table.next(row);
        if (!more)
            return tl::unexpected(more.error());
        if (!*more)
            break;
        if (auto written = out.write(row, table.signals()); !written)
            return tl::unexpected(written.error());
    }
    if (table.report().stopped)
        return fail({.doing = "read the table", .found = "cancelled"});
    return out.finish(table.report());
}

}  // namespace

Result<CsvMessages> writeCsvMessages(CsvReader& table, const fs::path& out) {
    std::error_code error;
    fs::path part = out;
    part += ".part";
    auto written = writeInto(table, part);
    if (!written) {
        fs::remove(part, error);
        return written;
    }
    fs::rename(part, out, error);
    if (error)
        return fail({.doing = "write the recording", .on = out.string(), .found = error.message()});
    return written;
}

bool looksLikeMcap(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::string magic(mcap::kMagic.size(), '\0');
    in.read(magic.data(), static_cast<std::streamsize>(magic.size()));
    return magic == mcap::kMagic;
}

Result<mcap::McapFile> openMessages(const fs::path& path, const mcap::Progress& progress) {
    if (looksLikeMcap(path))
        return mcap::McapFile::open(path, progress);
    auto table = CsvReader::open(path);
    if (!table)
        return fail({.doing = "open a file of messages",
                     .on = path.string(),
                     .found = "no MCAP file, and no table either: " + table.error().message(),
                     .expected = "an MCAP recording or a CSV table with times"});
    const auto folder = ScratchFolder::make();
    if (!folder)
        return tl::unexpected(folder.error());
    std::stop_source cancelled;
    table->stopWith(cancelled.get_token());
    table->onProgress([&](uint64_t done, uint64_t all) {
        if (progress && all > 0 && !progress(static_cast<double>(done) / static_cast<double>(all)))
            cancelled.request_stop();
    });
    const fs::path file = folder->path() / "table.mcap";
    if (auto written = writeCsvMessages(*table, file); !written)
        return tl::unexpected(written.error());
    // The open file outlives its name.
    return mcap::McapFile::open(file);
}

}  // namespace gemba::ingest
