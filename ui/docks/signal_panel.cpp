#include "ui/docks/signal_panel.h"

#include <QHeaderView>
#include <QVBoxLayout>

#include "ui/docks/value_table.h"
#include "ui/make_child.h"
#include "ui/theme.h"

namespace gemba::ui {

SignalPanel::SignalPanel(QWidget* parent)
    : Panel(parent),
      m_filter(makeChild<QLineEdit>(this)),
      m_table(makeChild<QTableView>(this)),
      m_hint(makeChild<EmptyHint>(this, m_table,
                                  tr("No signal is bound.\nThe panel Wire shows what the plant "
                                     "says, and binds it to a device."))) {
    m_sorted.setSourceModel(&m_model);
    m_sorted.setSortRole(SignalModel::sortRole);
    m_sorted.setFilterKeyColumn(SignalModel::name);
    m_sorted.setFilterRole(SignalModel::fullNameRole);
    m_sorted.setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_filter->setPlaceholderText(tr("Filter by name"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setAccessibleName(tr("Filter of signals"));
    connect(m_filter, &QLineEdit::textChanged, &m_sorted,
            &QSortFilterProxyModel::setFilterFixedString);
    layOutColumns();

    const auto chosen = [this](const QModelIndex& now) {
        Q_EMIT signalChosen(now.isValid() ? now.data(SignalModel::signalRole).toInt() : -1);
    };
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, chosen);

    auto* layout = makeChild<QVBoxLayout>(this);
    layout->setContentsMargins(theme::kSpace, theme::kSpace, theme::kSpace, theme::kSpace);
    layout->setSpacing(theme::kSpace);
    layout->addWidget(m_filter);
    layout->addWidget(m_hint);
}

void SignalPanel::layOutColumns() {
    m_table->setModel(&m_sorted);
    m_table->setItemDelegate(&m_delegate);
    m_table->setAccessibleName(tr("Signals"));
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    setUpValueTable(*m_table, SignalModel::name);
    m_table->horizontalHeader()->setMinimumSectionSize(48);
    m_table->setDragEnabled(true);
    m_table->setDragDropMode(QAbstractItemView::DragOnly);
    const int widths[SignalModel::columns] = {240, 76, 80, 46, 76, 80, 56, 52};
    for (int column = 1; column < SignalModel::columns; ++column)
        m_table->setColumnWidth(column, widths[column]);
}

void SignalPanel::showSession(const SessionLink* link) {
    m_model.setNames(link ? link->names : nullptr, link ? link->twin : nullptr);
    m_hint->setEmpty(m_model.rowCount() == 0);
    if (m_model.rowCount() == 0)
        Q_EMIT signalChosen(-1);
}

void SignalPanel::refresh(const sim::Snapshot& snapshot, UtcNs now) {
    m_model.update(snapshot.signals, now);
}

void SignalPanel::choose(uint32_t signal) {
    const QModelIndex row = m_model.index(static_cast<int>(signal), 0);
    m_table->setCurrentIndex(m_sorted.mapFromSource(row));
}

}  // namespace gemba::ui
