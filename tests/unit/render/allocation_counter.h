#pragma once

#include <cstdint>

namespace gemba::render::test {

/// Calls of operator new so far, in this executable, on any thread.
[[nodiscard]] uint64_t allocations();

}  // namespace gemba::render::test
