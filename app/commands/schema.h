#pragma once

#include <string_view>

namespace gemba::app {

/// `gemba schema twin`: prints the JSON Schema (2020-12) of the twin file. Returns 0, or 2 when
/// `what` names nothing that has a schema.
[[nodiscard]] int runSchema(std::string_view what);

}  // namespace gemba::app
