#include "engine/signals/bench_history.h"

#include <cmath>
#include <span>

#include "engine/signals/history.h"

namespace gemba::signals {
namespace {

constexpr size_t kPoints = 10'000'000;
constexpr size_t kColumns = 1000;
constexpr size_t kRun = 64;  // as History sums up
constexpr int64_t kStep = 1'000'000;
constexpr int kRounds = 9;

/// What the loops find goes here, so that none is left out.
volatile double g_sink = 0.0;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

[[nodiscard]] std::vector<Point> madeUp() {
    std::vector<Point> out(kPoints);
    for (size_t i = 0; i < kPoints; ++i) {
        const auto x = static_cast<double>(i);
        out[i] = {static_cast<UtcNs>(i) * kStep, std::sin(x * 1e-5) + 0.1 * std::sin(x * 0.37),
                  i % 100'000 < 500 ? Quality::stale : Quality::good};
    }
    return out;
}

[[nodiscard]] double barePass(const std::vector<Point>& points) {
    const double begin = measure::threadCpuMs();
    double least = points[0].value, most = least;
    for (const Point& point : points) {
        least = point.value < least ? point.value : least;
        most = point.value > most ? point.value : most;
    }
    g_sink = least + most;
    return measure::threadCpuMs() - begin;
}

[[nodiscard]] double picture(const History& history, UtcNs from, UtcNs to, Envelope& envelope) {
    const double begin = measure::threadCpuMs();
    history.envelope(0, Series::measured, from, to, kColumns, envelope);
    g_sink = envelope.columns[kColumns / 2].most;
    return measure::threadCpuMs() - begin;
}

[[nodiscard]] double sumUp(const std::vector<Point>& points) {
    const double begin = measure::threadCpuMs();
    const std::span<const Point> all(points);
    Summary whole;
    for (size_t at = 0; at + kRun <= points.size(); at += kRun)
        whole.append(summarize(all.subspan(at, kRun)));
    g_sink = whole.mean;
    return measure::threadCpuMs() - begin;
}

}  // namespace

std::vector<measure::Figure> benchHistory() {
    const std::vector<Point> points = madeUp();
    History history(1);
    for (const Point& point : points)
        history.append(0, Series::measured, point);
    const auto bare = [&] { return barePass(points); };
    Envelope envelope;

    const auto length = static_cast<UtcNs>(kPoints) * kStep;
    const measure::Pair first = measure::alternate(
        kRounds, [&] { return sumUp(points) + picture(history, 0, length, envelope); }, bare);
    // All of it, then nearer and nearer, each time somewhat farther along.
    int round = 0;
    const measure::Pair pan = measure::alternate(
        3 * kRounds,
        [&] {
            const UtcNs span = length >> (2 * (round % 3));
            const UtcNs from = (length - span) / 100 * (round % 90);
            ++round;
            return picture(history, from, from + span, envelope);
        },
        bare);
    const auto figure = [](const char* name, const measure::Pair& pair, double budget) {
        return measure::Figure{.name = name,
                               .value = pair.ratio,
                               .budget = budget,
                               .ours = pair.ours,
                               .bare = pair.bare};
    };
    return {figure("plot of 10 M points, first / a min/max pass", first, 1.5),
            figure("plot of 10 M points, a pan / a min/max pass", pan, 0.1)};
}

}  // namespace gemba::signals
