#include "ui/language.h"

#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>
#include <QWidget>

#include "ui/dictionary.h"
#include "ui/make_child.h"
#include "ui/relabel.h"
#include "ui/renewal.h"

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

namespace {

constexpr const char* kQtWords = "gemba.qt_words";

// Of Qt's own dialogs, below ours.
void bringQtWords(QApplication& application, const QLocale& locale) {
    auto* before = application.findChild<QTranslator*>(QLatin1String(kQtWords));
    if (before != nullptr) {
        QApplication::removeTranslator(before);
        delete before;
    }
    if (locale.language() == QLocale::English)
        return;
    auto* words = makeChild<QTranslator>(&application);
    words->setObjectName(QLatin1String(kQtWords));
    if (words->load(locale, QStringLiteral("qtbase"), QStringLiteral("_"),
                    QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QApplication::installTranslator(words);
}

[[nodiscard]] Spoken speak(QApplication& application, const QString& name) {
    bringTranslations();
    const QLocale locale = name.isEmpty() ? QLocale::system() : QLocale(name);
    QLocale::setDefault(locale);
    bringQtWords(application, locale);
    auto* dictionary = application.findChild<Dictionary*>();
    if (dictionary == nullptr) {
        dictionary = makeChild<Dictionary>(&application);
        QApplication::installTranslator(dictionary);
    }
    return dictionary->speak(locale);
}

}  // namespace

void install(QApplication& application, const QString& name) {
    (void)speak(application, name);
}

void change(QApplication& application, QWidget& window, const QString& name) {
    const Spoken before = speak(application, name);
    relabel(window, before);
    Renewal::tell(window, &before);
}

}  // namespace gemba::ui::language
