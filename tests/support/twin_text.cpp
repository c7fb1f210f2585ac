#include "tests/support/twin_text.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "engine/twin/reader.h"

namespace gemba::test {

std::shared_ptr<const twin::Twin> twinFromText(std::string_view text) {
    const std::filesystem::path file = std::filesystem::current_path() / "test.toml";
    const std::string whole = "gemba = 1\nname = \"test\"\n" + std::string(text);
    twin::ReadOutcome outcome = twin::readTwinText(whole, file);
    for (const twin::Problem& problem : outcome.problems)
        ADD_FAILURE() << problem.message(file);
    return outcome.twin;
}

}  // namespace gemba::test
