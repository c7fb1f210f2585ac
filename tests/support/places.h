#pragma once

#include <filesystem>

namespace gemba::test {

/// The project's root, where the sources lie.
[[nodiscard]] std::filesystem::path projectRoot();

/// The folder of shared real inputs: $GEMBA_SHARED_DATA, or ../shared/data beside the project;
/// empty where it is not.
[[nodiscard]] std::filesystem::path sharedData();

}  // namespace gemba::test
