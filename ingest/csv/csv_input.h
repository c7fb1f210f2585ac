#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "engine/core/result.h"

namespace gemba::ingest {

/// The bytes of a table, front to back. One thread.
class CsvInput {
 public:
    virtual ~CsvInput() = default;

    /// Fills the front of `out` with what comes next and returns how much; 0 at the end.
    [[nodiscard]] virtual Result<size_t> read(std::span<char> out) = 0;
    /// All of it in bytes; 0 where that is not known, as of a pipe.
    [[nodiscard]] virtual uint64_t size() const = 0;
};

/// A file or a pipe. Errors: it cannot be opened, or is a folder.
[[nodiscard]] Result<std::unique_ptr<CsvInput>> openCsvFile(const std::filesystem::path& path);

/// A text in memory.
[[nodiscard]] std::unique_ptr<CsvInput> csvText(std::string text);

}  // namespace gemba::ingest
