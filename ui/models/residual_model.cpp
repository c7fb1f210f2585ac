#include "ui/models/residual_model.h"

#include <QDateTime>
#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/analysis/stations.h"
#include "ui/format.h"
#include "ui/models/residual_sentence.h"

namespace gemba::ui {

ResidualModel::ResidualModel(QObject* parent) : QAbstractListModel(parent) {}

void ResidualModel::setTwin(std::shared_ptr<const twin::Twin> twin) {
    beginResetModel();
    m_twin = std::move(twin);
    m_rows.clear();
    endResetModel();
}

QString ResidualModel::deviceName(int32_t device) const {
    return format::text(m_twin->devices[static_cast<size_t>(device)].id);
}

// Snapshots may come from another process: indices are checked here, once.
bool ResidualModel::known(const sim::ResidualRow& row) const {
    const auto inside = [this](int32_t device) {
        return device >= -1 && device < static_cast<int32_t>(m_twin->devices.size());
    };
    return row.equipment < m_twin->devices.size() && inside(row.from) && inside(row.to);
}

// With half the width of its 95 % interval.
QString ResidualModel::sentenceOf(const sim::ParameterEstimate& estimate) {
    const auto both = [&estimate](double scale, int decimals) {
        // No minus before what is shown as zero.
        const double digit = std::pow(10.0, -decimals);
        const double shown = digit * std::round(scale * estimate.value / digit);
        return QStringLiteral("%1 ± %2").arg(
            format::signedNumber(shown == 0.0 ? 0.0 : shown, decimals),
            QString::number(0.5 * scale * (estimate.high - estimate.low), 'f', decimals));
    };
    switch (estimate.kind) {
        case sim::ParameterKind::slip:
            return tr("slip %1 %").arg(both(100.0, 1));
        case sim::ParameterKind::delay:
            return tr("delay %1 ms").arg(both(1000.0, 0));
        case sim::ParameterKind::bias:
            break;
    }
    return tr("bias %1 g").arg(both(1000.0, 0));
}

namespace {

// Times tell slips and delays, weights a bias; other rows tell none.
[[nodiscard]] bool tells(const sim::ParameterEstimate& estimate, sim::ResidualKind kind,
                         uint32_t equipment, int32_t to) {
    const bool weighed = kind == sim::ResidualKind::value;
    return estimate.identifiable != 0 && (weighed || kind == sim::ResidualKind::transit) &&
           weighed == (estimate.kind == sim::ParameterKind::bias) &&
           (estimate.equipment == equipment || static_cast<int64_t>(estimate.equipment) == to);
}

}  // namespace

QString ResidualModel::lackOf(const sim::ResidualRow& row) const {
    if (row.of > 0 || row.kind != sim::ResidualKind::transit || row.to < 0)
        return {};
    const analysis::EyeLack lack = analysis::lackOf(*m_twin, static_cast<uint32_t>(row.to));
    return lack.what != analysis::EyeLack::What::event
               ? QString()
               : deviceName(lack.feeder) + QStringLiteral(".spawn");
}

ResidualModel::Row ResidualModel::rowOf(const sim::ResidualRow& row,
                                        std::span<const sim::ParameterEstimate> estimates) const {
    QStringList parts;
    if (row.from >= 0 && row.to >= 0)
        parts << tr("%1 → %2").arg(deviceName(row.from), deviceName(row.to));
    else if (row.to >= 0 && row.to != static_cast<int32_t>(row.equipment))
        parts << tr("at %1").arg(deviceName(row.to));
    if (row.since != 0)
        parts << tr("since %1")
                     .arg(QDateTime::fromMSecsSinceEpoch(row.since / 1'000'000)
                              .toString(QStringLiteral("HH:mm:ss")));
    if (row.matched > 0)
        parts << tr("%1 compared").arg(format::count(row.matched));
    if (row.missingTotal > 0)
        parts << tr("%1 missing").arg(format::count(row.missingTotal));
    if (row.extraTotal > 0)
        parts << tr("%1 extra").arg(format::count(row.extraTotal));
    for (const sim::ParameterEstimate& estimate : estimates) {
        if (tells(estimate, row.kind, row.equipment, row.to))
            parts << sentenceOf(estimate);
    }
    const QString lack = lackOf(row);
    if (row.of == 0 && row.kind == sim::ResidualKind::transit && row.to >= 0 &&
        analysis::lackOf(*m_twin, static_cast<uint32_t>(row.to)).what ==
            analysis::EyeLack::What::itself)
        parts = {
            tr("What this eye sees makes the parts, so the two cannot part. Compare the next "
               "eye behind it.")};
    if (!lack.isEmpty())
        parts = {
            tr("Only parts that the plant makes can be compared. Click, and bind its first eye "
               "to %1.")
                .arg(lack)};
    return {.sentence = residualSentence(analysis::factsOf(row, *m_twin)),
            .detail = parts.join(QStringLiteral("  ·  ")),
            .lack = lack,
            .score = row.of > 0 ? row.score : -1.0,
            .device = row.equipment,
            .signal = row.signal,
            .kind = row.kind,
            .to = row.to};
}

void ResidualModel::update(const std::vector<sim::ResidualRow>& residuals,
                           std::span<const sim::ParameterEstimate> estimates) {
    if (m_twin == nullptr)
        return;
    m_estimates.assign(estimates.begin(), estimates.end());
    std::vector<Row> next;
    for (const sim::ResidualRow& row : residuals) {
        if (!known(row))
            continue;
        Row said = rowOf(row, estimates);
        if (placeOf(said, next) == next.size())
            next.push_back(std::move(said));
    }

    // The same rows in the same order first; then what they say.
    dropRowsNotIn(next);
    addRowsOf(next);
    rankAs(next);
    for (size_t i = 0; i < next.size(); ++i) {
        if (next[i] == m_rows[i])
            continue;
        m_rows[i] = std::move(next[i]);
        Q_EMIT dataChanged(index(static_cast<int>(i)), index(static_cast<int>(i)));
    }
}

size_t ResidualModel::placeOf(const Row& row, const std::vector<Row>& rows) {
    const auto at = std::find_if(rows.begin(), rows.end(),
                                 [&](const Row& other) { return other.comparesAs(row); });
    return static_cast<size_t>(at - rows.begin());
}

void ResidualModel::dropRowsNotIn(const std::vector<Row>& next) {
    for (size_t i = m_rows.size(); i-- > 0;) {
        if (placeOf(m_rows[i], next) < next.size())
            continue;
        const int row = static_cast<int>(i);
        beginRemoveRows({}, row, row);
        m_rows.erase(m_rows.begin() + row);
        endRemoveRows();
    }
}

void ResidualModel::addRowsOf(const std::vector<Row>& next) {
    for (const Row& row : next) {
        if (placeOf(row, m_rows) < m_rows.size())
            continue;
        const int last = static_cast<int>(m_rows.size());
        beginInsertRows({}, last, last);
        m_rows.push_back(row);
        endInsertRows();
    }
}

// `next` holds the same rows as the model, each once.
void ResidualModel::rankAs(const std::vector<Row>& next) {
    bool ranked = true;
    for (size_t i = 0; i < next.size(); ++i)
        ranked = ranked && next[i].comparesAs(m_rows[i]);
    if (ranked)
        return;
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    QModelIndexList after;
    for (const QModelIndex& kept : before)
        after << index(static_cast<int>(placeOf(m_rows[static_cast<size_t>(kept.row())], next)));
    std::vector<Row> moved;
    for (const Row& row : next)
        moved.push_back(std::move(m_rows[placeOf(row, m_rows)]));
    m_rows = std::move(moved);
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

std::vector<sim::ParameterEstimate> ResidualModel::estimatesOf(const QModelIndex& index) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Row& row = m_rows[static_cast<size_t>(index.row())];
    std::vector<sim::ParameterEstimate> out;
    for (const sim::ParameterEstimate& estimate : m_estimates) {
        if (estimate.equipment < m_twin->devices.size() &&
            tells(estimate, row.kind, row.device, row.to))
            out.push_back(estimate);
    }
    return out;
}

int ResidualModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant ResidualModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Row& row = m_rows[static_cast<size_t>(index.row())];
    switch (role) {
        case Qt::DisplayRole:
            return row.sentence;
        case Qt::ToolTipRole:
            return QString(row.sentence + u'\n' + row.detail);
        case Qt::AccessibleTextRole:
            return QString(row.sentence + QStringLiteral(". ") + row.detail);
        case detailRole:
            return row.detail;
        case scoreRole:
            return row.score;
        case deviceRole:
            return row.device;
        case signalRole:
            return row.signal;
        case lackRole:
            return row.lack;
        default:
            return {};
    }
}

}  // namespace gemba::ui
