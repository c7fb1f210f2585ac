#pragma once

#include <compare>
#include <cstdint>

namespace gemba {

/// Typed index and generation. Generation 0 is never issued, so a default Handle names nothing.
/// A stale handle differs from the slot's current generation and is detected by its table.
template <class Tag>
struct Handle {
    uint32_t index = 0;
    uint32_t generation = 0;

    [[nodiscard]] bool valid() const { return generation != 0; }
    auto operator<=>(const Handle&) const = default;
};

}  // namespace gemba
