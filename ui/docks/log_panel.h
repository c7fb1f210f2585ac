#pragma once

#include <QSortFilterProxyModel>
#include <QTableView>

#include "ui/docks/panel.h"
#include "ui/models/log_model.h"

namespace gemba::ui {

/// What the program said, newest below; follows while its end is in sight.
class LogPanel final : public Panel {
    Q_OBJECT

 public:
    explicit LogPanel(QWidget* parent);

    [[nodiscard]] LogModel& model() { return m_model; }
    void showSession(const SessionLink*) override {}
    void refresh(const sim::Snapshot&, UtcNs) override {}
    /// Takes waiting lines, with or without a session.
    void drain();

 private:
    void copy() const;

    LogModel m_model;
    QSortFilterProxyModel m_filtered;
    QTableView* m_table;
};

}  // namespace gemba::ui
