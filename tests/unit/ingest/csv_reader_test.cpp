#include "ingest/csv/csv_reader.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <clocale>
#include <fstream>

#include "tests/unit/ingest/csv_support.h"

namespace gemba::ingest {
namespace {

using signals::Quality;
using test::readAll;
using test::readText;
using test::Table;

constexpr UtcNs kSecond = kNsPerSecond;

TEST(CsvReader, WideRows) {
    const Table table = readText("time,speed [mm/s],on,state\n0,1.5,true,run\n1,2,FALSE,stop\n");
    ASSERT_EQ(table.points.size(), 6u) << table.error;
    EXPECT_EQ(table.points[0],
              (Table::Point{0, "speed", Value::ofReal(1.5), Quality::good, false}));
    EXPECT_EQ(table.points[1].value, Value::ofBoolean(true));
    EXPECT_EQ(table.points[2].value, Value::ofText("run"));
    EXPECT_EQ(table.points[3],
              (Table::Point{kSecond, "speed", Value::ofReal(2.0), Quality::good, false}));
    EXPECT_EQ(table.points[4].value, Value::ofBoolean(false));
    EXPECT_EQ(table.signals[0].unit, "mm/s");
    EXPECT_TRUE(table.report.problems().empty());
}

TEST(CsvReader, LongRows) {
    const Table table = readText(
        "time;signal;value;quality\n0;a;1;good\n0;b;\"[1,2.5]\";64\n1;a;-3;bad\n1;c;on;\n2;a;4;"
        "splendid\n");
    ASSERT_EQ(table.points.size(), 5u) << table.error;
    EXPECT_EQ(table.points[0].value, Value::ofInteger(1));
    EXPECT_EQ(table.points[1].value, Value::ofVector(std::vector<double>{1.0, 2.5}));
    EXPECT_EQ(table.points[1].quality, Quality::uncertain);
    EXPECT_EQ(table.points[2].quality, Quality::bad);
    EXPECT_EQ(table.points[3].value, Value::ofText("on"));
    EXPECT_EQ(table.points[4].quality, Quality::uncertain);
    EXPECT_EQ(table.signals.size(), 3u);
    EXPECT_EQ(table.report.badCells, 1u);
}

TEST(CsvReader, MissingCellsAreNoValues) {
    const Table table = readText("t,a,b\n0,,1\n1,NaN,\n2,3,#N/A\n3,null,-\n");
    ASSERT_EQ(table.points.size(), 2u);
    EXPECT_EQ(table.points[0].signal, "b");
    EXPECT_EQ(table.points[1].value, Value::ofInteger(3));
    EXPECT_EQ(table.report.missing, 6u);
    EXPECT_EQ(table.report.rows, 2u);
    EXPECT_TRUE(table.report.problems().empty());
}

TEST(CsvReader, WhatIsBadIsCountedAndTheNextIsRead) {
    std::string text = "t,a,b\n0,1,2\n1,x,2\n1,2\n1,2,3,4\nnoon,1,2\n2,1e999,3\n";
    text += std::string("3,1\0,2\n", 7) + "4,5,6\n\n,,\n5,6,7,\n6,7,8\n";
    const Table table = readText(text);
    ASSERT_EQ(table.points.size(), 10u);
    EXPECT_EQ(table.report.badRows, 4u);
    EXPECT_EQ(table.report.badCells, 2u);
    EXPECT_EQ(table.report.firstBad, "line 3, column 2 (a): found \"x\", expected a number");
    EXPECT_EQ(table.report.rows, 6u);
    EXPECT_FALSE(table.report.lastLineCut);
    EXPECT_EQ(table.report.problems().size(), 1u);

    const Table bytes = readText("t,a,n\n0,x,1\n1,\xff\xfe,2\n2,é,3\n3,é,4\n");
    EXPECT_EQ(bytes.report.badCells, 1u);
    EXPECT_NE(bytes.report.firstBad.find("UTF-8"), std::string::npos);
    EXPECT_EQ(bytes.points.size(), 7u);
}

TEST(CsvReader, AStrayQuoteCostsOneLine) {
    std::string text = "t,a,n\n0,x,1\n1,\"x,2\n";
    for (int i = 2; i < 60; ++i)
        text += std::to_string(i) + ",x,3\n";
    text += "60,\"y,4\n61,z,5\n";
    const Table table = readText(text);
    EXPECT_EQ(table.report.badRows, 2u) << table.report.firstBad;
    EXPECT_EQ(table.report.rows, 60u);
}

TEST(CsvReader, StepsBackAreKeptAndFlagged) {
    const Table table = readText("t,a\n0,1\n5,2\n3,3\n4,4\n4,5\n9,6\n1,7\n");
    EXPECT_EQ(table.backLines, (std::vector<uint64_t>{4, 8}));
    EXPECT_EQ(table.points.size(), 7u);
    EXPECT_EQ(table.report.stepsBack, 2u);
    EXPECT_EQ(table.report.firstStepBackLine, 4u);

    // Long tables may stand signal by signal: each has a time of its own.
    const Table longer = readText("t,signal,value\n0,a,1\n1,a,1\n2,a,2\n0,b,1\n1,b,1\n0,a,3\n");
    EXPECT_EQ(longer.backLines, std::vector<uint64_t>{7});
}

TEST(CsvReader, TheLastLineMayBeCut) {
    const Table cut = readText("t,a,b\n0,1,2\n1,2,3\n2,3");
    EXPECT_TRUE(cut.report.lastLineCut);
    EXPECT_EQ(cut.report.rows, 2u);
    EXPECT_EQ(cut.report.problems().size(), 2u);
    // Whole in its cells, but without an end: the last value may have been longer.
    const Table open = readText("t,a,b\n0,1,2\n1,2,3\n2,3,4");
    EXPECT_FALSE(open.report.lastLineCut);
    EXPECT_TRUE(open.report.lastLineOpen);
    ASSERT_EQ(open.points.size(), 6u);
    EXPECT_EQ(open.points[4].quality, Quality::good);
    EXPECT_EQ(open.points[5].quality, Quality::uncertain);
    // A quote that the end cut.
    EXPECT_TRUE(readText("t,a,b\n0,1,2\n1,2,3\n2,\"3").report.lastLineCut);
}

TEST(CsvReader, NumbersKnowNoLocale) {
    const char* before = std::setlocale(LC_ALL, nullptr);
    const std::string kept = before != nullptr ? before : "C";
    std::setlocale(LC_ALL, "de_DE.UTF-8");  // where it is installed
    const Table table = readText("t;a;b\n0,5;-1,25e2;7\n1,5;3,5;8\n");
    std::setlocale(LC_ALL, kept.c_str());
    ASSERT_EQ(table.points.size(), 4u);
    EXPECT_EQ(table.points[0].time, kSecond / 2);
    EXPECT_EQ(table.points[0].value, Value::ofReal(-125.0));
    EXPECT_EQ(table.points[1].value, Value::ofInteger(7));
}

TEST(CsvReader, ColumnsWithoutNameAndValuesAreNone) {
    const Table table = readText("t,a,\n0,1,\n1,2,\n");
    EXPECT_EQ(table.signals.size(), 1u);
    EXPECT_EQ(table.report.missing, 0u);
    EXPECT_EQ(readText("t,a\n0,1\n", {.prefix = "line3/"}).signals[0].name, "line3/a");
}

TEST(CsvReader, AHundredThousandColumns) {
    std::string text = "time";
    for (int i = 1; i < 100'000; ++i)
        text.append(",s").append(std::to_string(i));
    for (int row = 0; row < 5; ++row) {
        text.append("\n").append(std::to_string(row));
        for (int i = 1; i < 100'000; ++i)
            text.append(",").append(std::to_string(i % 10));
    }
    const Table table = readText(text + "\n");
    EXPECT_EQ(table.signals.size(), 99'999u);
    EXPECT_EQ(table.points.size(), 499'995u);
    EXPECT_EQ(table.points.back().value, Value::ofInteger(9));
    // More are no table that we read.
    std::string wider(150'000, ',');
    EXPECT_FALSE(readText(wider + "\n" + wider + "\n").error.empty());
}

class CsvFile : public testing::Test {
 protected:
    void SetUp() override {
        m_path = std::filesystem::temp_directory_path() /
                 ("gemba_csv_" + std::to_string(::getpid()) + ".csv");
    }
    void TearDown() override { std::filesystem::remove(m_path); }

    std::filesystem::path m_path;
};

uint64_t peakBytes() {
    std::ifstream status("/proc/self/status");
    std::string word;
    uint64_t kilobytes = 0;
    while (status >> word) {
        if (word == "VmHWM:")
            status >> kilobytes;
    }
    return kilobytes * 1024;
}

TEST_F(CsvFile, LargeOnesAreStreamedWithProgressAndStop) {
    {
        std::ofstream out(m_path);
        out << "time,a,b\n";
        for (int i = 0; i < 3'000'000; ++i)
            out << "13860" << 10'000 + i / 100 << ",1.5,2.5\n";
    }
    const uint64_t size = std::filesystem::file_size(m_path);
    const uint64_t before = peakBytes();
    auto reader = CsvReader::open(m_path);
    ASSERT_TRUE(reader.has_value());
    std::vector<uint64_t> told;
    reader->onProgress([&](uint64_t done, uint64_t all) {
        EXPECT_EQ(all, size);
        told.push_back(done);
    });
    CsvRow row;
    while (reader->next(row).value())
        ;
    EXPECT_EQ(reader->report().rows, 3'000'000u);
    EXPECT_GT(told.size(), size / (2u << 20));
    EXPECT_TRUE(std::is_sorted(told.begin(), told.end()));
    EXPECT_EQ(told.back(), size);
#ifndef GEMBA_SANITIZED
    EXPECT_LT(peakBytes(), before + (size_t{32} << 20));
#endif
    (void)before;

    auto again = CsvReader::open(m_path);
    std::stop_source stop;
    again->stopWith(stop.get_token());
    ASSERT_TRUE(again->next(row).value());
    stop.request_stop();
    uint64_t more = 0;
    while (again->next(row).value())
        ++more;
    EXPECT_LT(more, 1000u);
    EXPECT_TRUE(again->report().stopped);
}

TEST_F(CsvFile, WhatCannotBeOpenedIsNamed) {
    EXPECT_NE(readAll(CsvReader::open("/nowhere/a.csv")).error.find("/nowhere/a.csv"),
              std::string::npos);
    EXPECT_NE(readAll(CsvReader::open("/tmp")).error.find("folder"), std::string::npos);
    std::ofstream(m_path) << "words\n";
    EXPECT_NE(readAll(CsvReader::open(m_path)).error.find(m_path.string()), std::string::npos);
}

TEST(CsvRealFiles, AMachinesTemperature) {
    const auto shared = test::sharedData();
    if (shared.empty())
        GTEST_SKIP() << "no shared data here";
    const Table table = readAll(CsvReader::open(
        shared / "recordings/nab/realKnownCause/machine_temperature_system_failure.csv"));
    ASSERT_EQ(table.error, "");
    EXPECT_EQ(table.points.size(), 22'695u);
    EXPECT_EQ(table.backLines, std::vector<uint64_t>{10'151});
    EXPECT_EQ(table.points.front().time, 1'386'018'900 * kSecond);
    EXPECT_EQ(table.points.front().value, Value::ofReal(73.96732207));
    EXPECT_EQ(table.points[0].signal, "value");
    EXPECT_TRUE(table.points[10'149].stepBack);
    EXPECT_EQ(table.points[10'149].value, Value::ofReal(94.13972336));
    EXPECT_EQ(table.report.badRows + table.report.badCells + table.report.missing, 0u);
}

TEST(CsvRealFiles, OddOnes) {
    const auto shared = test::sharedData();
    if (shared.empty())
        GTEST_SKIP() << "no shared data here";
    const auto read = [&](const char* name) {
        return readAll(CsvReader::open(shared / "malformed/csv" / name));
    };
    const Table plain = read("05_crlf.csv");
    EXPECT_EQ(plain.points.size(), 300u);
    EXPECT_EQ(plain.found("line ends"), "CR LF");
    EXPECT_EQ(plain.points[0].value, Value::ofReal(73.96732207));

    const Table bom = read("04_bom.csv");
    EXPECT_TRUE(bom.format.bom);
    EXPECT_EQ(bom.format.columns[0].name, "timestamp");
    const Table german = read("09_semicolon_decimal_comma.csv");
    EXPECT_EQ(german.found("separator"), "\";\"");
    EXPECT_TRUE(german.format.decimalComma);
    // The same values, whatever they are written in.
    EXPECT_EQ(bom.points, plain.points);
    EXPECT_EQ(german.points, plain.points);

    const Table missing = read("14_missing_cells.csv");
    EXPECT_EQ(missing.points.size(), 270u);
    EXPECT_EQ(missing.report.missing, 30u);
    EXPECT_EQ(missing.report.badCells, 0u);
    const Table cut = read("26_cut_mid_row.csv");
    EXPECT_TRUE(cut.report.lastLineCut);
    EXPECT_EQ(cut.report.badRows, 1u);
    EXPECT_EQ(cut.points.size(), 149u);
    EXPECT_EQ(cut.points[148], plain.points[148]);
}

}  // namespace
}  // namespace gemba::ingest
