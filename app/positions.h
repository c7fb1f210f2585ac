#pragma once

#include <filesystem>
#include <fstream>

#include "engine/core/result.h"
#include "engine/sim/snapshot.h"
#include "engine/twin/twin.h"

namespace gemba::app {

/// A table of where every part is, for `run --positions`: the model's middle and the plant's, m.
/// One row a part and instant: utc_ns,part,item,x,y,z,plant_x,plant_y,plant_z,state, with state
/// agrees, differs or predicted (no sensor confirms it).
class PositionsFile {
 public:
    /// An empty path: nothing is written. `twin` outlives it.
    PositionsFile(const std::filesystem::path& file, const twin::Twin& twin);

    void write(const sim::Snapshot& snapshot);
    /// Completes the file. Errors: what could not be written.
    [[nodiscard]] Result<void> finish();

 private:
    std::filesystem::path m_path;
    const twin::Twin& m_twin;
    std::ofstream m_file;
};

}  // namespace gemba::app
