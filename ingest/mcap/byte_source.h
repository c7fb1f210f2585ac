#pragma once

#include <filesystem>
#include <memory>
#include <span>

#include "engine/core/bytes.h"
#include "engine/core/result.h"

namespace gemba::ingest::mcap {

/// Bytes that can be read anywhere: a file, or memory. Any thread.
class ByteSource {
 public:
    virtual ~ByteSource() = default;

    [[nodiscard]] virtual uint64_t size() const = 0;
    /// The bytes from `offset` on, at most `size`, fewer at the end. Lent: by `scratch`, which may
    /// grow, or by the source itself. Fails on a device's error, never on an offset.
    [[nodiscard]] virtual Result<std::span<const std::byte>> read(uint64_t offset, uint64_t size,
                                                                  Bytes& scratch) const = 0;
};

/// A file, read and not mapped: a mapped one that another process shortens would kill us. Its size
/// is that of its opening.
[[nodiscard]] Result<std::unique_ptr<ByteSource>> openFile(const std::filesystem::path& path);

/// Lent memory, for tests and fuzzing.
[[nodiscard]] std::unique_ptr<ByteSource> sourceOf(std::span<const std::byte> bytes);

}  // namespace gemba::ingest::mcap
