#pragma once

#include <QLineEdit>
#include <QSortFilterProxyModel>
#include <QTableView>

#include "ui/docks/colors_delegate.h"
#include "ui/docks/empty_hint.h"
#include "ui/docks/panel.h"
#include "ui/models/signal_model.h"

namespace gemba::ui {

/// Table of all bound signals with a filter; the chosen one goes to the plot.
class SignalPanel final : public Panel {
    Q_OBJECT

 public:
    explicit SignalPanel(QWidget* parent);

    void showSession(const SessionLink* link) override;
    void refresh(const sim::Snapshot& snapshot, UtcNs now) override;
    [[nodiscard]] int leastWidth() const override { return 360; }

    [[nodiscard]] QTableView& table() { return *m_table; }
    [[nodiscard]] QLineEdit& filter() { return *m_filter; }
    /// Stands in the menu of a row; outlives the panel's use.
    void addRowAction(QAction* action) { m_table->addAction(action); }
    /// Chooses a signal as a click would.
    void choose(uint32_t signal);

 Q_SIGNALS:
    /// Index into SignalNames, or -1.
    void signalChosen(int signal);

 private:
    void layOutColumns();

    SignalModel m_model;
    QSortFilterProxyModel m_sorted;
    ColorsDelegate m_delegate;
    QLineEdit* m_filter;
    QTableView* m_table;
    EmptyHint* m_hint;
};

}  // namespace gemba::ui
