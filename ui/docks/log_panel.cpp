#include "ui/docks/log_panel.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QVBoxLayout>

#include "ui/make_child.h"
#include "ui/theme.h"

namespace gemba::ui {

LogPanel::LogPanel(QWidget* parent) : Panel(parent), m_table(makeChild<QTableView>(this)) {
    m_filtered.setSourceModel(&m_model);
    m_filtered.setFilterKeyColumn(LogModel::text);
    m_filtered.setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_table->setModel(&m_filtered);
    m_table->setAccessibleName(tr("Log"));
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(22);
    m_table->horizontalHeader()->hide();
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setColumnWidth(LogModel::time, 100);

    auto* filter = makeChild<QLineEdit>(this);
    filter->setPlaceholderText(tr("Filter"));
    filter->setClearButtonEnabled(true);
    filter->setAccessibleName(tr("Filter of the log"));
    connect(filter, &QLineEdit::textChanged, &m_filtered,
            &QSortFilterProxyModel::setFilterFixedString);
    auto* copyButton = makeChild<QPushButton>(this, tr("Copy"));
    copyButton->setToolTip(tr("Copy the selected lines, or all"));
    connect(copyButton, &QPushButton::clicked, this, &LogPanel::copy);
    auto* clearButton = makeChild<QPushButton>(this, tr("Clear"));
    connect(clearButton, &QPushButton::clicked, &m_model, &LogModel::clear);

    auto* head = makeLayout<QHBoxLayout>();
    head->setSpacing(theme::kSpace);
    head->addWidget(filter, 1);
    head->addWidget(copyButton);
    head->addWidget(clearButton);
    auto* layout = makeChild<QVBoxLayout>(this);
    layout->setContentsMargins(theme::kSpace, theme::kSpace, theme::kSpace, theme::kSpace);
    layout->setSpacing(theme::kSpace);
    layout->addLayout(head);
    layout->addWidget(m_table);
}

void LogPanel::drain() {
    const QScrollBar& bar = *m_table->verticalScrollBar();
    const bool atEnd = bar.value() >= bar.maximum() - 1;
    if (m_model.drain() && atEnd)
        m_table->scrollToBottom();
}

void LogPanel::copy() const {
    QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (rows.isEmpty()) {
        for (int row = 0; row < m_filtered.rowCount(); ++row)
            rows << m_filtered.index(row, 0);
    }
    QStringList lines;
    for (const QModelIndex& row : rows)
        lines << row.data().toString() + u' ' +
                     row.siblingAtColumn(LogModel::text).data().toString();
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

}  // namespace gemba::ui
