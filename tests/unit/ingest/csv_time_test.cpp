#include "ingest/csv/csv_time.h"

#include <gtest/gtest.h>

#include "ingest/iso_time.h"

namespace gemba::ingest {
namespace {

/// 2013-12-02 21:15:00 UTC.
constexpr UtcNs kThen = 1'386'018'900 * kNsPerSecond;

std::optional<UtcNs> parse(std::string_view cell, std::string_view format, bool comma = false) {
    return parseCsvTime(cell, csvTimeOf(format).value(), comma);
}

TEST(CsvTime, Calendars) {
    for (const char* cell :
         {"2013-12-02 21:15:00", "2013-12-02T21:15:00Z", "2013-12-02 21:15", "2013/12/2 21:15:00",
          "2013-12-02T22:15:00+01:00", "2013-12-02 15:45:00-0530", "2013-12-02 9:15 PM",
          "2013-12-02 09:15:00 pm", "2013-12-02 21:15:00.000 UTC", "2013-12-02T22:15:00+01"})
        EXPECT_EQ(parse(cell, "ymd"), kThen) << cell;
    EXPECT_EQ(parse("02.12.2013 21:15:00", "dmy"), kThen);
    EXPECT_EQ(parse("2.12.13 21:15", "dmy"), kThen);
    EXPECT_EQ(parse("12/02/2013 21:15:00", "mdy"), kThen);
    EXPECT_EQ(parse("02.12.2013 21:15:00,25", "dmy"), kThen + 250'000'000);
    EXPECT_EQ(parse("2013-12-02 21:15:00.123456789", "ymd"), kThen + 123'456'789);
    EXPECT_EQ(parse("2013-12-02", "ymd"), kThen - (21 * 60 + 15) * 60 * kNsPerSecond);
    EXPECT_EQ(parse("2013-12-02 12:00 AM", "ymd"), parse("2013-12-02", "ymd"));

    CsvTime berlin = csvTimeOf("ymd").value();
    berlin.zoneNs = 3600 * kNsPerSecond;
    EXPECT_EQ(parseCsvTime("2013-12-02 22:15:00", berlin), kThen);
    EXPECT_EQ(parseCsvTime("2013-12-02 21:15:00Z", berlin), kThen);

    for (const char* cell :
         {"", "2013-13-02 21:15:00", "2013-02-29", "2013-12-02 24:00:00", "2013-12-02 21:60",
          "2013-12-02 21:15:0", "2013-12-02 21:", "2013-12/02", "1969-12-31", "12013-12-02",
          "2013-12-02 21:15:00 CET", "2013-12-02 13:00 PM", "2013-12-02 21:15:00+", "noon"})
        EXPECT_FALSE(parse(cell, "ymd").has_value()) << cell;
}

TEST(CsvTime, NumbersAreExact) {
    EXPECT_EQ(parse("1386018900", "epoch_s"), kThen);
    EXPECT_EQ(parse("1386018900.123456789", "epoch_s"), kThen + 123'456'789);
    EXPECT_EQ(parse("1386018900,5", "epoch_s", true), kThen + 500'000'000);
    EXPECT_EQ(parse("1386018900123.25", "epoch_ms"), kThen + 123'250'000);
    EXPECT_EQ(parse("1386018900123456", "epoch_us"), kThen + 123'456'000);
    EXPECT_EQ(parse("1386018900123456789", "epoch_ns"), kThen + 123'456'789);
    EXPECT_EQ(parse("1.3860189e9", "epoch_s"), kThen);
    EXPECT_EQ(parse("41610.885416666664", "excel"), kThen);
    EXPECT_EQ(parse("41610", "excel"), parse("2013-12-02", "ymd"));
    for (const char* cell : {"-1", "1e300", "nan", "inf", "9999999999999999999", "12x", "5 5", "."})
        EXPECT_FALSE(parse(cell, "epoch_s").has_value()) << cell;
}

TEST(CsvTime, RelativeTimesBeginSomewhere) {
    CsvTime time = csvTimeOf("relative_ms").value();
    time.start = kThen;
    EXPECT_EQ(parseCsvTime("250.5", time), kThen + 250'500'000);
    EXPECT_EQ(parseCsvTime("-1000", time), kThen - kNsPerSecond);
    time = csvTimeOf("clock").value();
    time.start = kThen;
    EXPECT_EQ(parseCsvTime("01:00:00.5", time), kThen + 3600 * kNsPerSecond + 500'000'000);
}

CsvTimeGuess judge(std::vector<std::string_view> cells, std::string_view name = "",
                   std::string_view unit = "") {
    const auto guess = judgeCsvTime(cells, name, unit, false);
    EXPECT_TRUE(guess.has_value()) << cells.front();
    EXPECT_FALSE(!guess || guess->evidence.empty());
    return guess.value_or(CsvTimeGuess{});
}

TEST(CsvTime, IsFoundByLooking) {
    EXPECT_EQ(csvTimeWord(judge({"2013-12-02 21:15:00", "2013-12-02 21:20:00"}).time), "ymd");
    EXPECT_EQ(csvTimeWord(judge({"25/12/2013 10:00", "26/12/2013 10:00"}).time), "dmy");
    EXPECT_EQ(csvTimeWord(judge({"12/25/2013 10:00", "12/26/2013 10:00"}).time), "mdy");
    EXPECT_EQ(csvTimeWord(judge({"1.12.2013 10:00", "2.12.2013 10:00"}).time), "dmy");
    // Both could be; minutes go on evenly as days of one month only.
    EXPECT_EQ(csvTimeWord(judge({"11/01/2013 10:00", "12/01/2013 10:00"}).time), "dmy");
    EXPECT_EQ(csvTimeWord(judge({"01/11/2013 10:00", "01/12/2013 10:00"}).time), "mdy");
    EXPECT_EQ(csvTimeWord(judge({"1386018900", "1386018901"}).time), "epoch_s");
    EXPECT_EQ(csvTimeWord(judge({"1386018900000", "1386018901000"}).time), "epoch_ms");
    EXPECT_EQ(csvTimeWord(judge({"1386018900000000", "1386018901000000"}).time), "epoch_us");
    EXPECT_EQ(csvTimeWord(judge({"1386018900000000000", "1386018900000000001"}).time), "epoch_ns");
    EXPECT_EQ(csvTimeWord(judge({"41610.885", "41610.889"}).time), "excel");
    EXPECT_EQ(csvTimeWord(judge({"0", "0.5", "1"}).time), "relative_s");
    EXPECT_EQ(csvTimeWord(judge({"0", "5", "10"}, "time", "ms").time), "relative_ms");
    EXPECT_EQ(csvTimeWord(judge({"0", "5", "10"}, "time_us").time), "relative_us");
    EXPECT_EQ(csvTimeWord(judge({"00:00:01", "00:00:02"}).time), "clock");
    EXPECT_TRUE(judge({"2013-12-02", "2013-12-02"}).dateOnly);

    const std::vector<std::string_view> falls{"5", "4", "3"}, words{"a", "b"};
    EXPECT_FALSE(judgeCsvTime(falls, "time", "s", false).has_value());
    EXPECT_FALSE(judgeCsvTime(words, "time", "", false).has_value());
}

TEST(CsvTime, WhatIsWrittenReadsBackEqual) {
    for (const UtcNs time : {UtcNs{0}, kThen, kThen + 1, kThen + 999'999'999, kMaxUtc - 1}) {
        std::string text;
        appendIsoTime(text, time);
        EXPECT_EQ(parse(text, "ymd"), time) << text;
        EXPECT_EQ(parseIsoTime(text), time) << text;
    }
    std::string text;
    appendIsoTime(text, kThen + 42);
    EXPECT_EQ(text, "2013-12-02T21:15:00.000000042Z");
    EXPECT_EQ(isoTime(kThen + 999'999'999, 3), "2013-12-02T21:15:00.999Z");  // cut, not rounded
    EXPECT_EQ(isoTime(kThen, 0), "2013-12-02T21:15:00Z");
    EXPECT_EQ(isoTime(-1, 0), "1970-01-01T00:00:00Z");
}

}  // namespace
}  // namespace gemba::ingest
