#include "ui/commands/shortcuts.h"

#include <QRegularExpression>
#include <algorithm>

namespace gemba::ui {
namespace {

constexpr auto kGroup = "shortcuts/";

[[nodiscard]] QString settingOf(const QAction& action) {
    return QLatin1String(kGroup) + action.objectName();
}

[[nodiscard]] bool clash(const QKeySequence& a, const QKeySequence& b) {
    return a.matches(b) != QKeySequence::NoMatch || b.matches(a) != QKeySequence::NoMatch;
}

}  // namespace

QString plainTitle(const QString& text) {
    QString out = text.section(u'\t', 0, 0);
    static const QRegularExpression appended(QStringLiteral("\\s*\\(&\\w\\)"));
    out.remove(appended);  // as Chinese writes it: "打开(&O) …"
    out.replace(QLatin1String("&&"), QString(QChar(1)));
    out.remove(u'&');
    out.replace(QChar(1), QLatin1String("&"));
    if (out.endsWith(QStringLiteral(" …")))
        out.chop(2);
    return out;
}

Shortcuts::Shortcuts(const QObject& window, QSettings& settings) : m_settings(settings) {
    for (QAction* const action : window.findChildren<QAction*>()) {
        if (action->objectName().contains(u'.'))
            m_rows.push_back({action, action->shortcuts()});
    }
    std::stable_sort(m_rows.begin(), m_rows.end(), [](const Row& a, const Row& b) {
        return a.action->objectName() < b.action->objectName();
    });
    for (const Row& row : m_rows) {
        const QVariant chosen = m_settings.value(settingOf(*row.action));
        if (chosen.isValid())
            row.action->setShortcut(QKeySequence(chosen.toString(), QKeySequence::PortableText));
    }
}

const Shortcuts::Row* Shortcuts::rowOf(const QAction& action) const {
    const auto at = std::find_if(m_rows.begin(), m_rows.end(),
                                 [&](const Row& row) { return row.action == &action; });
    return at == m_rows.end() ? nullptr : &*at;
}

const QAction* Shortcuts::holder(const QKeySequence& key) const {
    for (const Row& row : m_rows) {
        for (const QKeySequence& own : row.action->shortcuts()) {
            if (!key.isEmpty() && clash(own, key))
                return row.action;
        }
    }
    return nullptr;
}

bool Shortcuts::set(const QAction& action, const QKeySequence& key) {
    const Row* const row = rowOf(action);
    const QAction* const other = holder(key);
    if (row == nullptr || (other != nullptr && other != &action))
        return false;
    row->action->setShortcut(key);
    m_settings.setValue(settingOf(action), key.toString(QKeySequence::PortableText));
    return true;
}

bool Shortcuts::reset(const QAction& action) {
    const Row* const row = rowOf(action);
    if (row == nullptr)
        return false;
    for (const QKeySequence& key : row->standard) {
        const QAction* const other = holder(key);
        if (other != nullptr && other != &action)
            return false;
    }
    row->action->setShortcuts(row->standard);
    m_settings.remove(settingOf(action));
    return true;
}

void Shortcuts::resetAll() {
    for (const Row& row : m_rows) {
        row.action->setShortcuts(row.standard);
        m_settings.remove(settingOf(*row.action));
    }
}

bool Shortcuts::isStandard(const QAction& action) const {
    const Row* const row = rowOf(action);
    return row == nullptr || row->standard == action.shortcuts();
}

}  // namespace gemba::ui
