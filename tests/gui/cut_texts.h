#pragma once

#include <QStringList>
#include <QWidget>

namespace gemba::test {

/// Texts that are seen of a window but have too little room, each with where it stands: labels,
/// buttons, choices, tabs, hints in fields, heads and cells of tables. What is elided and says the
/// whole in its tool tip is not among them.
[[nodiscard]] QStringList cutTexts(const QWidget& window);

}  // namespace gemba::test
