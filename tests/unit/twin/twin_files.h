#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "engine/twin/reader.h"

namespace gemba::twin::test {

/// A folder of its own for one test, with the files that goodTwin() names; gone afterwards.
class TwinFolder {
 public:
    TwinFolder();
    ~TwinFolder();
    TwinFolder(const TwinFolder&) = delete;
    TwinFolder& operator=(const TwinFolder&) = delete;

    [[nodiscard]] std::filesystem::path file(std::string_view name) const { return m_path / name; }
    void write(std::string_view name, std::string_view text) const;
    [[nodiscard]] ReadOutcome read(std::string text) const {
        return readTwinText(std::move(text), file("cell.toml"));
    }

 private:
    std::filesystem::path m_path;
};

/// A twin file that uses every table and kind of device, without a problem.
[[nodiscard]] std::string goodTwin();

/// All problems, one a line, for failure messages.
[[nodiscard]] std::string allOf(const std::vector<Problem>& problems);

}  // namespace gemba::twin::test
