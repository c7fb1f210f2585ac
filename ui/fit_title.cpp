#include "ui/fit_title.h"

#include <QFont>
#include <QFontMetrics>
#include <QWidget>
#include <algorithm>

namespace gemba::ui {

void fitTitle(QWidget& window, const QString& title) {
    // Frames are the desktop's: many write in bold, with an icon and up to three buttons beside it.
    constexpr int kBeside = 160, kMost = 800;
    QFont font = window.font();
    font.setBold(true);
    window.setWindowTitle(title);
    window.setMinimumWidth(std::min(QFontMetrics(font).horizontalAdvance(title) + kBeside, kMost));
}

}  // namespace gemba::ui
