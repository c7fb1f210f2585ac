#include "ui/pages/about_box.h"

#include <QCoreApplication>

#include "ui/icons.h"
#include "ui/renewal.h"

namespace gemba::ui {

AboutBox::AboutBox(QWidget* parent) : QMessageBox(parent) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("About Gemba"));
    say();
    setInformativeText(tr(
        "A factory as it is, as it should be, and where the two part.\n\nFree software under the "
        "GNU General Public License, version 3 or later.\nBuilt on Qt, Vulkan, Bullet, ZeroMQ, "
        "Assimp and QCustomPlot."));
}

void AboutBox::say() {
    setIconPixmap(ui::icon(IconName::application).pixmap(QSize(64, 64), devicePixelRatioF()));
    setText(tr("<b>Gemba</b> %1<br>現場: the actual place.")
                .arg(QCoreApplication::applicationVersion()));
}

void AboutBox::customEvent(QEvent* event) {
    if (Renewal::of(*event) != nullptr)
        say();
}

}  // namespace gemba::ui
