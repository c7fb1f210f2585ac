#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>

#include "engine/assets/unique_fd.h"
#include "engine/core/result.h"

namespace gemba::assets {

/// Opens for reading. Refuses what is not a regular file (a pipe would block, a device never ends).
[[nodiscard]] Result<UniqueFd> openRegularFile(const std::filesystem::path& path);

/// A regular file's bytes, read-only in memory. Immutable, any thread.
class MappedFile {
 public:
    [[nodiscard]] static Result<std::unique_ptr<MappedFile>> open(
        const std::filesystem::path& path);
    /// The file behind a descriptor, which stays the caller's.
    [[nodiscard]] static Result<std::unique_ptr<MappedFile>> fromDescriptor(int fd,
                                                                            std::string name);
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;
    ~MappedFile();

    [[nodiscard]] std::span<const std::byte> bytes() const { return m_bytes; }

 private:
    explicit MappedFile(std::span<const std::byte> bytes) : m_bytes(bytes) {}

    std::span<const std::byte> m_bytes;
};

}  // namespace gemba::assets
