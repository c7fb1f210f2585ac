#pragma once

#include <filesystem>
#include <initializer_list>
#include <span>

#include "engine/core/result.h"

namespace gemba::ingest::mcap {

/// A file that is only appended to, where what was written stays whole: what a full disk lets
/// through only in part is taken back at once, and the next append may try again. One thread.
class OutputFile {
 public:
    /// Creates it, or empties what is there. Errors name path and reason.
    [[nodiscard]] static Result<OutputFile> create(const std::filesystem::path& path);
    ~OutputFile();
    OutputFile(OutputFile&& other) noexcept;
    OutputFile& operator=(OutputFile&& other) noexcept;

    /// Appends all parts, in one system call where the system takes them, or nothing.
    [[nodiscard]] Result<void> append(std::initializer_list<std::span<const std::byte>> parts);
    /// Returns once all that was appended is on the medium (fdatasync).
    [[nodiscard]] Result<void> sync();
    /// Says what the system says at the end; the destructor closes in silence.
    [[nodiscard]] Result<void> close();

    /// False where the file has no name any more: it was deleted, and what is written is lost.
    [[nodiscard]] bool stillThere() const;
    /// Bytes appended.
    [[nodiscard]] uint64_t size() const { return m_size; }
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

 private:
    OutputFile() = default;
    [[nodiscard]] tl::unexpected<Error> failed(const char* doing, int error) const;

    std::filesystem::path m_path;
    int m_descriptor = -1;
    uint64_t m_size = 0;
    bool m_torn = false;  // a part of a failed append could not be taken back yet
};

}  // namespace gemba::ingest::mcap
