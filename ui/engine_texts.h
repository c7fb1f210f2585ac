#pragma once

#include <span>

namespace gemba::ui {

/// Sentences of the engine that the window shows, in English; "%1" … stand for what is put into
/// them. format::said() shows them in the window's language.
[[nodiscard]] std::span<const char* const> engineTexts();
/// Those of messages, sources, models and recordings.
[[nodiscard]] std::span<const char* const> ingestTexts();

}  // namespace gemba::ui
