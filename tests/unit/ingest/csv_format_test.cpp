#include "ingest/csv/csv_format.h"

#include <gtest/gtest.h>

#include "ingest/csv/csv_header.h"
#include "tests/unit/ingest/csv_support.h"

namespace gemba::ingest {
namespace {

CsvFormat find(std::string_view text, const CsvOptions& options = {}) {
    const auto format = findCsvFormat(text, true, options);
    EXPECT_TRUE(format.has_value()) << format.error().message();
    return format.value_or(CsvFormat{});
}

std::string errorOf(std::string_view text, const CsvOptions& options = {}) {
    const auto format = findCsvFormat(text, true, options);
    EXPECT_FALSE(format.has_value());
    return format ? "" : format.error().message();
}

TEST(CsvFormat, Separators) {
    for (const char separator : {',', ';', '\t', '|'}) {
        std::string text = "time,a,b\n2013-12-02 21:15:00,1.5,2\n2013-12-02 21:16:00,2.5,3\n";
        std::replace(text.begin(), text.end(), ',', separator);
        const CsvFormat format = find(text);
        EXPECT_EQ(format.dialect.separator, separator);
        EXPECT_FALSE(format.decimalComma);
        ASSERT_EQ(format.columns.size(), 3u);
        EXPECT_EQ(format.columns[1].cells, CsvCells::real);
        EXPECT_EQ(format.columns[2].cells, CsvCells::integer);
    }
    // Excel says it itself.
    EXPECT_EQ(find("sep=|\nt|a\n0|1\n1|2\n").dialect.separator, '|');
    // Commas inside quotes separate nothing.
    EXPECT_EQ(find("t;a\n0;\"x,y,z\"\n1;\"x,y,w\"\n").dialect.separator, ';');
}

TEST(CsvFormat, DecimalCommas) {
    EXPECT_TRUE(find("t;a\n0,5;1,25\n1,0;2,5\n").decimalComma);
    EXPECT_TRUE(find("t;a\n0;0,400\n1;1,400\n").decimalComma);
    EXPECT_TRUE(find("1,5;2,5\n2,5;3,5\n").decimalComma);
    EXPECT_EQ(find("1,5;2,5\n2,5;3,5\n").dialect.separator, ';');
    EXPECT_TRUE(find("t,a\n0,\"1,25\"\n1,\"2,5\"\n").decimalComma);
    EXPECT_FALSE(find("t;a\n0.5;1.25\n1.0;2.5\n").decimalComma);
    // Thousands, in all likelihood: no number of ours.
    EXPECT_FALSE(find("t,a\n0,\"1,250\"\n1,\"2,500\"\n").decimalComma);
}

TEST(CsvFormat, HeadersAndWhatStandsAboveThem) {
    EXPECT_TRUE(find("time,a\n0,1\n1,2\n").header);
    const CsvFormat bare = find("0,1.5\n1,2.5\n2,3.5\n");
    EXPECT_FALSE(bare.header);
    EXPECT_EQ(bare.skipLines, 0u);
    EXPECT_EQ(bare.columns[1].name, "column_2");

    const CsvFormat logger = find("Device: logger 7\nSite: hall 2\n\nTime;Speed\n0;1\n1;2\n");
    EXPECT_TRUE(logger.header);
    EXPECT_EQ(logger.skipLines, 4u);
    EXPECT_EQ(logger.columns[1].name, "Speed");
    EXPECT_EQ(find("# made by a program\n# time,speed\n0,1\n1,2\n").columns[0].name, "time");

    // Units in a line of their own.
    const CsvFormat units = find("Time,Speed,Mode\n[s],[mm/s],\n0,1,auto\n1,2,auto\n");
    EXPECT_EQ(units.skipLines, 2u);
    EXPECT_EQ(units.columns[1].unit, "mm/s");
    // Equal names are told apart.
    EXPECT_EQ(find("t,a,a,\n0,1,2,\n1,1,2,\n").columns[2].name, "a_2");
}

TEST(CsvFormat, UnitsInTheHeader) {
    const auto split = [](const char* cell) {
        const CsvHeading heading = splitHeading(cell);
        return heading.name + "|" + heading.unit;
    };
    EXPECT_EQ(split("speed [mm/s]"), "speed|mm/s");
    EXPECT_EQ(split("speed[mm/s]"), "speed|mm/s");
    EXPECT_EQ(split("Temp (°C)"), "Temp|degC");
    EXPECT_EQ(split("Temperatur / K"), "Temperatur|K");
    EXPECT_EQ(split("Drehzahl [U/min]"), "Drehzahl|rpm");
    EXPECT_EQ(split("a [m/s²]"), "a|m/s2");
    EXPECT_EQ(split("flow [l/h]"), "flow|l/h");
    EXPECT_EQ(split("ratio [-]"), "ratio|");
    EXPECT_EQ(split("speed_mm_s"), "speed_mm_s|");
    EXPECT_EQ(split("belt[0]"), "belt[0]|");
    EXPECT_EQ(split("Temp (left)"), "Temp (left)|");
    EXPECT_EQ(split("line3/infeed/m"), "line3/infeed/m|");
    EXPECT_EQ(split("[m]"), "[m]|");
    EXPECT_EQ(split(""), "|");
}

TEST(CsvFormat, TheTimeIsFoundWhereverItStands) {
    EXPECT_EQ(find("count,when,stamp\n5,x,2013-12-02 21:15\n4,y,2013-12-02 21:16\n").timeColumn,
              2u);
    EXPECT_EQ(find("id,time\n1,0.5\n2,1.5\n3,2.5\n").timeColumn, 1u);
    EXPECT_EQ(find("cycle_time,t\n1,0\n2,1\n3,2\n").timeColumn, 1u);
    const CsvFormat parted = find("Datum;Uhrzeit;v\n2.12.2013;21:15:00;1\n2.12.2013;21:16:00;2\n");
    EXPECT_EQ(parted.timeColumn, 0u);
    EXPECT_EQ(parted.clockColumn, 1u);
    EXPECT_EQ(find("Time [ms],a\n0,1\n5,2\n").time.unitNs, 1'000'000);
}

TEST(CsvFormat, WideAndLong) {
    EXPECT_EQ(find("time,signal_a,value\n0,1,2\n1,2,3\n").shape, CsvShape::wide);
    const CsvFormat named = find("ts,tag,value,quality\n0,a,1,good\n1,b,x,bad\n");
    EXPECT_EQ(named.shape, CsvShape::longRows);
    EXPECT_EQ(named.signalColumn, 1u);
    EXPECT_EQ(named.valueColumn, 2u);
    EXPECT_EQ(named.qualityColumn, 3u);
    EXPECT_EQ(find("0,line/a,1\n1,line/b,2\n").shape, CsvShape::longRows);
    EXPECT_EQ(find("0,line/a,1,good\n1,line/b,2,192\n").qualityColumn, 3u);
    EXPECT_EQ(find("0,1,2\n1,2,3\n").shape, CsvShape::wide);
}

TEST(CsvFormat, EncodingsAndMarks) {
    EXPECT_TRUE(find("\xef\xbb\xbftime,a\n0,1\n1,2\n").bom);
    EXPECT_EQ(find("\xef\xbb\xbftime,a\n0,1\n1,2\n").columns[0].name, "time");
    const CsvFormat latin = find("Zeit;Temp [\xb0\x43]\n0;1\n1;2\n");
    EXPECT_EQ(latin.encoding, CsvEncoding::latin1);
    EXPECT_EQ(latin.columns[1].unit, "degC");
    EXPECT_EQ(find("Zeit;Temp [°C]\n0;1\n1;2\n").encoding, CsvEncoding::utf8);
    EXPECT_EQ(find("t,a\r0,1\r1,2\r").dialect.lineEnd, '\r');
}

TEST(CsvFormat, WhatIsSaidGoesBeforeWhatIsFound) {
    const char* text = "when;zeit;a\n1;0,5;1\n2;1,5;2\n3;2,5;4\n";
    CsvOptions options{.separator = ';', .decimalComma = true, .header = true, .timeColumn = "1"};
    options.time = csvTimeOf("relative_min");
    options.start = 1000;
    const CsvFormat format = find(text, options);
    EXPECT_EQ(format.timeColumn, 0u);
    EXPECT_EQ(format.time.unitNs, 60 * kNsPerSecond);
    EXPECT_EQ(format.time.start, 1000);
    for (const CsvGuess& guess : format.guesses) {
        if (guess.what == "separator" || guess.what == "time format" || guess.what == "header") {
            EXPECT_EQ(guess.evidence, "as you said");
        }
    }
    options = {.shape = CsvShape::longRows, .signalColumn = "who", .valueColumn = "what"};
    const CsvFormat stated = find("t,who,what\n0,a,1\n1,b,2\n", options);
    EXPECT_EQ(stated.signalColumn, 1u);
    EXPECT_EQ(stated.valueColumn, 2u);
    EXPECT_FALSE(find("a,b\n0,1\n1,2\n", {.header = false, .skipLines = 1}).header);
    EXPECT_EQ(find("t,a\n0,\"1\n1,\"2\n", {.quoting = false}).dialect.quote, '\0');
}

TEST(CsvFormat, WhatIsNoTableIsSaid) {
    EXPECT_NE(errorOf("").find("nothing"), std::string::npos);
    EXPECT_NE(errorOf(std::string_view("\xff\xfet\0,\0", 6)).find("UTF-16"), std::string::npos);
    EXPECT_NE(errorOf(std::string_view("t,\0a\n", 5)).find("zero byte"), std::string::npos);
    EXPECT_NE(errorOf("just\nsome\nwords\n").find("one column"), std::string::npos);
    EXPECT_NE(errorOf("a,b\nx,y\nz,w\n").find("no column of times"), std::string::npos);
    EXPECT_NE(errorOf("a,b\n0,1\n1,2\n", {.timeColumn = "c"}).find("a or b, or a number"),
              std::string::npos);
    EXPECT_NE(errorOf("a,b\nx,1\ny,2\n", {.timeColumn = "a"}).find("\"x\""), std::string::npos);
    EXPECT_NE(errorOf("t,b\n0,1\n1,2\n", {.shape = CsvShape::longRows}).find("long form"),
              std::string::npos);
}

}  // namespace
}  // namespace gemba::ingest
