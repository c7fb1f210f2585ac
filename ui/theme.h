#pragma once

#include <QColor>
#include <QFont>

class QApplication;
class QLabel;
class QSettings;
class QWidget;

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

/// What the user chose; dark at first.
[[nodiscard]] Look chosen(const QSettings& settings);
void choose(QSettings& settings, Look look);

/// Those of the look that is worn; dark before apply().
[[nodiscard]] const Colors& colors();
[[nodiscard]] Look look();

/// Space between things, and around them; twice and half of it are used too.
constexpr int kSpace = 8;

/// Palette, style sheet and font of the whole program. Before the first window.
void apply(QApplication& application, Look look = Look::dark);
/// While the window stands: the other look, then Renewal for all its widgets.
void change(QApplication& application, QWidget& window, Look look);

/// A figure that tells of a fault wears the colour of one; else that of all text. Asked with each
/// look, so that it follows the window's.
void setBad(QLabel& label, bool bad);

/// The font for columns of figures, and a smaller one for captions.
[[nodiscard]] QFont figures();
[[nodiscard]] QFont caption();

}  // namespace gemba::ui::theme
