#include "ui/language.h"

#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

#include "ui/make_child.h"

// A library's resources are asked for by name, from outside any namespace.
static void bringTranslations() {
    Q_INIT_RESOURCE(gemba_translations);
}

namespace gemba::ui::language {
namespace {
constexpr const char* kKey = "window/language";
}  // namespace

QString chosen(const QSettings& settings) {
    return settings.value(QLatin1String(kKey)).toString();
}

void choose(QSettings& settings, const QString& name) {
    if (name.isEmpty())
        settings.remove(QLatin1String(kKey));
    else
        settings.setValue(QLatin1String(kKey), name);
}

void install(QApplication& application, const QString& name) {
    const QLocale locale = name.isEmpty() ? QLocale::system() : QLocale(name);
    if (!name.isEmpty())
        QLocale::setDefault(locale);
    if (locale.language() == QLocale::English)
        return;
    bringTranslations();
    // Ours, then Qt's own dialogs.
    auto* ours = makeChild<QTranslator>(&application);
    if (ours->load(locale, QStringLiteral("gemba"), QStringLiteral("_"),
                   QStringLiteral(":/translations")))
        QApplication::installTranslator(ours);
    auto* theirs = makeChild<QTranslator>(&application);
    if (theirs->load(locale, QStringLiteral("qtbase"), QStringLiteral("_"),
                     QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QApplication::installTranslator(theirs);
}

}  // namespace gemba::ui::language
