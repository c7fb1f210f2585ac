#pragma once

#include <QList>
#include <QString>
#include <functional>

class QAction;
class QMenuBar;

namespace gemba::ui {

/// Something that the window can do, as the palette shows it.
struct Command {
    QString title;  ///< "Frame everything"
    QString path;   ///< where it stands: "View › Camera"
    QString keys;   ///< "Home"; empty: none
    bool enabled = true;
    bool checked = false;  ///< a switch that is on
    std::function<void()> run;
};

/// Everything of the menus, in their order: what a menu fills in when it is shown, too.
[[nodiscard]] QList<Command> commandsOf(QMenuBar& bar);

/// How well a command answers what was typed: 0 not at all, more is better. Each word must stand in
/// title or path, or all be the first letters of the title's words.
[[nodiscard]] int matchScore(const Command& command, const QString& typed);

/// Those that answer, the best first; with nothing typed those of `recent` (titles, the newest
/// first) and then all, as they stand.
[[nodiscard]] QList<Command> matching(const QList<Command>& commands, const QString& typed,
                                      const QStringList& recent);

}  // namespace gemba::ui
