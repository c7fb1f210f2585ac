#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace gemba::ingest::mcap {

/// CRC-32 (ISO-HDLC, as in zlib and Ethernet) of `bytes`, going on from `crc`: begin with 0. Some
/// 10 GB/s where the processor multiplies polynomials, else about 1. Any thread.
[[nodiscard]] uint32_t crc32(uint32_t crc, std::span<const std::byte> bytes);

/// The same by table alone, on any processor; for tests.
[[nodiscard]] uint32_t crc32ByTable(uint32_t crc, std::span<const std::byte> bytes);

}  // namespace gemba::ingest::mcap
