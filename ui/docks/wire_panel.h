#pragma once

#include <QLineEdit>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QTimer>

#include "ui/docks/bind_form.h"
#include "ui/docks/empty_hint.h"
#include "ui/docks/panel.h"
#include "ui/edit/twin_editing.h"
#include "ui/models/wire_model.h"

namespace gemba::ui {

/// Everything that comes over the sources, before anything is bound, and where it is bound.
class WirePanel final : public Panel {
    Q_OBJECT

 public:
    WirePanel(TwinEditing& editing, QWidget* parent);

    void showSession(const SessionLink* link) override;
    void refresh(const sim::Snapshot& snapshot, UtcNs now) override {
        (void)snapshot;
        (void)now;
    }
    [[nodiscard]] int leastWidth() const override { return 340; }

    /// Looks at the wire; a timer does this four times a second while the panel is seen.
    void look();
    /// Something on the wire is to be bound to this property ("feeder.spawn").
    void lookFor(const QString& property);
    [[nodiscard]] QTableView& table() { return *m_table; }
    [[nodiscard]] QLineEdit& endpoint() { return *m_endpoint; }
    [[nodiscard]] QPushButton& addButton() { return *m_add; }
    [[nodiscard]] BindForm& form() { return *m_form; }

 protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

 private:
    void addSource();
    void choose();
    void layOutColumns();
    void keepChosen();

    TwinEditing& m_editing;
    sim::WireService* m_wire = nullptr;
    WireModel m_model;
    QSortFilterProxyModel m_sorted;
    QTimer m_timer;
    QLineEdit* m_endpoint;
    QPushButton* m_add;
    QLineEdit* m_filter;
    QTableView* m_table;
    EmptyHint* m_hint;
    QString m_chosen;  // signal; over a reset of the rows
    BindForm* m_form;
};

}  // namespace gemba::ui
