#pragma once

#include <filesystem>
#include <memory>

#include "engine/core/result.h"
#include "engine/twin/twin.h"

namespace gemba::twin {

/// A controller's script beyond this is refused before it costs memory.
constexpr size_t kMaxScriptBytes = 1u << 20;

/// The same twin with another script in its controller. Errors: the twin has no controller, no file
/// that can be read, too large a one. What the script says is not looked at.
[[nodiscard]] Result<std::shared_ptr<const Twin>> withScript(const Twin& twin,
                                                             const std::filesystem::path& script);

}  // namespace gemba::twin
