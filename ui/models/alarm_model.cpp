#include "ui/models/alarm_model.h"

#include <QColor>
#include <QDateTime>
#include <QTextDocument>
#include <algorithm>
#include <tuple>

#include "ui/format.h"
#include "ui/theme.h"

namespace gemba::ui {

AlarmModel::AlarmModel(QObject* parent) : QAbstractTableModel(parent) {}

void AlarmModel::setTwin(std::shared_ptr<const twin::Twin> twin) {
    beginResetModel();
    m_twin = std::move(twin);
    m_rows.clear();
    endResetModel();
}

void AlarmModel::update(const std::vector<sim::AlarmRow>& alarms) {
    if (!m_twin || (!alarms.empty() && alarms.size() != m_twin->alarms.size()))
        return;
    std::vector<Row> next;
    for (uint32_t i = 0; i < alarms.size(); ++i) {
        if (alarms[i].active != 0 || alarms[i].acknowledged == 0)
            next.push_back(
                {i, alarms[i].active != 0, alarms[i].acknowledged != 0, alarms[i].raised});
    }
    const auto rank = [this](const Row& row) {
        return std::tuple(row.acknowledged, -static_cast<int>(m_twin->alarms[row.alarm].priority),
                          -row.raised);
    };
    std::stable_sort(next.begin(), next.end(),
                     [&](const Row& a, const Row& b) { return rank(a) < rank(b); });
    if (next == m_rows)
        return;

    // What is selected stays so, wherever it goes.
    Q_EMIT layoutAboutToBeChanged();
    const QModelIndexList before = persistentIndexList();
    QModelIndexList after;
    for (const QModelIndex& index : before) {
        const uint32_t alarm = m_rows[static_cast<size_t>(index.row())].alarm;
        const auto at = std::find_if(next.begin(), next.end(),
                                     [&](const Row& row) { return row.alarm == alarm; });
        after << (at == next.end()
                      ? QModelIndex()
                      : createIndex(static_cast<int>(at - next.begin()), index.column()));
    }
    m_rows = std::move(next);
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged();
}

int AlarmModel::waiting() const {
    return static_cast<int>(std::count_if(m_rows.begin(), m_rows.end(),
                                          [](const Row& row) { return !row.acknowledged; }));
}

int AlarmModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int AlarmModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : columns;
}

// IEC 62682's words.
QString AlarmModel::stateOf(const Row& row) {
    if (row.active)
        return row.acknowledged ? tr("Acknowledged") : tr("Active");
    return tr("Gone");
}

QVariant AlarmModel::textOf(const Row& row, int column) const {
    const twin::Alarm& alarm = m_twin->alarms[row.alarm];
    switch (column) {
        case state:
            return stateOf(row);
        case text:
            return format::said(alarm.text);
        case priority: {
            const QString names[] = {tr("Low"), tr("Medium"), tr("High"), tr("Critical")};
            return names[static_cast<size_t>(alarm.priority)];
        }
        case raised:
            return QDateTime::fromMSecsSinceEpoch(row.raised / 1'000'000)
                .toString(QStringLiteral("HH:mm:ss"));
        default:
            return {};
    }
}

QVariant AlarmModel::data(const QModelIndex& index, int role) const {
    if (!m_twin || index.row() < 0 || index.row() >= rowCount())
        return {};
    const Row& row = m_rows[static_cast<size_t>(index.row())];
    const twin::Alarm& alarm = m_twin->alarms[row.alarm];
    switch (role) {
        case Qt::DisplayRole:
            return textOf(row, index.column());
        case Qt::ToolTipRole:
            // The text is the file's: it is no HTML, whatever it looks like.
            return Qt::convertFromPlainText(
                tr("%1\nRaised %2")
                    .arg(format::said(alarm.text),
                         QDateTime::fromMSecsSinceEpoch(row.raised / 1'000'000)
                             .toString(QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz"))));
        case Qt::ForegroundRole:
            if (row.active)
                return QColor(index.column() == state ? theme::colors().residual
                                                      : theme::colors().text);
            return QColor(theme::colors().muted);
        case Qt::FontRole: {
            QFont font = index.column() == raised ? theme::figures() : QFont();
            font.setBold(!row.acknowledged);
            return font;
        }
        case alarmRole:
            return row.alarm;
        case deviceRole:
            return alarm.device;
        case utcRole:
            return QVariant::fromValue<qint64>(row.raised);
        case waitsRole:
            return !row.acknowledged;
        default:
            return {};
    }
}

QVariant AlarmModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QString names[] = {tr("State"), tr("Alarm"), tr("Priority"), tr("Raised")};
    return section >= 0 && section < columns ? names[section] : QVariant();
}

}  // namespace gemba::ui
