#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/assets/mapped_file.h"

namespace gemba::assets {

enum class FileState : uint8_t { opened, missing, refused };

/// A file that an import asked for, and what came of it. Part of the bake's key.
struct Dependency {
    std::string path;  ///< from the model's folder, normal form
    FileState state = FileState::missing;
    uint64_t hash = 0;  ///< of the content, where it was opened

    bool operator==(const Dependency&) const = default;
};

/// Only hashing reads; what is to be parsed is mapped. A mapped file that is cut short kills the
/// process: that is for the importing child alone.
enum class FileUse { hash, map };

/// The only way by which an import reads files: below the model's folder and the declared roots,
/// regular files only, everything remembered. Importing thread only.
class FileAccess {
 public:
    /// `folder` and `roots` are canonical; the folder is a root itself.
    FileAccess(std::filesystem::path folder, std::vector<std::filesystem::path> roots, FileUse use);

    /// The file's bytes, mapped until this object dies; null if missing, refused or only
    /// hashed. A relative name
    /// starts at the model's folder.
    [[nodiscard]] const MappedFile* open(const std::string& name);

    /// A file of the model's folder whose content was hashed before: it is not read again.
    void know(const std::string& name, uint64_t hash);

    /// What became of a file asked for earlier or now.
    [[nodiscard]] const Dependency& ask(const std::string& name);

    [[nodiscard]] std::vector<Dependency> dependencies() const;

    /// A mapped file that somebody has written to since it was opened, if there is one: what was
    /// read of it is then neither the old content nor the new. A file replaced by another is none.
    [[nodiscard]] std::optional<std::string> changedFile() const;

 private:
    struct Entry {
        Dependency dependency;
        std::unique_ptr<MappedFile> file;
    };
    Entry& entry(const std::string& name);
    [[nodiscard]] bool isInsideRoots(const std::filesystem::path& canonical) const;

    void look(const std::filesystem::path& canonical, Entry& entry) const;

    FileUse m_use;
    std::filesystem::path m_folder;
    std::vector<std::filesystem::path> m_roots;
    std::map<std::string, Entry> m_entries;
    Entry m_tooMany{{.path = "", .state = FileState::refused}, nullptr};
};

}  // namespace gemba::assets
