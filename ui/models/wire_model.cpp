#include "ui/models/wire_model.h"

#include <algorithm>

#include "ui/format.h"
#include "ui/theme.h"

namespace gemba::ui {

void WireModel::setTwin(std::shared_ptr<const twin::Twin> twin) {
    beginResetModel();
    m_twin = std::move(twin);
    m_values.reset();
    m_bound.clear();
    if (m_twin != nullptr) {
        for (const twin::Binding& binding : m_twin->bindings) {
            QString& text = m_bound[binding.signal];
            if (!text.isEmpty())
                text += QStringLiteral(", ");
            text += format::text(m_twin->propertyName(binding.target));
        }
    }
    endResetModel();
}

void WireModel::update(Values values, UtcNs now) {
    m_now = now;
    const size_t before = m_values != nullptr ? m_values->size() : 0;
    const size_t next = values != nullptr ? values->size() : 0;
    const auto same = [](const sim::WireValue& a, const sim::WireValue& b) {
        return a.source == b.source && a.member == b.member && a.topic == b.topic;
    };
    // Rows only come; those that are there keep their places, and so their selection.
    const bool grows =
        next >= before &&
        (before == 0 || std::equal(m_values->begin(), m_values->end(), values->begin(), same));
    if (!grows) {
        beginResetModel();
        m_values = std::move(values);
        endResetModel();
        return;
    }
    if (next > before)
        beginInsertRows({}, static_cast<int>(before), static_cast<int>(next) - 1);
    m_values = std::move(values);
    if (next > before)
        endInsertRows();
    if (before > 0)
        Q_EMIT dataChanged(index(0, value), index(static_cast<int>(before) - 1, age));
}

const sim::WireValue* WireModel::at(int row) const {
    return row >= 0 && row < rowCount() ? &(*m_values)[static_cast<size_t>(row)] : nullptr;
}

QString WireModel::boundTo(const std::string& signal) const {
    const auto at = m_bound.find(signal);
    return at == m_bound.end() ? QString() : at->second;
}

int WireModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || m_values == nullptr ? 0 : static_cast<int>(m_values->size());
}

int WireModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(columns);
}

QString WireModel::text(const sim::WireValue& one, int column) const {
    switch (column) {
        case name:
            return format::text(one.signal());
        case value:
            return format::value(one.value);
        case rate:
            return one.rate < 0.05 ? QString()
                                   : QStringLiteral("%1/s").arg(format::number(one.rate));
        case age:
            return one.received == 0 ? tr("repeated") : format::age(m_now - one.received);
        case bound:
            return boundTo(one.signal());
        default:
            return {};
    }
}

QVariant WireModel::data(const QModelIndex& index, int role) const {
    const sim::WireValue* const one = at(index.row());
    if (one == nullptr)
        return {};
    switch (role) {
        case Qt::DisplayRole:
            return text(*one, index.column());
        case Qt::ToolTipRole:
            return text(*one, index.column());
        case Qt::TextAlignmentRole:
            return index.column() == name || index.column() == bound
                       ? QVariant(Qt::AlignLeft | Qt::AlignVCenter)
                       : QVariant(Qt::AlignRight | Qt::AlignVCenter);
        case Qt::ForegroundRole:
            if (index.column() == bound)
                return QColor(theme::colors().accent);
            return index.column() == value ? QColor(theme::colors().measured) : QVariant();
        case sortRole:
            if (index.column() == rate)
                return one->rate;
            if (index.column() == age)
                return static_cast<qlonglong>(m_now - one->received);
            return text(*one, index.column());
        default:
            return {};
    }
}

QVariant WireModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QString titles[columns] = {tr("On the wire"), tr("Value"), tr("Rate"), tr("Age"),
                                     tr("Bound to")};
    return titles[section];
}

}  // namespace gemba::ui
