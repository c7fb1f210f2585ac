#pragma once

#include <span>

namespace gemba::ui {

/// All words and sentences of the catalogue of equipment that the window shows, in English;
/// format::words() and format::doc() show them in its language.
[[nodiscard]] std::span<const char* const> catalogueTexts();
/// The kinds' names, for format::kind(): a scale is another thing than a key of that name.
[[nodiscard]] std::span<const char* const> kindTexts();

}  // namespace gemba::ui
