#include "engine/assets/file_access.h"

#include <algorithm>

#include "engine/assets/bake_layout.h"
#include "engine/assets/content_hash.h"

namespace gemba::assets {
namespace fs = std::filesystem;

namespace {

/// Piece by piece, so that a large file does not stand in memory only to be hashed.
uint64_t hashOf(const MappedFile& file) {
    constexpr size_t kPiece = 4 << 20;
    ContentHasher hasher;
    for (auto rest = file.bytes(); !rest.empty();) {
        const auto piece = rest.first(std::min(rest.size(), kPiece));
        hasher.add(piece);
        file.letGo(piece);
        rest = rest.subspan(piece.size());
    }
    return hasher.finish();
}

}  // namespace

FileAccess::FileAccess(fs::path folder, std::vector<fs::path> roots, FileUse use)
    : m_use(use), m_folder(std::move(folder)), m_roots(std::move(roots)) {
    m_roots.push_back(m_folder);
}

const MappedFile* FileAccess::open(const std::string& name) {
    return entry(name).file.get();
}

const Dependency& FileAccess::ask(const std::string& name) {
    return entry(name).dependency;
}

void FileAccess::know(const std::string& name, uint64_t hash) {
    m_entries[name].dependency = {.path = name, .state = FileState::opened, .hash = hash};
}

std::vector<Dependency> FileAccess::dependencies() const {
    std::vector<Dependency> out;
    for (const auto& [path, entry] : m_entries)
        out.push_back(entry.dependency);
    return out;
}

std::optional<std::string> FileAccess::changedFile() const {
    for (const auto& [path, entry] : m_entries) {
        if (entry.file && entry.file->hasChanged())
            return path;
    }
    return std::nullopt;
}

FileAccess::Entry& FileAccess::entry(const std::string& name) {
    constexpr size_t kLongestName = 4096;  // the system's own
    if (name.size() > kLongestName)
        return m_tooMany;
    // One name for one file, however it was written.
    const fs::path path = (m_folder / fs::path(name)).lexically_normal();
    const std::string key = path.lexically_relative(m_folder).generic_string();
    if (m_entries.size() >= kMaxFiles && !m_entries.contains(key))
        return m_tooMany;
    const auto [found, isNew] = m_entries.try_emplace(key);
    Entry& entry = found->second;
    if (!isNew)
        return entry;
    entry.dependency.path = key;
    entry.dependency.state = FileState::refused;
    if (name.find('\0') != std::string::npos)  // the system would see another name than we do
        return entry;

    // A link counts where it points to.
    std::error_code error;
    const fs::path canonical = fs::weakly_canonical(path, error);
    if (error || !isInsideRoots(canonical))
        return entry;
    entry.dependency.state = FileState::missing;
    look(canonical, entry);
    return entry;
}

void FileAccess::look(const fs::path& canonical, Entry& entry) const {
    if (m_use == FileUse::hash) {
        const auto hash = fileHash(canonical);
        entry.dependency.state = hash ? FileState::opened : FileState::missing;
        entry.dependency.hash = hash.value_or(0);
        return;
    }
    auto file = MappedFile::open(canonical);
    if (!file)
        return;
    entry.file = std::move(*file);
    entry.dependency.state = FileState::opened;
    entry.dependency.hash = hashOf(*entry.file);
}

bool FileAccess::isInsideRoots(const fs::path& canonical) const {
    return std::any_of(m_roots.begin(), m_roots.end(), [&](const fs::path& root) {
        const auto end =
            std::mismatch(root.begin(), root.end(), canonical.begin(), canonical.end());
        return end.first == root.end();
    });
}

}  // namespace gemba::assets
