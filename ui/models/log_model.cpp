#include "ui/models/log_model.h"

#include <QColor>
#include <utility>

#include "ui/format.h"
#include "ui/theme.h"

namespace gemba::ui {

LogModel::LogModel(QObject* parent) : QAbstractTableModel(parent) {}

void LogModel::add(log::Level level, std::string_view message) {
    const std::lock_guard lock(m_mutex);
    if (m_waiting.size() < kMaxLines)
        m_waiting.push_back({QTime::currentTime(), level, std::string(message)});
}

bool LogModel::drain() {
    std::vector<Line> fresh;
    {
        const std::lock_guard lock(m_mutex);
        fresh.swap(m_waiting);
    }
    if (fresh.empty())
        return false;

    const auto count = static_cast<int>(fresh.size());
    beginInsertRows({}, rowCount(), rowCount() + count - 1);
    for (Line& line : fresh)
        m_lines.push_back(std::move(line));
    endInsertRows();

    if (m_lines.size() > kMaxLines) {
        const size_t surplus = m_lines.size() - kMaxLines;
        beginRemoveRows({}, 0, static_cast<int>(surplus) - 1);
        m_lines.erase(m_lines.begin(), m_lines.begin() + static_cast<std::ptrdiff_t>(surplus));
        endRemoveRows();
    }
    return true;
}

void LogModel::clear() {
    beginResetModel();
    m_lines.clear();
    endResetModel();
}

QString LogModel::allText() const {
    constexpr const char* kLevels[] = {"debug", "info", "warning", "error"};
    QString out;
    for (const Line& line : m_lines)
        out += QStringLiteral("%1 %2 %3\n")
                   .arg(line.at.toString(QStringLiteral("HH:mm:ss.zzz")),
                        QLatin1String(kLevels[static_cast<size_t>(line.level)]),
                        format::text(line.message));
    return out;
}

int LogModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int LogModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : columns;
}

QVariant LogModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Line& line = m_lines[static_cast<size_t>(index.row())];
    if (role == kLevelRole)
        return static_cast<int>(line.level);
    if (role == Qt::ToolTipRole && index.column() == text)
        return format::said(line.message);
    if (role == Qt::DisplayRole)
        return index.column() == time ? line.at.toString(QStringLiteral("HH:mm:ss.zzz"))
                                      : format::said(line.message).replace(u'\n', u' ');
    if (role != Qt::ForegroundRole)
        return {};
    if (index.column() == time || line.level == log::Level::debug)
        return QColor(theme::colors().faint);
    if (line.level == log::Level::error)
        return QColor(theme::colors().residual);
    if (line.level == log::Level::warn)
        return QColor(theme::colors().measured);
    return {};
}

}  // namespace gemba::ui
