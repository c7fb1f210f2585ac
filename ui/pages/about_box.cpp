#include "ui/pages/about_box.h"

#include <QApplication>
#include <QMessageBox>

#include "ui/icons.h"
#include "ui/make_child.h"

namespace gemba::ui {

void showAbout(QWidget& parent) {
    auto* box = makeChild<QMessageBox>(&parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(QObject::tr("About Gemba"));
    box->setIconPixmap(icon(IconName::application).pixmap(64, 64));
    box->setText(
        QObject::tr("<b>Gemba</b> %1<br>現場: the actual place.").arg(qApp->applicationVersion()));
    box->setInformativeText(QObject::tr(
        "A factory as it is, as it should be, and where the two part.\n\nFree software under the "
        "GNU General Public License, version 3 or later.\nBuilt on Qt, Vulkan, Bullet, ZeroMQ, "
        "Assimp and QCustomPlot."));
    box->open();
}

}  // namespace gemba::ui
