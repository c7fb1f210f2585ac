#pragma once

#include <memory>

#include "engine/render/state_words.h"

namespace gemba::ui {

/// The words of the picture's labels in the window's language.
[[nodiscard]] std::shared_ptr<const render::StateWords> labelWords();

}  // namespace gemba::ui
