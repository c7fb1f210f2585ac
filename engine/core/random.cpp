#include "engine/core/random.h"

#include "engine/core/hash.h"

namespace gemba {

RandomStream::RandomStream(uint64_t seed, std::string_view name) {
    StateHash hash;
    hash.word(seed);
    hash.raw(name.data(), name.size());
    m_state = hash.value();
}

uint64_t RandomStream::next() {
    m_state += 0x9E3779B97F4A7C15u;
    uint64_t z = m_state;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

double RandomStream::uniform() {
    return static_cast<double>(next() >> 11) * 0x1.0p-53;
}

double RandomStream::normal() {
    double sum = 0.0;
    for (int i = 0; i < 12; ++i)
        sum += uniform();
    return sum - 6.0;
}

}  // namespace gemba
