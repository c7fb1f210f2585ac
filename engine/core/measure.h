#pragma once

#include <algorithm>
#include <chrono>
#include <ctime>
#include <functional>
#include <string>
#include <vector>

/// What `gemba bench` measures: ours against a bare-library loop, in one process run.
namespace gemba::measure {

/// One line of the bench. `value` is what the budget speaks of, usually ours / bare.
struct Figure {
    std::string name;
    double value = 0.0;
    std::string unit = "ratio";
    double budget = 0.0;
    bool atLeast = false;  ///< the value must reach the budget, rather than stay within it
    double ours = 0.0;     ///< the raw times (or counts) behind a ratio, in `rawUnit`
    double bare = 0.0;
    std::string rawUnit = "ms";

    [[nodiscard]] bool ok() const { return atLeast ? value >= budget : value <= budget; }
};

/// CPU time of the calling thread in ms: what a busy machine disturbs least.
[[nodiscard]] inline double threadCpuMs() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
}

[[nodiscard]] inline double wallMs() {
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration<double, std::milli>(now).count();
}

[[nodiscard]] inline double median(std::vector<double> values) {
    if (values.empty())
        return 0.0;
    std::nth_element(values.begin(), values.begin() + static_cast<long>(values.size() / 2),
                     values.end());
    return values[values.size() / 2];
}

/// Medians of two alternating workloads, so that both see the same neighbours; each call returns
/// the time that it took. `ratio` is the median of ours / bare, round by round: a machine that is
/// slow for a while is so for both.
struct Pair {
    double ours = 0.0, bare = 0.0, ratio = 0.0;
};
[[nodiscard]] inline Pair alternate(int rounds, const std::function<double()>& ours,
                                    const std::function<double()>& bare) {
    std::vector<double> a, b, ratios;
    for (int i = 0; i < rounds; ++i) {
        // Who comes first takes turns too: the second finds a warmer machine.
        if (i % 2 == 0)
            b.push_back(bare());
        a.push_back(ours());
        if (i % 2 != 0)
            b.push_back(bare());
        ratios.push_back(b.back() > 0.0 ? a.back() / b.back() : 0.0);
    }
    return {median(a), median(b), median(ratios)};
}

}  // namespace gemba::measure
