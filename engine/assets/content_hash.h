#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>

#include "engine/core/result.h"

namespace gemba::assets {

/// 64-bit hash of a file's or section's bytes, made for speed (several GB/s): tells changed content
/// from unchanged, nothing more. Not for secrets. The same on every machine of our byte order.
[[nodiscard]] uint64_t contentHash(std::span<const std::byte> bytes);

/// The same of a file's content, read rather than mapped: a file that somebody cuts short at this
/// moment gives another hash and no bus error. Refuses what is not a regular file.
[[nodiscard]] Result<uint64_t> fileHash(const std::filesystem::path& path);

/// The hash piece by piece: every piece but the last is a multiple of 64 bytes long.
class ContentHasher {
 public:
    ContentHasher();
    void add(std::span<const std::byte> bytes);
    /// Once.
    [[nodiscard]] uint64_t finish();

 private:
    void block(const std::byte* at);

    std::array<uint64_t, 4> m_lanes;
    std::array<std::byte, 64> m_tail{};
    uint64_t m_length = 0;
};

}  // namespace gemba::assets
