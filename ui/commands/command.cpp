#include "ui/commands/command.h"

#include <QAction>
#include <QMenu>
#include <QMenuBar>
#include <QPointer>
#include <QStringList>
#include <algorithm>
#include <utility>

#include "ui/commands/shortcuts.h"

namespace gemba::ui {
namespace {

constexpr int kTitleBegins = 8, kWordBegins = 4, kInTitle = 2, kInPath = 1, kInitials = 3;

[[nodiscard]] QString keysOf(const QAction& action) {
    const QString keys = action.shortcut().toString(QKeySequence::NativeText);
    return keys.isEmpty() ? action.text().section(u'\t', 1, 1) : keys;
}

void collect(const QMenu& menu, const QString& path, QList<Command>& out) {
    // A list that is filled when it is shown.
    Q_EMIT const_cast<QMenu&>(menu).aboutToShow();
    for (QAction* const action : menu.actions()) {
        if (action->isSeparator() || action->text().isEmpty())
            continue;
        if (const QMenu* const inner = action->menu(); inner != nullptr) {
            if (action->isEnabled())
                collect(*inner, QStringLiteral("%1 › %2").arg(path, plainTitle(inner->title())),
                        out);
            continue;
        }
        out.push_back({.title = plainTitle(action->text()),
                       .path = path,
                       .keys = keysOf(*action),
                       .enabled = action->isEnabled(),
                       .checked = action->isCheckable() && action->isChecked(),
                       .run = [action = QPointer<QAction>(action)] {
                           if (action != nullptr)
                               action->trigger();
                       }});
    }
}

[[nodiscard]] int scoreOfWord(const Command& command, const QString& word) {
    const qsizetype at = command.title.indexOf(word, 0, Qt::CaseInsensitive);
    if (at == 0)
        return kTitleBegins;
    if (at > 0)
        return command.title[at - 1].isLetterOrNumber() ? kInTitle : kWordBegins;
    return command.path.contains(word, Qt::CaseInsensitive) ? kInPath : 0;
}

[[nodiscard]] QString initials(const QString& title) {
    QString out;
    for (const QString& word : title.split(u' ', Qt::SkipEmptyParts))
        out += word[0];
    return out;
}

}  // namespace

QList<Command> commandsOf(QMenuBar& bar) {
    QList<Command> out;
    for (QAction* const action : bar.actions()) {
        if (action->menu() != nullptr)
            collect(*action->menu(), plainTitle(action->text()), out);
    }
    return out;
}

int matchScore(const Command& command, const QString& typed) {
    int sum = 0;
    bool all = true;
    for (const QString& word : typed.split(u' ', Qt::SkipEmptyParts)) {
        const int score = scoreOfWord(command, word);
        all = all && score > 0;
        sum += score;
    }
    if (all)
        return sum;
    return initials(command.title).startsWith(typed.trimmed(), Qt::CaseInsensitive) ? kInitials : 0;
}

QList<Command> matching(const QList<Command>& commands, const QString& typed,
                        const QStringList& recent) {
    std::vector<std::pair<int, qsizetype>> found;  // score, place
    const bool all = typed.trimmed().isEmpty();
    for (qsizetype i = 0; i < commands.size(); ++i) {
        const qsizetype used = recent.indexOf(commands[i].title);
        const int fresh = used < 0 ? 0 : static_cast<int>(recent.size() - used);
        const int score = all ? fresh + 1 : matchScore(commands[i], typed) * 64 + fresh;
        if (score >= (all ? 1 : 64))
            found.emplace_back(commands[i].enabled ? score : 0, i);
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    QList<Command> out;
    for (const auto& [score, place] : found)
        out.push_back(commands[place]);
    return out;
}

}  // namespace gemba::ui
