#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "engine/assets/bake_format.h"
#include "engine/assets/unique_fd.h"

namespace gemba::assets {

/// What the parent knows of an import before it starts.
struct ImportJob {
    ImportSettings settings;
    std::filesystem::path file;                ///< canonical
    std::vector<std::filesystem::path> roots;  ///< canonical, beside the file's own folder
};

/// Imported models on disk. A bake's name is made of the file's name and content and the settings;
/// it counts only while every other file that the import opened or missed is still as it was. One
/// that was not opened for two months is swept when the next is made.
/// Any thread, and any number of processes over one folder.
class BakeCache {
 public:
    explicit BakeCache(std::filesystem::path folder) : m_folder(std::move(folder)) {}

    /// Where the bake of this job belongs; `content` is the hash of the model file.
    [[nodiscard]] std::filesystem::path place(const ImportJob& job, uint64_t content) const;

    /// The bake, if there is a sound one and nothing that it was made of has changed.
    [[nodiscard]] std::optional<OpenedBake> find(const std::filesystem::path& place,
                                                 const ImportJob& job, uint64_t content) const;

    /// A new file for the child to write, in the cache's folder or, where that cannot be written,
    /// without a name in memory.
    struct Draft {
        UniqueFd fd;
        std::filesystem::path path;  ///< empty: in memory
    };
    [[nodiscard]] Result<Draft> newDraft() const;

    /// Puts a checked draft in its place, at once and whole. A draft in memory is left alone.
    void publish(const Draft& draft, const std::filesystem::path& place) const;

    /// Deletes an unpublished draft.
    void discard(const Draft& draft) const;

 private:
    std::filesystem::path m_folder;
};

}  // namespace gemba::assets
