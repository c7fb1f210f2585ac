#pragma once

#include <QApplication>
#include <QSettings>
#include <QString>

/// The language of the window.
namespace gemba::ui::language {

struct Language {
    const char* name;   ///< "zh_CN"; empty: the system's
    const char* title;  ///< as its speakers write it
};
/// English, which the sources are written in, and those that there is a translation of.
inline constexpr Language kLanguages[] = {{"", ""}, {"en", "English"}, {"zh_CN", "简体中文"}};

/// What the user chose; empty: the system's.
[[nodiscard]] QString chosen(const QSettings& settings);
/// Remembers it; change() speaks it.
void choose(QSettings& settings, const QString& name);

/// Before the first widget. English where there is no translation.
void install(QApplication& application, const QString& name);
/// While the window stands: relabel(), then Renewal for all its widgets.
void change(QApplication& application, QWidget& window, const QString& name);

}  // namespace gemba::ui::language
