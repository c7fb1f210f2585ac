#pragma once

#include <QColor>
#include <QFont>

class QApplication;
class QSettings;

/// The window's look: calm, one accent, dark or light. Amber is always what was measured, blue what
/// was simulated, coral where the two part; no other thing wears these colours.
namespace gemba::ui::theme {

struct Colors {
    QRgb window;  ///< behind everything
    QRgb panel;   ///< docks
    QRgb field;   ///< tables, text fields
    QRgb row;     ///< every other row of a table
    QRgb raised;  ///< buttons
    QRgb hover;
    QRgb line;  ///< borders and grid
    QRgb text;
    QRgb muted;        ///< units, captions: contrast 6:1 on a panel
    QRgb faint;        ///< disabled, axes
    QRgb accent;       ///< selection, focus
    QRgb accentHover;  ///< of what is filled with the accent
    QRgb onAccent;     ///< text on it
    QRgb selection;

    QRgb measured, simulated, residual, good, stale;
    QRgb asItIs;   ///< futures: nothing changed …
    QRgb changed;  ///< … and with the changes
};

enum class Look { dark, light };

/// What the user chose; dark at first. From the next start on.
[[nodiscard]] Look chosen(const QSettings& settings);
void choose(QSettings& settings, Look look);

/// Those of the look that apply() was called with; dark before.
[[nodiscard]] const Colors& colors();
[[nodiscard]] Look look();

/// Space between things, and around them; twice and half of it are used too.
constexpr int kSpace = 8;

/// Palette, style sheet and font of the whole program. Before the first window: what is painted
/// into pictures keeps its colours.
void apply(QApplication& application, Look look = Look::dark);

/// The font for columns of figures, and a smaller one for captions.
[[nodiscard]] QFont figures();
[[nodiscard]] QFont caption();

}  // namespace gemba::ui::theme
