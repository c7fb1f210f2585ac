#include "ingest/csv/csv_writer.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>

#include <fstream>
#include <sstream>

#include "tests/unit/ingest/csv_support.h"

namespace gemba::ingest {
namespace {

using signals::Quality;

/// 2013-12-02 21:15:00 UTC.
constexpr UtcNs kThen = 1'386'018'900 * kNsPerSecond;

class Points final : public CsvPoints {
 public:
    Points(std::vector<Signal> signals, std::vector<CsvPoint> points)
        : m_signals(std::move(signals)), m_points(std::move(points)) {}
    const std::vector<Signal>& signals() const override { return m_signals; }
    Result<bool> next(CsvPoint& point) override {
        if (m_at == m_points.size() && !m_broken)
            return false;
        if (m_at == m_points.size())
            return fail({.doing = "read the recording", .found = "a damaged chunk"});
        point = m_points[m_at++];
        return true;
    }
    void breakAtEnd() { m_broken = true; }

 private:
    std::vector<Signal> m_signals;
    std::vector<CsvPoint> m_points;
    size_t m_at = 0;
    bool m_broken = false;
};

Points cell() {
    return Points({{"line3/speed", "mm/s"}, {"state", ""}, {"n", ""}},
                  {{kThen, 0, Value::ofReal(400.0), Quality::good},
                   {kThen, 1, Value::ofText("a, \"b\"\nc"), Quality::good},
                   {kThen + 1, 0, Value::ofReal(0.1), Quality::uncertain},
                   {kThen + 1, 0, Value::ofReal(1e300), Quality::good},
                   {kThen + 2, 2, Value::ofInteger(-7), Quality::bad},
                   {kThen + 3, 2, Value::ofBoolean(true), Quality::good},
                   {kThen + 4, 2, Value::ofReal(NAN), Quality::good},
                   {kThen + 5, 0, Value::ofVector(std::vector<double>{1.0, -2.5}), Quality::good}});
}

std::string written(Points points, const CsvWriterSettings& settings) {
    std::string out;
    const auto done = writeCsvText(out, points, settings);
    EXPECT_TRUE(done.has_value()) << done.error().message();
    EXPECT_EQ(done->bytes, out.size());
    return out;
}

TEST(CsvWriter, Long) {
    EXPECT_EQ(written(cell(), {}),
              "time,signal,value,quality\n"
              "2013-12-02T21:15:00.000000000Z,line3/speed,400.0,good\n"
              "2013-12-02T21:15:00.000000000Z,state,\"a, \"\"b\"\"\nc\",good\n"
              "2013-12-02T21:15:00.000000001Z,line3/speed,0.1,uncertain\n"
              "2013-12-02T21:15:00.000000001Z,line3/speed,1e+300,good\n"
              "2013-12-02T21:15:00.000000002Z,n,-7,bad\n"
              "2013-12-02T21:15:00.000000003Z,n,true,good\n"
              "2013-12-02T21:15:00.000000005Z,line3/speed,\"[1.0,-2.5]\",good\n");
}

TEST(CsvWriter, Wide) {
    EXPECT_EQ(written(cell(), {.shape = CsvShape::wide, .separator = ';'}),
              "time;line3/speed [mm/s];state;n\n"
              "2013-12-02T21:15:00.000000000Z;400.0;\"a, \"\"b\"\"\nc\";\n"
              "2013-12-02T21:15:00.000000001Z;0.1;;\n"
              "2013-12-02T21:15:00.000000001Z;1e+300;;\n"
              "2013-12-02T21:15:00.000000003Z;;;true\n"
              "2013-12-02T21:15:00.000000005Z;[1.0,-2.5];;\n");
}

TEST(CsvWriter, BySignalAndRange) {
    EXPECT_EQ(written(cell(), {.shape = CsvShape::wide,
                               .signals = {"n", "line3/speed"},
                               .from = kThen + 1,
                               .until = kThen + 4,
                               .worst = Quality::bad}),
              "time,n,line3/speed [mm/s]\n"
              "2013-12-02T21:15:00.000000001Z,,0.1\n"
              "2013-12-02T21:15:00.000000001Z,,1e+300\n"
              "2013-12-02T21:15:00.000000002Z,-7,\n"
              "2013-12-02T21:15:00.000000003Z,true,\n");
    Points points = cell();
    std::string out;
    const auto none =
        writeCsvText(out, points, {.shape = CsvShape::wide, .signals = {"carrier pigeon"}});
    ASSERT_FALSE(none.has_value());
    EXPECT_NE(none.error().message().find("carrier pigeon"), std::string::npos);
}

TEST(CsvWriter, WhatIsWrittenReadsBackEqual) {
    std::vector<CsvPoint> points;
    const double numbers[] = {0.1,    1.0 / 3.0,          5.0, -0.0, 1e-300, 1.7976931348623157e308,
                              5e-324, 123456789.123456789};
    for (size_t i = 0; i < std::size(numbers); ++i) {
        const auto time = kThen + static_cast<UtcNs>(i) * 1'000'000'007;
        points.push_back({time, 0, Value::ofReal(numbers[i]), Quality::good});
        points.push_back(
            {time, 1, Value::ofInteger(INT64_MIN + static_cast<int64_t>(i)), Quality::good});
        points.push_back({time, 2, Value::ofText("q\"uo,te\n" + std::to_string(i)), Quality::good});
        points.push_back({time, 3, Value::ofBoolean(i % 2 == 0), Quality::good});
    }
    for (const CsvShape shape : {CsvShape::wide, CsvShape::longRows}) {
        const test::Table table = test::readText(
            written(Points({{"r [0]", "degC"}, {"i", ""}, {"t", ""}, {"b,c", ""}}, points),
                    {.shape = shape}));
        ASSERT_EQ(table.points.size(), points.size()) << table.report.firstBad << table.error;
        for (size_t i = 0; i < points.size(); ++i) {
            EXPECT_EQ(table.points[i].time, points[i].time);
            EXPECT_EQ(table.points[i].value, points[i].value) << i;
        }
        EXPECT_EQ(table.signals[3].name, "b,c");
        EXPECT_TRUE(table.report.problems().empty());
    }
}

class CsvWriterFile : public testing::Test {
 protected:
    void SetUp() override {
        m_folder = std::filesystem::temp_directory_path() /
                   ("gemba_csv_out_" + std::to_string(::getpid()));
        std::filesystem::create_directory(m_folder);
    }
    void TearDown() override { std::filesystem::remove_all(m_folder); }
    size_t files() const {
        return static_cast<size_t>(
            std::distance(std::filesystem::directory_iterator(m_folder), {}));
    }
    std::string text(const std::filesystem::path& path) const {
        std::stringstream out;
        out << std::ifstream(path).rdbuf();
        return out.str();
    }

    std::filesystem::path m_folder;
};

TEST_F(CsvWriterFile, TakesItsPlaceWhenItIsWhole) {
    const auto path = m_folder / "out.csv";
    Points points = cell();
    const auto done = writeCsv(path, points);
    ASSERT_TRUE(done.has_value()) << done.error().message();
    EXPECT_EQ(done->values, 7u);
    EXPECT_EQ(done->leftOut, 1u);
    EXPECT_EQ(text(path), written(cell(), {}));
    EXPECT_EQ(files(), 1u);

    // One that fails leaves what was there, and nothing else.
    Points broken = cell();
    broken.breakAtEnd();
    const auto failed = writeCsv(path, broken, {.shape = CsvShape::wide});
    ASSERT_FALSE(failed.has_value());
    EXPECT_NE(failed.error().message().find("damaged chunk"), std::string::npos);
    EXPECT_EQ(text(path), written(cell(), {}));
    EXPECT_EQ(files(), 1u);
}

TEST_F(CsvWriterFile, AFullDiskIsSaid) {
    if (!std::filesystem::exists("/dev/full"))
        GTEST_SKIP() << "no /dev/full here";
    Points points = cell();
    const auto full = writeCsv("/dev/full", points);
    ASSERT_FALSE(full.has_value());
    EXPECT_NE(full.error().message().find("No space left"), std::string::npos);
    EXPECT_NE(full.error().message().find("/dev/full"), std::string::npos);
    const auto nowhere = writeCsv(m_folder / "none/out.csv", points);
    ASSERT_FALSE(nowhere.has_value());
    EXPECT_NE(nowhere.error().message().find("none/out.csv"), std::string::npos);
}

TEST_F(CsvWriterFile, CanBeStopped) {
    std::stop_source stop;
    stop.request_stop();
    Points points = cell();
    EXPECT_FALSE(writeCsv(m_folder / "a.csv", points, {.stop = stop.get_token()}).has_value());
    EXPECT_EQ(files(), 0u);
}

}  // namespace
}  // namespace gemba::ingest
