#include "ui/models/signal_model.h"

#include <QColor>
#include <algorithm>
#include <limits>
#include <utility>

#include "ui/format.h"
#include "ui/plot/signal_mime.h"
#include "ui/theme.h"

namespace gemba::ui {
namespace {

using signals::Provenance;
using signals::Quality;

// "acme/site1/line3/" where all names begin so; a single name keeps its whole path.
[[nodiscard]] QString sharedPath(const signals::SignalNames& names) {
    if (names.size() < 2)
        return {};
    QString shared = format::text(names.name(0));
    for (uint32_t signal = 1; signal < names.size(); ++signal) {
        const QString other = format::text(names.name(signal));
        const auto [end, _] =
            std::mismatch(shared.cbegin(), shared.cend(), other.cbegin(), other.cend());
        shared.truncate(end - shared.cbegin());
    }
    shared.truncate(shared.lastIndexOf(u'/') + 1);
    return shared;
}

[[nodiscard]] QString roleName(twin::Role role) {
    switch (role) {
        case twin::Role::drive:
            return SignalModel::tr("drives %1");
        case twin::Role::compare:
            return SignalModel::tr("is compared with %1");
        case twin::Role::show:
            return SignalModel::tr("is shown at %1");
        case twin::Role::publish:
            break;
    }
    return SignalModel::tr("is published from %1");
}

[[nodiscard]] QString qualityName(Quality quality) {
    switch (quality) {
        case Quality::good:
            return SignalModel::tr("good");
        case Quality::uncertain:
            return SignalModel::tr("uncertain");
        case Quality::bad:
            return SignalModel::tr("bad");
        case Quality::stale:
            return SignalModel::tr("stale");
        case Quality::none:
            break;
    }
    return QStringLiteral("—");
}

[[nodiscard]] QString provenanceName(Provenance provenance) {
    switch (provenance) {
        case Provenance::measured:
            return SignalModel::tr("measured");
        case Provenance::simulated:
            return SignalModel::tr("simulated");
        case Provenance::replayed:
            return SignalModel::tr("replayed");
        case Provenance::forced:
            return SignalModel::tr("forced");
        case Provenance::predicted:
            return SignalModel::tr("predicted");
        case Provenance::none:
            break;
    }
    return QStringLiteral("—");
}

[[nodiscard]] QVariant qualityColor(Quality quality) {
    switch (quality) {
        case Quality::good:
            return QColor(theme::colors().good);
        case Quality::uncertain:
            return QColor(theme::colors().measured);
        case Quality::bad:
            return QColor(theme::colors().residual);
        case Quality::stale:
            return QColor(theme::colors().stale);
        case Quality::none:
            break;
    }
    return QColor(theme::colors().faint);
}

}  // namespace

SignalModel::SignalModel(QObject* parent) : QAbstractTableModel(parent) {}

QString SignalModel::unitOf(const twin::Twin& twin, const signals::SignalNames& names,
                            uint32_t signal) {
    if (names.bindings(signal).empty())
        return {};
    const twin::Binding& binding = twin.bindings[names.meaning(signal)];
    return format::text(binding.unit.empty() ? twin.info(binding.target).unit
                                             : std::string_view(binding.unit));
}

void SignalModel::setNames(std::shared_ptr<const signals::SignalNames> names,
                           std::shared_ptr<const twin::Twin> twin) {
    beginResetModel();
    m_names = std::move(names);
    m_twin = std::move(twin);
    m_rows.assign(m_names ? m_names->size() : 0, rowOf({}, 0));
    m_shared = m_names ? sharedPath(*m_names) : QString();
    for (size_t signal = 0; signal < m_rows.size(); ++signal) {
        const auto index = static_cast<uint32_t>(signal);
        m_rows[signal].text[name] = format::text(m_names->name(index)).mid(m_shared.size());
        if (m_twin != nullptr)
            m_rows[signal].text[unit] = unitOf(*m_twin, *m_names, index);
    }
    endResetModel();
}

SignalModel::Row SignalModel::rowOf(const signals::SignalState& state, UtcNs now) {
    Row out;
    out.text[measured] = format::value(state.measured);
    out.text[simulated] = format::value(state.simulated);
    out.text[quality] = qualityName(state.quality);
    out.text[provenance] = provenanceName(state.provenance);
    const bool received = state.receiveTime != 0;
    out.text[rate] = received ? tr("%1/s").arg(state.rate, 0, 'f', state.rate < 10 ? 1 : 0)
                              : QStringLiteral("—");
    out.age = received ? now - state.receiveTime : std::numeric_limits<int64_t>::max();
    out.text[age] = received ? format::age(out.age) : QStringLiteral("—");
    out.quality = state.quality;
    out.rate = state.rate;
    return out;
}

void SignalModel::update(const std::vector<signals::SignalState>& states, UtcNs now) {
    const size_t count = std::min(states.size(), m_rows.size());
    for (size_t i = 0; i < count; ++i) {
        Row next = rowOf(states[i], now);
        next.text[name] = m_rows[i].text[name];
        next.text[unit] = m_rows[i].text[unit];

        // The span of cells whose text is another one now.
        int first = columns, last = -1;
        for (int column = 0; column < columns; ++column) {
            if (next.text[column] != m_rows[i].text[column]) {
                first = std::min(first, column);
                last = column;
            }
        }
        // Quality colours the measured value.
        if (next.text[quality] != m_rows[i].text[quality])
            first = std::min(first, static_cast<int>(measured));
        m_rows[i] = std::move(next);
        if (last >= 0)
            Q_EMIT dataChanged(index(static_cast<int>(i), first), index(static_cast<int>(i), last));
    }
}

int SignalModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int SignalModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : columns;
}

QVariant SignalModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Row& row = m_rows[static_cast<size_t>(index.row())];
    const int column = index.column();
    switch (role) {
        case Qt::DisplayRole:
            return row.text[column];
        case Qt::ToolTipRole:
            return toolTip(index.row(), column);
        case Qt::ForegroundRole:
            return color(row, column);
        case Qt::TextAlignmentRole:
            if (column == measured || column == simulated || column == rate || column == age)
                return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
            return QVariant::fromValue(Qt::AlignLeft | Qt::AlignVCenter);
        case fullNameRole:
            return fullName(index.row());
        case signalRole:
            return index.row();
        case sortRole:
            if (column == rate)
                return row.rate;
            if (column == age)
                return static_cast<qlonglong>(row.age);
            return row.text[column];
        default:
            return {};
    }
}

QVariant SignalModel::color(const Row& row, int column) {
    if (column == quality)
        return qualityColor(row.quality);
    if (column == measured)
        return QColor(row.quality == Quality::stale  ? theme::colors().stale
                      : row.quality == Quality::none ? theme::colors().faint
                                                     : theme::colors().measured);
    if (column == simulated)
        return QColor(theme::colors().simulated);
    if (column == unit || column == provenance || column == rate || column == age)
        return QColor(theme::colors().muted);
    return {};
}

QString SignalModel::fullName(int row) const {
    return format::text(m_names->name(static_cast<uint32_t>(row)));
}

Qt::ItemFlags SignalModel::flags(const QModelIndex& index) const {
    return QAbstractTableModel::flags(index) | Qt::ItemIsDragEnabled;
}

QStringList SignalModel::mimeTypes() const {
    return {QLatin1String(kSignalMime)};
}

QMimeData* SignalModel::mimeData(const QModelIndexList& indexes) const {
    QStringList names;
    for (const QModelIndex& index : indexes)
        names << fullName(index.row());
    names.removeDuplicates();  // a row has many cells
    return signalMime(names);
}

QString SignalModel::toolTip(int row, int column) const {
    const auto& cells = m_rows[static_cast<size_t>(row)].text;
    if (column != name || m_twin == nullptr)
        return cells[column];
    QStringList lines{fullName(row)};
    for (const uint32_t index : m_names->bindings(static_cast<uint32_t>(row))) {
        const twin::Binding& binding = m_twin->bindings[index];
        const twin::Device& device = m_twin->devices[binding.target.device];
        const QString target =
            format::text(device.id) + u'.' + format::text(m_twin->info(binding.target).name);
        lines << roleName(binding.role).arg(target);
    }
    return lines.join(u'\n');
}

QVariant SignalModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columns)
        return {};
    if (role == Qt::TextAlignmentRole)
        return data(index(0, section), role).isValid()
                   ? data(index(0, section), role)
                   : QVariant::fromValue(Qt::AlignLeft | Qt::AlignVCenter);
    if (role == Qt::DisplayRole) {
        const QString titles[columns] = {tr("Signal"),  tr("Measured"), tr("Simulated"), tr("Unit"),
                                         tr("Quality"), tr("Source"),   tr("Rate"),      tr("Age")};
        return titles[section];
    }
    if (role == Qt::ToolTipRole) {
        const QString hints[columns] = {
            m_shared.isEmpty() ? tr("Name of the signal, as the plant sends it")
                               : tr("Name of the signal, below %1").arg(m_shared),
            tr("What the plant measured"),
            tr("What the simulation has at the same instant"),
            tr("Unit on the wire"),
            tr("How far the measured value can be trusted"),
            tr("Where the measured value came from"),
            tr("Values a second, over the last five"),
            tr("Time since the last value arrived"),
        };
        return hints[section];
    }
    return {};
}

}  // namespace gemba::ui
