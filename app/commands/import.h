#pragma once

#include <filesystem>
#include <string>

namespace gemba::app {

struct ImportOptions {
    std::filesystem::path file;
    std::filesystem::path report;  ///< empty: none is written
    bool json = false;
    std::string unit;  ///< m, cm, mm, in, ft or metres per unit; empty: the file's own
    std::string up;    ///< x, y or z; empty: the file's own
};

/// `gemba import`: imports one model and prints what came in, as a table for people or as the JSON
/// object that it also writes to `report`. Progress goes to standard error where that is a
/// terminal. Returns 0; 2 for an unknown unit or axis; 3 for a file that cannot be imported.
[[nodiscard]] int runImport(const ImportOptions& options);

}  // namespace gemba::app
