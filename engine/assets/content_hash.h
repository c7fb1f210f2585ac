#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace gemba::assets {

/// 64-bit hash of a file's or section's bytes, made for speed (several GB/s): tells changed content
/// from unchanged, nothing more. Not for secrets. The same on every machine of our byte order.
[[nodiscard]] uint64_t contentHash(std::span<const std::byte> bytes);

}  // namespace gemba::assets
