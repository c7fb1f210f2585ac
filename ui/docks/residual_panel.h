#pragma once

#include <QListView>
#include <string>

#include "ui/docks/empty_hint.h"
#include "ui/docks/panel.h"
#include "ui/docks/residual_delegate.h"
#include "ui/edit/twin_editing.h"
#include "ui/models/residual_model.h"

namespace gemba::ui {

/// "Plant against model": where they part, worst first.
class ResidualPanel final : public Panel {
    Q_OBJECT

 public:
    ResidualPanel(TwinEditing& editing, QWidget* parent);

    void showSession(const SessionLink* link) override;
    void refresh(const sim::Snapshot& snapshot, UtcNs now) override;
    [[nodiscard]] int leastWidth() const override { return 280; }
    [[nodiscard]] int refreshEvery() const override { return 10; }

    [[nodiscard]] const QListView& list() const { return *m_list; }

 Q_SIGNALS:
    /// The user chose a row: its equipment (index into Twin::devices) and its signal.
    void rowChosen(uint32_t device, uint32_t signal);

    /// A row was chosen that compares nothing until this property ("feeder.spawn") is bound.
    void bindingWanted(const QString& property);

    /// A word to the user.
    void said(const QString& text);

 private:
    void openMenu(const QPoint& at);
    void apply(const sim::ParameterEstimate& estimate);

    TwinEditing& m_editing;
    const SessionLink* m_link = nullptr;
    ResidualModel m_model;
    ResidualDelegate m_delegate;
    QListView* m_list;
    EmptyHint* m_hint;
};

}  // namespace gemba::ui
