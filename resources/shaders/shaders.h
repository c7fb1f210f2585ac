#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace gemba {

/// SPIR-V of a shader by its file name ("surface.frag"); empty when there is none. Any thread.
[[nodiscard]] std::span<const uint32_t> shaderCode(std::string_view fileName);

}  // namespace gemba
