#pragma once

#include <filesystem>
#include <string>

#include "engine/core/result.h"

namespace gemba::ingest {

/// A file that is written front to back. Until finish() the bytes stand in a file beside it, which
/// goes again if finish() never succeeds; a device or a pipe is written to directly. One thread.
class CsvOutput {
 public:
    [[nodiscard]] static Result<CsvOutput> create(const std::filesystem::path& path);
    ~CsvOutput();
    CsvOutput(CsvOutput&& other) noexcept;
    CsvOutput& operator=(CsvOutput&&) = delete;

    /// All of the text, or an error that says how far the file had come.
    [[nodiscard]] Result<void> write(std::string_view text);
    /// Waits until the disk has it, and gives the file its name.
    [[nodiscard]] Result<void> finish();

 private:
    CsvOutput(int fd, std::filesystem::path path, std::filesystem::path part);
    [[nodiscard]] tl::unexpected<Error> failed() const;

    int m_fd;
    std::filesystem::path m_path, m_part;  // m_part empty: written directly
    uint64_t m_bytes = 0;
};

}  // namespace gemba::ingest
