#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>

#include "ingest/mcap/stream_reader.h"
#include "tests/unit/ingest/mcap_support.h"

// The official conformance suite: what a reader must find in each file, said by a JSON beside it.
namespace gemba::ingest::mcap::test {
namespace {

using Json = nlohmann::json;

std::string text(uint64_t number) {
    return std::to_string(number);
}

Json bytes(std::span<const std::byte> data) {
    Json out = Json::array();
    for (const std::byte byte : data)
        out.push_back(text(std::to_integer<uint64_t>(byte)));
    return out;
}

template <class Map>
Json numbers(const Map& map) {
    Json out = Json::object();
    for (const auto& [key, value] : map)
        out[text(key)] = text(value);
    return out;
}

template <class T>
T parsed(const RawRecord& record) {
    T out;
    const auto done = parse(record, out);
    EXPECT_TRUE(done) << done.error().message();
    return out;
}

Json toJson(const RawRecord& record) {
    switch (record.opcode) {
        case Opcode::header: {
            const auto r = parsed<Header>(record);
            return {{"library", r.library}, {"profile", r.profile}};
        }
        case Opcode::schema: {
            const auto r = parsed<Schema>(record);
            return {{"id", text(r.id)},
                    {"name", r.name},
                    {"encoding", r.encoding},
                    {"data", bytes(r.data)}};
        }
        case Opcode::channel: {
            const auto r = parsed<Channel>(record);
            return {{"id", text(r.id)},
                    {"schema_id", text(r.schema)},
                    {"topic", r.topic},
                    {"message_encoding", r.encoding},
                    {"metadata", r.metadata}};
        }
        case Opcode::message: {
            const auto r = parsed<Message>(record);
            return {{"channel_id", text(r.channel)},
                    {"sequence", text(r.sequence)},
                    {"log_time", text(r.logTime)},
                    {"publish_time", text(r.publishTime)},
                    {"data", bytes(r.data)}};
        }
        case Opcode::attachment: {
            const auto r = parsed<Attachment>(record);
            return {{"log_time", text(r.logTime)},
                    {"create_time", text(r.createTime)},
                    {"name", r.name},
                    {"media_type", r.mediaType},
                    {"data", bytes(r.data)}};
        }
        case Opcode::metadata: {
            const auto r = parsed<Metadata>(record);
            return {{"name", r.name}, {"metadata", r.values}};
        }
        default:
            return {};
    }
}

Json summaryToJson(const RawRecord& record) {
    switch (record.opcode) {
        case Opcode::dataEnd:
            return {{"data_section_crc", text(parsed<DataEnd>(record).dataCrc)}};
        case Opcode::footer: {
            const auto r = parsed<Footer>(record);
            return {{"summary_start", text(r.summaryStart)},
                    {"summary_offset_start", text(r.summaryOffsetStart)},
                    {"summary_crc", text(r.summaryCrc)}};
        }
        case Opcode::statistics: {
            const auto r = parsed<Statistics>(record);
            return {{"message_count", text(r.messages)},
                    {"schema_count", text(r.schemas)},
                    {"channel_count", text(r.channels)},
                    {"attachment_count", text(r.attachments)},
                    {"metadata_count", text(r.metadata)},
                    {"chunk_count", text(r.chunks)},
                    {"message_start_time", text(r.startTime)},
                    {"message_end_time", text(r.endTime)},
                    {"channel_message_counts", numbers(r.channelMessages)}};
        }
        case Opcode::chunkIndex: {
            const auto r = parsed<ChunkIndex>(record);
            return {{"message_start_time", text(r.startTime)},
                    {"message_end_time", text(r.endTime)},
                    {"chunk_start_offset", text(r.offset)},
                    {"chunk_length", text(r.length)},
                    {"message_index_offsets", numbers(r.indexOffsets)},
                    {"message_index_length", text(r.indexLength)},
                    {"compression", r.compression},
                    {"compressed_size", text(r.compressedSize)},
                    {"uncompressed_size", text(r.uncompressedSize)}};
        }
        case Opcode::attachmentIndex: {
            const auto r = parsed<AttachmentIndex>(record);
            return {{"offset", text(r.offset)},      {"length", text(r.length)},
                    {"log_time", text(r.logTime)},   {"create_time", text(r.createTime)},
                    {"data_size", text(r.dataSize)}, {"name", r.name},
                    {"media_type", r.mediaType}};
        }
        case Opcode::metadataIndex: {
            const auto r = parsed<MetadataIndex>(record);
            return {{"offset", text(r.offset)}, {"length", text(r.length)}, {"name", r.name}};
        }
        case Opcode::summaryOffset: {
            const auto r = parsed<SummaryOffset>(record);
            return {{"group_opcode", text(static_cast<uint64_t>(r.group))},
                    {"group_start", text(r.start)},
                    {"group_length", text(r.length)}};
        }
        default:
            return {};
    }
}

/// Every record of a file, as the suite writes them down.
Json streamed(const ByteSource& source) {
    StreamReader reader(source);
    Json out = Json::array();
    RawRecord record;
    while (true) {
        const auto more = reader.next(record);
        EXPECT_TRUE(more);
        if (!more || !*more)
            break;
        Json fields = toJson(record);
        if (fields.is_null())
            fields = summaryToJson(record);
        if (!fields.is_null())  // message indexes are not in the suite's lists
            out.push_back({{"type", nameOf(record.opcode)}, {"fields", std::move(fields)}});
    }
    EXPECT_TRUE(reader.problems().empty()) << reader.problems().texts()[0];
    return out;
}

/// What the suite expects; its lists of fields as objects.
Json expectedRecords(const std::filesystem::path& path) {
    std::ifstream in(path);
    Json out = Json::array();
    const Json file = Json::parse(in);
    for (const Json& record : file["records"]) {
        Json fields = Json::object();
        for (const Json& field : record["fields"])
            fields[field[0].get<std::string>()] = field[1];
        out.push_back({{"type", record["type"]}, {"fields", fields}});
    }
    return out;
}

/// The messages that a list of records has, in the order of log time.
Json messagesOf(const Json& records) {
    std::vector<Json> out;
    for (const Json& record : records) {
        if (record["type"] == "Message")
            out.push_back(record["fields"]);
    }
    std::stable_sort(out.begin(), out.end(), [](const Json& a, const Json& b) {
        return std::stoull(a["log_time"].get<std::string>()) <
               std::stoull(b["log_time"].get<std::string>());
    });
    return out;
}

Json messagesOf(const McapFile& file) {
    Json out = Json::array();
    MessageIterator messages = file.messages();
    for (Message m; messages.next(m);)
        out.push_back({{"channel_id", text(m.channel)},
                       {"sequence", text(m.sequence)},
                       {"log_time", text(m.logTime)},
                       {"publish_time", text(m.publishTime)},
                       {"data", bytes(m.data)}});
    EXPECT_TRUE(messages.problems().empty());
    return out;
}

bool has(const std::string& name, const char* feature) {
    return (name + "-").find(std::string("-") + feature + "-") != std::string::npos;
}

/// Those that the official readers read by index.
bool isIndexable(const std::string& name) {
    return (name.starts_with("OneMessage") || name.starts_with("TenMessages")) && has(name, "ch") &&
           has(name, "mx") && has(name, "chx") && has(name, "rsh") && has(name, "rch");
}

TEST(McapConformance, AllFilesByStreamAndByIndex) {
    const std::filesystem::path folder = sharedData() / "conformance/mcap";
    if (sharedData().empty() || !std::filesystem::is_directory(folder))
        GTEST_SKIP() << "no shared data here: ../shared/data or $GEMBA_SHARED_DATA";
    struct Row {
        int files = 0, streamed = 0, opened = 0, indexable = 0, indexed = 0;
    };
    std::map<std::string, Row> table;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.path().extension() != ".mcap")
            continue;
        const std::string name = entry.path().stem().string();
        SCOPED_TRACE(name);
        Row& row = table[entry.path().parent_path().filename().string()];
        ++row.files;
        const Json expected =
            expectedRecords(std::filesystem::path(entry.path()).replace_extension(".json"));

        const auto source = openFile(entry.path());
        ASSERT_TRUE(source);
        const Json found = streamed(**source);
        EXPECT_EQ(found, expected);
        row.streamed += found == expected ? 1 : 0;

        // Every one of them opens and plays, and those with an index by it.
        const auto file = McapFile::open(entry.path());
        ASSERT_TRUE(file) << file.error().message();
        EXPECT_TRUE(file->contents().problems.empty()) << file->contents().problems.texts()[0];
        const Json messages = messagesOf(expected);
        EXPECT_EQ(messagesOf(*file), messages);
        EXPECT_EQ(file->contents().statistics.messages, messages.size());
        row.opened += messagesOf(*file) == messages ? 1 : 0;
        if (isIndexable(name)) {
            ++row.indexable;
            EXPECT_TRUE(file->contents().indexed);
            const bool played = messagesOf(*file) == messages;
            row.indexed += file->contents().indexed && played ? 1 : 0;
        }
    }

    Row sum;
    fmt::print("{:<22} {:>6} {:>9} {:>7} {:>10}\n", "MCAP conformance", "files", "streamed",
               "played", "indexed");
    for (const auto& [name, row] : table) {
        fmt::print("{:<22} {:>6} {:>9} {:>7} {:>7}/{}\n", name, row.files, row.streamed, row.opened,
                   row.indexed, row.indexable);
        sum.files += row.files;
        sum.streamed += row.streamed;
        sum.opened += row.opened;
        sum.indexable += row.indexable;
        sum.indexed += row.indexed;
    }
    fmt::print("{:<22} {:>6} {:>9} {:>7} {:>7}/{}\n", "all", sum.files, sum.streamed, sum.opened,
               sum.indexed, sum.indexable);
    EXPECT_EQ(sum.files, 416);
    EXPECT_EQ(sum.streamed, 416);
    EXPECT_EQ(sum.indexable, 16);
    EXPECT_EQ(sum.indexed, 16);
}

}  // namespace
}  // namespace gemba::ingest::mcap::test
