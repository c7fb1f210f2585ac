#pragma once

#include <QMimeData>
#include <QStringList>

namespace gemba::ui {

/// Signals on their way from a list or the tree into a plot, by their full names.
[[nodiscard]] QMimeData* signalMime(const QStringList& names);
/// Empty: it holds none.
[[nodiscard]] QStringList signalsOf(const QMimeData& data);

inline constexpr const char* kSignalMime = "application/x-gemba-signals";

}  // namespace gemba::ui
