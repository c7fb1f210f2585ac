#pragma once

#include <optional>
#include <string>
#include <vector>

namespace gemba::assets {

/// Collects what Assimp's readers say while one of these lives. One at a time, one thread.
class AssimpLog {
 public:
    AssimpLog();
    ~AssimpLog();
    AssimpLog(const AssimpLog&) = delete;
    AssimpLog& operator=(const AssimpLog&) = delete;

    /// Warnings and errors, without repetition, at most 20.
    [[nodiscard]] std::vector<std::string> warnings() const;

    /// The first message that says that geometry was lost because the file contradicts itself.
    /// Assimp goes on with the rest; an engineer must not be shown half a machine.
    [[nodiscard]] std::optional<std::string> damage() const;

 private:
    std::vector<std::string> m_lines;
    std::optional<std::string> m_damage;
};

}  // namespace gemba::assets
