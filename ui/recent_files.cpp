#include "ui/recent_files.h"

#include <QCryptographicHash>
#include <QDir>
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

namespace {

[[nodiscard]] QString pictureFolder() {
    return QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) +
           QStringLiteral("/gemba/pictures");
}

}  // namespace

QString RecentFiles::pictureOf(const QString& path) {
    const QByteArray name = QCryptographicHash::hash(QFileInfo(path).absoluteFilePath().toUtf8(),
                                                     QCryptographicHash::Sha1)
                                .toHex();
    return QStringLiteral("%1/%2.png").arg(pictureFolder(), QLatin1String(name));
}

// Also one that does not exist now keeps its picture: its disk may only be away.
void RecentFiles::prunePictures() const {
    QStringList kept;
    for (const QString& path : m_settings.value(QLatin1String(kKey)).toStringList())
        kept << QFileInfo(pictureOf(path)).fileName();
    QDir folder(pictureFolder());
    for (const QString& name : folder.entryList({QStringLiteral("*.png")}, QDir::Files)) {
        if (!kept.contains(name))
            folder.remove(name);
    }
}

}  // namespace gemba::ui
