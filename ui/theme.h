#pragma once

#include <QColor>
#include <QFont>

class QApplication;

/// The window's look: dark, calm, one accent. Amber is always what was measured, blue what was
/// simulated, coral where the two part; no other thing wears these colours.
namespace gemba::ui::theme {

constexpr QRgb kWindow = 0xff15181c;  ///< behind everything
constexpr QRgb kPanel = 0xff1b1f24;   ///< docks
constexpr QRgb kField = 0xff14171a;   ///< tables, text fields
constexpr QRgb kRaised = 0xff272c33;  ///< buttons
constexpr QRgb kHover = 0xff313842;
constexpr QRgb kLine = 0xff2d333b;  ///< borders and grid
constexpr QRgb kText = 0xffd9dee4;
constexpr QRgb kMuted = 0xff929ca8;   ///< units, captions: contrast 6:1 on a panel
constexpr QRgb kFaint = 0xff626c78;   ///< disabled, axes
constexpr QRgb kAccent = 0xff5cc8b0;  ///< selection, focus
constexpr QRgb kSelection = 0xff23443f;

constexpr QRgb kMeasured = 0xfff0b45a;
constexpr QRgb kSimulated = 0xff62aef0;
constexpr QRgb kResidual = 0xfff07b6c;
constexpr QRgb kGood = 0xff74c48c;
constexpr QRgb kStale = 0xffa99bd6;
constexpr QRgb kAsItIs = 0xffb7c0cb;   ///< futures: nothing changed …
constexpr QRgb kChanged = 0xffd685d0;  ///< … and with the changes

/// Space between things, and around them; twice and half of it are used too.
constexpr int kSpace = 8;

/// Palette, style sheet and font of the whole program. Once, before the first window.
void apply(QApplication& application);

/// The font for columns of figures, and a smaller one for captions.
[[nodiscard]] QFont figures();
[[nodiscard]] QFont caption();

}  // namespace gemba::ui::theme
