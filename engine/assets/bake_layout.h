#pragma once

#include <array>
#include <cstdint>

namespace gemba::assets {

/// A bake is this header and four sections, each 64-byte aligned: what it holds (ByteWriter's
/// form), vertices and indices as the GPU reads them, pixels of all textures in order.
enum BakeSectionId : size_t {
    kMetaSection,
    kVertexSection,
    kIndexSection,
    kPixelSection,
    kSectionCount
};

struct BakeSection {
    uint64_t offset = 0, size = 0, hash = 0;
};

struct BakeHeader {
    std::array<char, 8> magic{'G', 'E', 'M', 'B', 'A', 'B', 'K', '\n'};
    uint32_t version = 0;
    uint32_t reserved = 0;
    std::array<BakeSection, kSectionCount> sections;
    uint64_t hash = 0;  ///< of everything before it
};
static_assert(sizeof(BakeHeader) == 16 + 24 * kSectionCount + 8);

inline constexpr uint64_t kSectionAlignment = 64;

// Bounds of what an honest model holds; a bake beyond them is refused.
inline constexpr uint32_t kMaxTextureSide = 4096;
inline constexpr size_t kMaxHullPoints = 64;
inline constexpr size_t kMaxName = 256;
inline constexpr size_t kMaxWarnings = 200;
inline constexpr size_t kMaxFiles = 10'000;  ///< asked for by one import

// What is decoded into memory takes up to ten times its bytes there: three million nodes are less.
inline constexpr uint64_t kMaxMetaBytes = uint64_t{512} << 20;

}  // namespace gemba::assets
