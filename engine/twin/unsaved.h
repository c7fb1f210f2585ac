#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "engine/core/result.h"
#include "engine/core/time.h"

namespace gemba::twin {

/// What was edited and not saved, kept in a folder of the user's so that it outlives a crash: for
/// each twin file and program one text, which a person can read and copy, too. Any thread.
class UnsavedTwins {
 public:
    struct Kept {
        std::string text;
        uint64_t base = 0;  ///< textHash() of the file's text that the edits began from
        UtcNs when = 0;
    };

    explicit UnsavedTwins(std::filesystem::path folder) : m_folder(std::move(folder)) {}

    /// In the place of what this program, or one that ended, has kept of this file before. Errors:
    /// it cannot be written.
    [[nodiscard]] Result<void> keep(const std::filesystem::path& file, std::string_view text,
                                    uint64_t base) const;
    /// Nothing, or what a program that ended has left: what another one that runs keeps is its own.
    [[nodiscard]] std::optional<Kept> find(const std::filesystem::path& file) const;
    /// Saved, or thrown away by the user's word; what another program that runs keeps stays.
    void forget(const std::filesystem::path& file) const;

    [[nodiscard]] static uint64_t textHash(std::string_view text);

 private:
    [[nodiscard]] std::filesystem::path placeOf(const std::filesystem::path& file, int n) const;

    std::filesystem::path m_folder;
};

}  // namespace gemba::twin
