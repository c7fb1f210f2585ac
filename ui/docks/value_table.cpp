#include "ui/docks/value_table.h"

#include <QHeaderView>

namespace gemba::ui {

void setUpValueTable(QTableView& table, int nameColumn) {
    constexpr int kRowHeight = 26;
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.setSelectionMode(QAbstractItemView::SingleSelection);
    table.setAlternatingRowColors(true);
    table.setShowGrid(false);
    table.setTabKeyNavigation(false);
    table.setWordWrap(false);
    table.setTextElideMode(Qt::ElideMiddle);
    table.setSortingEnabled(true);
    table.sortByColumn(nameColumn, Qt::AscendingOrder);
    table.verticalHeader()->hide();
    table.verticalHeader()->setDefaultSectionSize(kRowHeight);
    QHeaderView& header = *table.horizontalHeader();
    header.setHighlightSections(false);
    header.setSectionResizeMode(nameColumn, QHeaderView::Stretch);
}

}  // namespace gemba::ui
