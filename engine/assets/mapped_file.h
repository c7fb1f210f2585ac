#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "engine/assets/unique_fd.h"
#include "engine/core/result.h"

struct stat;

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

    /// Says that a part was read and will not be soon: its pages count for this process no longer,
    /// and come from the file again when they are wanted.
    void letGo(std::span<const std::byte> part) const;

    /// Whether the file, if it still is the one at its path, was written to since it was opened.
    [[nodiscard]] bool hasChanged() const;

 private:
    /// Which file, and as of when.
    struct Stamp {
        uint64_t device = 0, inode = 0;
        int64_t size = 0, seconds = 0, nanoseconds = 0;

        bool operator==(const Stamp&) const = default;
    };
    MappedFile(std::span<const std::byte> bytes, std::string name, const Stamp& stamp)
        : m_bytes(bytes), m_name(std::move(name)), m_stamp(stamp) {}
    static Stamp stampOf(const struct stat& info);

    std::span<const std::byte> m_bytes;
    std::string m_name;
    Stamp m_stamp;
};

}  // namespace gemba::assets
