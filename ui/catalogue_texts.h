#pragma once

#include <span>

namespace gemba::ui {

/// All words and sentences of the catalogue of equipment that the window shows, in English;
/// format::words() and format::doc() show them in its language.
[[nodiscard]] std::span<const char* const> catalogueTexts();

}  // namespace gemba::ui
