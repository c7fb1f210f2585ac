#pragma once

#include <filesystem>

#include "engine/core/result.h"

namespace gemba {

/// A folder of ours alone among the system's temporary ones; gone with the object.
class ScratchFolder {
 public:
    [[nodiscard]] static Result<ScratchFolder> make();
    ~ScratchFolder();
    ScratchFolder(ScratchFolder&& other) noexcept;
    ScratchFolder& operator=(ScratchFolder&& other) noexcept;

    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

 private:
    ScratchFolder() = default;
    std::filesystem::path m_path;  // empty: given away
};

}  // namespace gemba
