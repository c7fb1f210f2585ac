#pragma once

#include <cstdint>

namespace gemba::app {

/// A TCP port of the loopback interface that was free a moment ago; 5556 when none can be had.
[[nodiscard]] uint16_t freePort();

}  // namespace gemba::app
