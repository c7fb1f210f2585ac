#include "ui/models/futures_model.h"

#include <QColor>
#include <algorithm>

#include "ui/format.h"
#include "ui/theme.h"

namespace gemba::ui {

FuturesModel::FuturesModel(QObject* parent) : QAbstractTableModel(parent) {}

// Branches of the same seed are compared with each other: what chance does to both is no
// difference.
template <class Measure>
void FuturesModel::addRow(const QString& name, int decimals, double step, Measure value) {
    std::vector<double> each[2], differences;
    for (const auto& branch : m_results->branches)
        each[std::min(branch->variant, 1u)].push_back(value(*branch));
    for (const auto& one : m_results->branches) {
        for (const auto& other : m_results->branches) {
            if (one->variant == 0 && other->variant == 1 && one->seed == other->seed)
                differences.push_back(value(*other) - value(*one));
        }
    }
    m_rows.push_back({name, decimals, analysis::spreadOf(each[0], step),
                      analysis::spreadOf(each[1], step), analysis::meanOf(differences)});
}

void FuturesModel::show(std::shared_ptr<const twin::Twin> twin,
                        std::shared_ptr<const sim::FutureResults> results) {
    beginResetModel();
    m_results = std::move(results);
    m_rows.clear();
    if (twin != nullptr && m_results != nullptr && !m_results->branches.empty()) {
        using Branch = sim::FutureBranch;
        const auto& flow = m_results->branches.front()->flow;
        const auto& sinks = flow.sinks;
        const double hourly = 3600.0 / std::max(flow.seconds, 1e-9);  // of one part
        for (size_t s = 0; s < sinks.size(); ++s) {
            if (sinks[s].device >= twin->devices.size())
                continue;
            addRow(tr("%1, an hour").arg(format::text(twin->devices[sinks[s].device].id)), 1,
                   hourly, [s, hourly](const Branch& branch) {
                       return s < branch.flow.sinks.size()
                                  ? static_cast<double>(branch.flow.sinks[s].taken) * hourly
                                  : 0.0;
                   });
        }
        addRow(tr("On the line"), 2, 0.0, [](const Branch& one) { return one.flow.present; });
        addRow(tr("Of them waiting"), 2, 0.0, [](const Branch& one) { return one.flow.waiting; });
        addRow(tr("Way through, s"), 2, 0.0, [](const Branch& one) { return one.flow.transit; });
        addRow(tr("Found no room"), 1, 1.0,
               [](const Branch& branch) { return static_cast<double>(branch.flow.refused); });
    }
    endResetModel();
}

int FuturesModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int FuturesModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : columns;
}

void FuturesModel::setBrief(bool brief) {
    if (m_brief == brief)
        return;
    m_brief = brief;
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
}

QString FuturesModel::textOf(const Row& row, int column) const {
    const analysis::Spread& spread = column == asItIs    ? row.asItIs
                                     : column == changed ? row.changed
                                                         : row.difference;
    if (column == measure)
        return row.name;
    if (spread.n == 0)
        return {};
    const QString mean = column == difference ? format::signedNumber(spread.mean, row.decimals)
                                              : QString::number(spread.mean, 'f', row.decimals);
    if (spread.n < 2 || (m_brief && column != difference))
        return mean;
    return tr("%1 ± %2").arg(mean, QString::number(spread.high - spread.mean, 'f', row.decimals));
}

QVariant FuturesModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || static_cast<size_t>(index.row()) >= m_rows.size())
        return {};
    const Row& row = m_rows[static_cast<size_t>(index.row())];
    const analysis::Spread& d = row.difference;
    const analysis::Spread& spread = index.column() == asItIs ? row.asItIs : row.changed;
    const bool clear = d.n >= 2 && (d.low > 0.0 || d.high < 0.0);
    switch (role) {
        case Qt::DisplayRole:
            return textOf(row, index.column());
        case Qt::FontRole:
            return index.column() == measure ? QVariant() : QVariant(theme::figures());
        case Qt::TextAlignmentRole:
            return QVariant::fromValue(
                Qt::AlignVCenter | (index.column() == measure ? Qt::AlignLeft : Qt::AlignRight));
        case Qt::ForegroundRole:
            // A difference that chance may make stays quiet.
            if (index.column() == difference)
                return QColor(clear ? theme::colors().changed : theme::colors().muted);
            return {};
        case Qt::ToolTipRole:
            if (index.column() == measure)
                return row.name;
            if (index.column() == difference)
                return d.n < 2 ? tr("Two branches of each and more tell whether it is one")
                       : clear ? tr("Of %1 pairs of branches: more than chance makes").arg(d.n)
                               : tr("Of %1 pairs of branches: chance may make as much").arg(d.n);
            return tr("Mean of %1 branches; one more would lie between %2 and %3 with 95 %")
                .arg(spread.n)
                .arg(spread.low, 0, 'f', row.decimals)
                .arg(spread.high, 0, 'f', row.decimals);
        case clearRole:
            return index.column() == difference && clear;
        default:
            return {};
    }
}

QVariant FuturesModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section != measure)
        return QVariant::fromValue(Qt::AlignVCenter | Qt::AlignRight);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (section) {
        case measure:
            return tr("Measure");
        case asItIs:
            return tr("As it is");
        case changed:
            return tr("Changed");
        default:
            return tr("Difference");
    }
}

}  // namespace gemba::ui
