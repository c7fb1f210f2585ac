#include "ingest/bookmarks_record.h"

#include "tests/unit/ingest/mcap_support.h"

namespace gemba::ingest::test {
namespace {

TEST(BookmarksRecord, OfSeveralTheLastHoldsAndWhatIsDamagedIsLeftOut) {
    const mcap::test::Folder folder;
    const auto path = folder / "marked.mcap";
    const std::vector<sim::TimeMark> marks{{5, 5, sim::MarkKind::bookmark, "two\nlines 操作台"},
                                           {7, 90, sim::MarkKind::bookmark, ""}};
    auto writer = mcap::Writer::create(path);
    ASSERT_TRUE(writer);
    ASSERT_TRUE(writer->addMetadata(bookmarksRecord({{1, 1, sim::MarkKind::bookmark, "old"}})));
    mcap::Metadata record = bookmarksRecord(marks);
    record.values["0003.note"] = "without a time";
    record.values["0004.from"] = "9";
    record.values["0004.to"] = "8";
    record.values["0004.note"] = "ends before it begins";
    ASSERT_TRUE(writer->addMetadata(record));
    ASSERT_TRUE(writer->finish());
    const auto file = mcap::McapFile::open(path);
    ASSERT_TRUE(file);
    EXPECT_EQ(bookmarksIn(*file), marks);
}

}  // namespace
}  // namespace gemba::ingest::test
