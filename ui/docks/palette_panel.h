#pragma once

#include <QLineEdit>
#include <QListWidget>

#include "ui/docks/empty_hint.h"
#include "ui/docks/panel.h"

namespace gemba::ui {

/// All kinds of equipment, to be dragged into the picture or added where one looks. GUI thread.
class PalettePanel final : public Panel {
    Q_OBJECT

 public:
    explicit PalettePanel(QWidget* parent);

    void showSession(const SessionLink* link) override { (void)link; }
    void refresh(const sim::Snapshot& snapshot, UtcNs now) override {
        (void)snapshot;
        (void)now;
    }
    [[nodiscard]] int leastWidth() const override { return 220; }
    /// Whether the twin that is open can be edited.
    void setCanEdit(bool can);
    [[nodiscard]] QListWidget& list() { return *m_list; }
    [[nodiscard]] QLineEdit& filter() { return *m_filter; }

 Q_SIGNALS:
    /// By double click or Enter. Index into twin::catalogue().
    void addRequested(uint kind);
    void modelRequested();

 protected:
    void renew() override;

 private:
    void fill();
    void sift();

    QLineEdit* m_filter;
    QListWidget* m_list;
    EmptyHint* m_hint;
};

}  // namespace gemba::ui
