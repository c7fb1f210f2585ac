#include "engine/signals/series_csv.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

namespace gemba::signals {
namespace {

std::vector<std::string> linesOf(SeriesCsv& csv) {
    std::vector<std::string> out;
    std::string piece;
    while (csv.next(piece)) {
        std::istringstream lines(piece);
        for (std::string line; std::getline(lines, line);)
            out.push_back(line);
    }
    return out;
}

TEST(SeriesCsv, WritesPointsOfAllSeriesByTime) {
    constexpr UtcNs kAt = 1'790'000'000 * kNsPerSecond;
    History history(2);
    history.append(0, Series::measured, {kAt - 1, 9.0});
    history.append(0, Series::measured, {kAt, 0.1});
    history.append(0, Series::measured, {kAt + 2'000'000, 0.25, Quality::stale});
    history.append(0, Series::residual, {kAt + 2'500'000, Summary::kNone});
    history.append(1, Series::simulated, {kAt + 1'000'000'001, 12.0});
    history.append(1, Series::simulated, {kAt + 1'000'000'002, 13.0});
    SeriesCsv csv(history,
                  {{0, Series::measured, "line/\"a\""},
                   {0, Series::residual, "line/a (residual)"},
                   {1, Series::simulated, "b, too"}},
                  kAt, kAt + 1'000'000'001);
    EXPECT_EQ(linesOf(csv), (std::vector<std::string>{
                                "2026-09-21T14:13:20.000000000Z,\"line/\"\"a\"\"\",0.1,good",
                                "2026-09-21T14:13:20.002000000Z,\"line/\"\"a\"\"\",0.25,stale",
                                "2026-09-21T14:13:20.002500000Z,line/a (residual),,good",
                                "2026-09-21T14:13:21.000000001Z,\"b, too\",12,good"}));
    EXPECT_EQ(csv.rows(), 4u);
    EXPECT_EQ(csv.progress(), 1.0);
}

TEST(SeriesCsv, PiecesStaySmallAndLoseNothing) {
    constexpr int kPoints = 50'000;
    History history(2);
    for (int i = 0; i < kPoints; ++i) {
        // A crowd, a pause of hours, another crowd.
        const UtcNs time = i < kPoints / 2 ? UtcNs{i} : 36'000 * kNsPerSecond + UtcNs{i} * 1000;
        history.append(0, Series::measured, {time, static_cast<double>(i)});
        history.append(1, Series::measured, {time, static_cast<double>(-i)});
    }
    SeriesCsv csv(history, {{0, Series::measured, "a"}, {1, Series::measured, "b"}}, 0,
                  40'000 * kNsPerSecond);
    std::string piece;
    size_t rows = 0;
    int pieces = 0;
    double progress = 0.0;
    while (csv.next(piece)) {
        const auto lines = static_cast<size_t>(std::count(piece.begin(), piece.end(), '\n'));
        EXPECT_LE(lines, SeriesCsv::kPiece);
        EXPECT_GE(csv.progress(), progress);
        progress = csv.progress();
        rows += lines;
        ++pieces;
    }
    EXPECT_EQ(rows, 2u * kPoints);
    EXPECT_LT(pieces, 300);
}

TEST(SeriesCsv, OfNothingIsEmpty) {
    History history(1);
    SeriesCsv csv(history, {{0, Series::measured, "a"}}, 0, 1000);
    EXPECT_TRUE(linesOf(csv).empty());
    EXPECT_EQ(csv.progress(), 1.0);
}

}  // namespace
}  // namespace gemba::signals
