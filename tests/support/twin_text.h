#pragma once

#include <memory>
#include <string_view>

#include "engine/twin/twin.h"

namespace gemba::test {

/// A twin from the text of a twin file, without its first line `gemba = 1` and name. What is wrong
/// in it is a failure of the running test, and the twin is then null. Paths in it are relative to
/// the working folder.
[[nodiscard]] std::shared_ptr<const twin::Twin> twinFromText(std::string_view text);

}  // namespace gemba::test
