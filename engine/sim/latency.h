#pragma once

#include <array>
#include <cstdint>

namespace gemba::sim {

/// Histogram of latencies in logarithmic classes of about 7 %, 1 us to 1000 s; fixed size.
class LatencyHistogram {
 public:
    void add(int64_t ns);
    /// q in [0, 1]; upper edge of the class in ms; 0 when empty.
    [[nodiscard]] double quantileMs(double q) const;
    [[nodiscard]] uint64_t count() const { return m_count; }

 private:
    static constexpr int kClasses = 320;
    std::array<uint64_t, kClasses> m_counts{};
    uint64_t m_count = 0;
};

}  // namespace gemba::sim
