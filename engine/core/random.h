#pragma once

#include <cstdint>
#include <string_view>

namespace gemba {

/// Seeded random stream (SplitMix64, Steele, Lea and Flood 2014): the same numbers on every
/// machine. Each user has a stream of its own, derived from the world's seed and a name, so that
/// adding one does not shift another.
class RandomStream {
 public:
    RandomStream() = default;
    RandomStream(uint64_t seed, std::string_view name);

    [[nodiscard]] uint64_t next();
    /// Uniform in [0, 1), 53 bits.
    [[nodiscard]] double uniform();
    [[nodiscard]] double uniform(double low, double high) { return low + (high - low) * uniform(); }
    /// Mean 0, standard deviation 1: sum of twelve uniforms minus six, exact in any libm.
    [[nodiscard]] double normal();

    template <class A>
    void visitState(A& archive) {
        archive(m_state);
    }

 private:
    uint64_t m_state = 0;
};

}  // namespace gemba
