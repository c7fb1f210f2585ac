#include "engine/signals/summary.h"

#include <algorithm>

namespace gemba::signals {
namespace {

/// Two sets as one (Chan, Golub, LeVeque 1979).
void addMoments(Summary& to, double weight, double mean, double squares) {
    if (weight <= 0.0)
        return;
    const double total = to.weight + weight;
    const double apart = mean - to.mean;
    const double share = weight / total;
    to.squares += squares + apart * apart * to.weight * share;
    to.mean += apart * share;
    to.weight = total;
}

[[nodiscard]] double trustedValue(const Point& point) {
    return point.trusted() ? point.value : Summary::kNone;
}

/// Sums of what values are above `shift`, one of them, so that no digits are lost.
struct Sums {
    double shift = 0.0;
    double least = std::numeric_limits<double>::infinity();
    double most = -std::numeric_limits<double>::infinity();
    double sum = 0.0, squares = 0.0;

    void add(double value, double weight) {
        const double above = value - shift;
        const double weighed = weight * above;
        least = value < least ? value : least;
        most = value > most ? value : most;
        sum += weighed;
        squares += weighed * above;
    }
    /// `weight` in units of `scale`.
    void giveTo(Summary& out, double weight, double scale) const {
        out.least = least;
        out.most = most;
        if (weight <= 0.0)
            return;
        const double mean = sum / weight;
        out.weight = weight * scale;
        out.mean = shift + mean;
        out.squares = std::max(0.0, squares - sum * mean) * scale;
    }
};

constexpr double kSecondsPerNs = 1e-9;
constexpr size_t kAhead = 64;  // points: about as long as memory takes

/// Of levels as nearly all are: to be trusted, in the order of time. Empty: they are not.
[[nodiscard]] Summary summarizeOrderly(std::span<const Point> points) {
    Sums sums;
    sums.shift = points[0].value;
    int64_t steps = 0;  // negative where one of them was
    uint8_t quality = 0;
    const size_t last = points.size() - 1;
    for (size_t i = 0; i < last; ++i) {
        // Runs are summed up one after another: the next one comes while this one is.
        __builtin_prefetch(points.data() + i + kAhead);
        const int64_t heldNs = points[i + 1].time - points[i].time;
        steps |= heldNs;
        quality |= static_cast<uint8_t>(points[i].quality);
        sums.add(points[i].value, static_cast<double>(heldNs));
    }
    sums.add(points[last].value, 0.0);
    quality |= static_cast<uint8_t>(points[last].quality);
    // A value that is no number makes the sums none.
    static_assert(static_cast<uint8_t>(Quality::uncertain) == 1);
    if (steps < 0 || quality > 1 || !std::isfinite(sums.squares))
        return {};
    Summary out{.begin = points[0].time,
                .end = points[last].time,
                .first = points[0].value,
                .last = points[last].value,
                .trusted = static_cast<uint32_t>(points.size())};
    sums.giveTo(out, static_cast<double>(out.end - out.begin), kSecondsPerNs);
    return out;
}

[[nodiscard]] Summary summarizeAny(std::span<const Point> points, Weigh weigh) {
    Summary out{.begin = points[0].time,
                .end = points[0].time,
                .first = trustedValue(points.front()),
                .last = trustedValue(points.back()),
                .weigh = weigh};
    const auto known = std::find_if(points.begin(), points.end(),
                                    [](const Point& point) { return point.trusted(); });
    Sums sums;
    sums.shift = known != points.end() ? known->value : 0.0;
    int64_t trustedNs = 0;
    for (size_t i = 0; i < points.size(); ++i) {
        const Point& point = points[i];
        out.begin = std::min(out.begin, point.time);
        out.end = std::max(out.end, point.time);
        if (!point.trusted()) {
            ++out.untrusted;
            continue;
        }
        ++out.trusted;
        const UtcNs until = i + 1 < points.size() ? points[i + 1].time : point.time;
        const int64_t heldNs = std::max<int64_t>(0, until - point.time);
        trustedNs += heldNs;
        sums.add(point.value, weigh == Weigh::points ? 1.0 : static_cast<double>(heldNs));
    }
    if (weigh == Weigh::points)
        sums.giveTo(out, out.trusted, 1.0);
    else
        sums.giveTo(out, static_cast<double>(trustedNs), kSecondsPerNs);
    return out;
}

}  // namespace

double Summary::deviation() const {
    return weight > 0.0 ? std::sqrt(squares / weight) : 0.0;
}

void Summary::hold(UtcNs until) {
    if (weigh == Weigh::points || std::isnan(last) || until <= end)
        return;
    addMoments(*this, static_cast<double>(until - end) * kSecondsPerNs, last, 0.0);
    end = until;
}

void Summary::append(const Summary& next) {
    const auto saysNothing = [](const Summary& one) { return one.empty() && std::isnan(one.last); };
    if (saysNothing(next))
        return;
    if (saysNothing(*this)) {
        *this = next;
        return;
    }
    hold(next.begin);
    addMoments(*this, next.weight, next.mean, next.squares);
    begin = std::min(begin, next.begin);
    end = std::max(end, next.end);
    last = next.last;
    least = std::min(least, next.least);
    most = std::max(most, next.most);
    trusted += next.trusted;
    untrusted += next.untrusted;
}

Summary Summary::level(const Point& before, UtcNs from, Weigh weigh) {
    Summary out{.begin = from, .end = from, .weigh = weigh};
    if (weigh == Weigh::time && before.trusted())
        out.first = out.last = out.least = out.most = before.value;
    return out;
}

Summary summarize(std::span<const Point> points, Weigh weigh) {
    if (points.empty())
        return {.weigh = weigh};
    if (weigh == Weigh::time) {
        const Summary out = summarizeOrderly(points);
        if (!out.empty())
            return out;
    }
    return summarizeAny(points, weigh);
}

}  // namespace gemba::signals
