#include "ingest/csv/csv_records.h"

#include <gtest/gtest.h>

namespace gemba::ingest {
namespace {

using Kind = CsvRecords::Kind;

struct Record {
    Kind kind;
    uint64_t line;
    std::vector<std::string> fields;

    bool operator==(const Record&) const = default;
};

/// Hands out one byte at a time, so that every seam of the buffer is met.
class Drip final : public CsvInput {
 public:
    explicit Drip(std::string text) : m_text(std::move(text)) {}
    Result<size_t> read(std::span<char> out) override {
        if (m_at == m_text.size())
            return size_t{0};
        out[0] = m_text[m_at++];
        return size_t{1};
    }
    uint64_t size() const override { return m_text.size(); }

 private:
    std::string m_text;
    size_t m_at = 0;
};

std::vector<Record> all(CsvInput& input, CsvDialect dialect, std::string beginning = {}) {
    CsvRecords records(input, dialect, std::move(beginning));
    std::vector<Record> out;
    while (true) {
        const auto kind = records.next();
        if (!kind || *kind == Kind::end)
            return out;
        out.push_back({*kind, records.line(), {}});
        for (const std::string_view field : records.fields())
            out.back().fields.emplace_back(field);
    }
}

/// The same records whether the text comes at once, byte by byte, or in two pieces.
std::vector<Record> cut(const std::string& text, CsvDialect dialect = {}) {
    const auto whole = csvText(text);
    const std::vector<Record> out = all(*whole, dialect);
    Drip drip(text);
    EXPECT_EQ(all(drip, dialect), out);
    const auto rest = csvText(text.substr(text.size() / 2));
    EXPECT_EQ(all(*rest, dialect, text.substr(0, text.size() / 2)), out);
    return out;
}

std::vector<Record> fields(std::vector<std::vector<std::string>> rows) {
    std::vector<Record> out;
    for (auto& row : rows)
        out.push_back({Kind::fields, out.size() + 1, std::move(row)});
    return out;
}

TEST(CsvRecords, CutsLinesAndFields) {
    EXPECT_EQ(cut("a,b\n1,2\n"), fields({{"a", "b"}, {"1", "2"}}));
    EXPECT_EQ(cut("a,b\r\n1,2"), fields({{"a", "b"}, {"1", "2"}}));
    EXPECT_EQ(cut(",\n\nx"), fields({{"", ""}, {""}, {"x"}}));
    EXPECT_EQ(cut("a\tb\r1\t2\r", {.separator = '\t', .lineEnd = '\r'}),
              fields({{"a", "b"}, {"1", "2"}}));
    EXPECT_TRUE(cut("").empty());
}

TEST(CsvRecords, QuotesHoldAnything) {
    EXPECT_EQ(cut("\"a,b\",\"c\"\"d\",\"\"\n"), fields({{"a,b", "c\"d", ""}}));
    EXPECT_EQ(cut("a, \"b,c\" ,d\n"), fields({{"a", "b,c", "d"}}));
    EXPECT_EQ(cut("12\" pipe,5\n"), fields({{"12\" pipe", "5"}}));
    EXPECT_EQ(cut("\"a\"b,c\n"), fields({{"\"a\"b", "c"}}));
    EXPECT_EQ(cut("\"\"\"\",\"\"\"x\"\n"), fields({{"\"", "\"x"}}));
    EXPECT_EQ(cut("\"a,b\n", {.quote = '\0'}), fields({{"\"a", "b"}}));

    // Lines count on where a record takes several.
    const auto rows = cut("\"one\ntwo\",3\nx,y\n");
    ASSERT_EQ(rows.size(), 2u);
    EXPECT_EQ(rows[0].fields[0], "one\ntwo");
    EXPECT_EQ(rows[1].line, 3u);
}

TEST(CsvRecords, AQuoteThatNeverClosesCostsOneLine) {
    const auto rows = cut("a,b\n\"x,y\n1,2\n3,4\n");
    ASSERT_EQ(rows.size(), 4u);
    EXPECT_EQ(rows[1].kind, Kind::unclosed);
    EXPECT_EQ(rows[2], (Record{Kind::fields, 3, {"1", "2"}}));
    EXPECT_EQ(rows[3].line, 4u);

    // Not at the end of the file only: a hundred lines in one cell are too many.
    std::string text = "\"x,y\n";
    for (int i = 0; i < 500; ++i)
        text += "1,2\n";
    text += "\"z\",1\n";
    const auto many = cut(text);
    EXPECT_EQ(many.size(), 502u);
    EXPECT_EQ(many[0].kind, Kind::unclosed);
}

TEST(CsvRecords, ARecordThatTurnsOutWrongGivesItsOtherLinesBack) {
    const auto input = csvText("\"x,1\n2,3\n4\",5\n6,7\n");
    CsvRecords records(*input, {});
    ASSERT_EQ(*records.next(), Kind::fields);
    EXPECT_EQ(records.lines(), 3u);
    records.retryFromNextLine();
    ASSERT_EQ(*records.next(), Kind::fields);
    EXPECT_EQ(records.line(), 2u);
    EXPECT_EQ(records.fields()[1], "3");
}

TEST(CsvRecords, EndlessLinesAreLeftOut) {
    std::string text = "a,b\n" + std::string(CsvRecords::kMaxRecord + 10, 'x') + ",1\n3,4\n";
    const auto input = csvText(text);
    const auto rows = all(*input, {});
    ASSERT_EQ(rows.size(), 3u);
    EXPECT_EQ(rows[1], (Record{Kind::tooLong, 2, {}}));
    EXPECT_EQ(rows[2], (Record{Kind::fields, 3, {"3", "4"}}));

    // One that never ends holds no more than the limit.
    const auto endless = csvText(std::string(3 * CsvRecords::kMaxRecord, 'x'));
    const auto none = all(*endless, {});
    ASSERT_EQ(none.size(), 1u);
    EXPECT_EQ(none[0].kind, Kind::tooLong);
}

TEST(CsvRecords, FieldsAreBounded) {
    const std::string most(CsvRecords::kMaxFields - 1, ',');
    const auto input = csvText(most + "\n" + most + ",\n1\n");
    CsvRecords records(*input, {});
    ASSERT_EQ(*records.next(), Kind::fields);
    EXPECT_EQ(records.fields().size(), CsvRecords::kMaxFields);
    EXPECT_EQ(*records.next(), Kind::tooMany);
    EXPECT_EQ(*records.next(), Kind::fields);
}

}  // namespace
}  // namespace gemba::ingest
