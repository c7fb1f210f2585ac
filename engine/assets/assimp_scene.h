#pragma once

#include <functional>
#include <memory>
#include <string_view>

#include "engine/assets/bake_format.h"
#include "engine/assets/file_access.h"
#include "engine/assets/import_request.h"

namespace gemba::assets {

/// 0 … 1 and a word.
using ChildProgress = std::function<void(double, std::string_view)>;

/// Reads any format that Assimp knows and converts it to ours. Parses hostile bytes: child only.
/// Keeps what Assimp read until it dies, which a process about to end can spare itself.
class SceneReader {
 public:
    SceneReader(const ImportRequest& request, FileAccess& files, const ChildProgress& progress);
    SceneReader(const SceneReader&) = delete;
    SceneReader& operator=(const SceneReader&) = delete;
    ~SceneReader();

    /// Once. Errors carry only what was found; the parent knows the file. May throw what Assimp
    /// throws.
    [[nodiscard]] Result<BakedScene> read();

 private:
    struct Assimp;

    const ImportRequest& m_request;
    FileAccess& m_files;
    const ChildProgress& m_progress;
    std::unique_ptr<Assimp> m_assimp;
};

}  // namespace gemba::assets
