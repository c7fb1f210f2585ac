#include "ui/recent_files.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QStandardPaths>

namespace gemba::ui {
namespace {
constexpr const char* kKey = "recent";
}

QStringList RecentFiles::list() const {
    QStringList out = m_settings.value(QLatin1String(kKey)).toStringList();
    out.removeIf([](const QString& path) { return !QFileInfo::exists(path); });
    return out;
}

void RecentFiles::add(const QString& path) {
    const QString absolute = QFileInfo(path).absoluteFilePath();
    QStringList paths = m_settings.value(QLatin1String(kKey)).toStringList();
    paths.removeAll(absolute);
    paths.prepend(absolute);
    m_settings.setValue(QLatin1String(kKey), paths.mid(0, kMax));
}

void RecentFiles::clear() {
    m_settings.remove(QLatin1String(kKey));
}

QString RecentFiles::pictureOf(const QString& path) {
    const QByteArray name = QCryptographicHash::hash(QFileInfo(path).absoluteFilePath().toUtf8(),
                                                     QCryptographicHash::Sha1)
                                .toHex();
    return QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) +
           QStringLiteral("/gemba/pictures/%1.png").arg(QLatin1String(name));
}

}  // namespace gemba::ui
