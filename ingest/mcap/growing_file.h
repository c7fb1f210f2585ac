#pragma once

#include <filesystem>
#include <optional>

#include "ingest/mcap/mcap_file.h"

namespace gemba::ingest::mcap {

/// A file that somebody else is writing, as far as it goes. Each look reads what was added since
/// the last one. One thread at a time.
///
///     GrowingFile growing(path);
///     while (...) if (growing.readOn().value_or(false)) use(*growing.file());
class GrowingFile {
 public:
    /// Touches nothing yet.
    explicit GrowingFile(std::filesystem::path path) : m_path(std::move(path)) {}

    /// True: there is more than before. Errors: it is gone or cannot be read; no MCAP file.
    [[nodiscard]] Result<bool> readOn();
    /// What it held at the last look; nothing before the first. Copies stay as they are.
    [[nodiscard]] const std::optional<McapFile>& file() const { return m_file; }
    /// Its writer has completed it: there will never be more.
    [[nodiscard]] bool complete() const { return m_soFar.complete; }

 private:
    std::filesystem::path m_path;
    uint64_t m_size = 0;
    ReadSoFar m_soFar;
    std::optional<McapFile> m_file;
};

}  // namespace gemba::ingest::mcap
