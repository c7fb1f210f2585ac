#include "engine/core/scratch_folder.h"

#include <stdlib.h>

#include <cstring>
#include <utility>

namespace gemba {

namespace fs = std::filesystem;

Result<ScratchFolder> ScratchFolder::make() {
    std::error_code error;
    const fs::path parent = fs::temp_directory_path(error);
    std::string name = (parent / (std::string("gemba-") + std::string(6, 'X'))).string();
    if (error || ::mkdtemp(name.data()) == nullptr)
        return fail({.doing = "make a temporary folder",
                     .on = parent.string(),
                     .found = error ? error.message() : std::strerror(errno),
                     .expected = "a place to write; $TMPDIR names another"});
    ScratchFolder out;
    out.m_path = name;
    return out;
}

ScratchFolder::~ScratchFolder() {
    std::error_code ignored;
    if (!m_path.empty())
        fs::remove_all(m_path, ignored);
}

ScratchFolder::ScratchFolder(ScratchFolder&& other) noexcept
    : m_path(std::exchange(other.m_path, {})) {}

ScratchFolder& ScratchFolder::operator=(ScratchFolder&& other) noexcept {
    std::swap(m_path, other.m_path);
    return *this;
}

}  // namespace gemba
