#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "engine/core/bytes.h"
#include "engine/core/result.h"

namespace gemba::ingest::mcap {

/// More than this no chunk may hold once decompressed.
inline constexpr uint64_t kMaxChunk = uint64_t{1} << 30;

/// The most that `compressedSize` bytes are believed to become: 1,024 times as much, at least
/// 64 MiB (768 KiB of zeros are 70 bytes), never more than kMaxChunk.
[[nodiscard]] uint64_t plausibleSize(uint64_t compressedSize);

/// Decompresses chunks, with contexts that are used again. One thread at a time.
class Decompressor {
 public:
    Decompressor();
    ~Decompressor();
    Decompressor(Decompressor&&) noexcept;
    Decompressor& operator=(Decompressor&&) noexcept;

    /// Replaces `out` by what `in` holds: `compression` is "zstd" or "lz4" (frames), `claimed` the
    /// size that the file gives. Nothing is allocated by a claim alone: an implausible one is an
    /// error, and `out` grows with what really comes. On an error `out` has what came before it.
    [[nodiscard]] Result<void> decompress(std::string_view compression,
                                          std::span<const std::byte> in, uint64_t claimed,
                                          Bytes& out);

 private:
    [[nodiscard]] Result<void> zstd(std::span<const std::byte> in, uint64_t claimed, Bytes& out);
    [[nodiscard]] Result<void> lz4(std::span<const std::byte> in, uint64_t claimed, Bytes& out);

    struct Contexts;
    std::unique_ptr<Contexts> m_contexts;
};

/// Compresses with zstd at level 1 (faster and smaller than 3 on sensor data, measured), with a
/// context that is used again. One thread at a time.
class Compressor {
 public:
    Compressor();
    ~Compressor();
    Compressor(Compressor&&) noexcept;
    Compressor& operator=(Compressor&&) noexcept;

    /// The compressed bytes, valid until the next call.
    [[nodiscard]] Result<std::span<const std::byte>> compress(std::span<const std::byte> in);

 private:
    struct Context;
    std::unique_ptr<Context> m_context;
};

}  // namespace gemba::ingest::mcap
