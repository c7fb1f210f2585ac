#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "engine/assets/importer_detail.h"
#include "tests/support/places.h"

namespace gemba::assets::test {

namespace fs = std::filesystem;

/// A scratch folder with a cache of its own, gone after the test.
class ImportTest : public ::testing::Test {
 protected:
    void SetUp() override {
        const auto* info = ::testing::UnitTest::GetInstance()->current_test_info();
        m_folder = fs::temp_directory_path() /
                   ("gemba_" + std::string(info->name()) + "_" + std::to_string(::getpid()));
        fs::create_directories(m_folder);
    }
    void TearDown() override { fs::remove_all(m_folder); }

    [[nodiscard]] fs::path cache() const { return m_folder / "cache"; }

    fs::path write(const std::string& name, const std::string& text) const {
        const fs::path path = m_folder / name;
        fs::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << text;
        return path;
    }

    [[nodiscard]] Result<Imported> import(const ImportSettings& settings) const {
        return importModel(settings, cache());
    }
    [[nodiscard]] Result<Imported> import(const fs::path& file) const {
        return import(ImportSettings{.file = file, .roots = {}});
    }

    fs::path m_folder;
};

using gemba::test::sharedData;

inline bool mentions(const std::vector<std::string>& lines, const std::string& part) {
    return std::any_of(lines.begin(), lines.end(), [&](const std::string& line) {
        return line.find(part) != std::string::npos;
    });
}

/// A box from the origin to `size`, no normals, in OBJ.
inline std::string boxObj(double x, double y, double z, const std::string& head = {}) {
    std::string out = head;
    for (int i = 0; i < 8; ++i)
        out += "v " + std::to_string(i & 1 ? x : 0.0) + " " + std::to_string(i & 2 ? y : 0.0) +
               " " + std::to_string(i & 4 ? z : 0.0) + "\n";
    for (const char* face : {"1 3 4 2", "5 6 8 7", "1 2 6 5", "3 7 8 4", "1 5 7 3", "2 4 8 6"})
        out += "f " + std::string(face) + "\n";
    return out;
}

}  // namespace gemba::assets::test
