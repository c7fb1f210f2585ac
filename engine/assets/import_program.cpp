#include "engine/assets/import_program.h"

#include <unistd.h>

namespace gemba::assets {
namespace fs = std::filesystem;

Result<fs::path> findImportProgram(const fs::path& folder) {
    const fs::path above = folder.parent_path();
    std::string looked;
    for (const fs::path& place : {folder, above / "libexec" / "gemba", above / "bin"}) {
        fs::path program = place / kImportProgram;
        if (::access(program.c_str(), X_OK) == 0)
            return program;
        looked += (looked.empty() ? "" : " nor ") + program.string();
    }
    return fail({.doing = "start the importer",
                 .found = "no program " + looked,
                 .expected = "an installation that is whole"});
}

fs::path executableFolder() {
    // An executable replaced while it runs is still known by its folder.
    std::error_code ignored;
    return fs::read_symlink("/proc/self/exe", ignored).parent_path();
}

}  // namespace gemba::assets
