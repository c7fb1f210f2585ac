#pragma once

#include <cstdint>

namespace gemba::render::test {

/// Calls of operator new so far, in this executable, on the calling thread.
[[nodiscard]] uint64_t allocations();

}  // namespace gemba::render::test
