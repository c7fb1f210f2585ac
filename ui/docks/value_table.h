#pragma once

#include <QTableView>

namespace gemba::ui {

/// The looks of a table of values that has a model: whole rows chosen one at a time, sorted by
/// name, the name's column takes what is left. GUI thread.
void setUpValueTable(QTableView& table, int nameColumn);

}  // namespace gemba::ui
