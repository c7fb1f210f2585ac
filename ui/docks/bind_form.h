#pragma once

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <memory>
#include <vector>

#include "engine/sim/wire.h"
#include "engine/twin/patch.h"
#include "engine/twin/twin.h"
#include "ui/combo_box.h"

namespace gemba::ui {

/// Ties one value of the wire to a property: which, in what role, in what unit, and what would come
/// of it.
class BindForm final : public QWidget {
    Q_OBJECT

 public:
    explicit BindForm(QWidget* parent);

    void setTwin(std::shared_ptr<const twin::Twin> twin);
    /// What is chosen on the wire; null: nothing. Its newest value is looked at.
    void setSignal(const sim::WireValue* value);
    /// Chooses a property by its name ("pe1.blocked").
    void chooseProperty(const QString& name);
    /// Something is to be found on the wire for this property: what is chosen next is offered to
    /// it.
    void lookFor(const QString& property);
    [[nodiscard]] QPushButton& button() { return *m_bind; }
    [[nodiscard]] QString preview() const { return m_preview->text(); }

 Q_SIGNALS:
    /// The user wants this step.
    void changeRequested(const QString& label, const std::vector<gemba::twin::Change>& changes);

 protected:
    void customEvent(QEvent* event) override;

 private:
    void suggest();
    void adapt();
    void showPreview();
    void bind();
    void showName();
    /// Of the signal and the chosen property.
    [[nodiscard]] const twin::Binding* existing() const;
    [[nodiscard]] bool isBound(twin::PropertyRef property) const;
    [[nodiscard]] twin::PropertyRef property() const;
    [[nodiscard]] QString whatIsMissing(const twin::PropertyInfo& info) const;

    std::shared_ptr<const twin::Twin> m_twin;
    std::vector<twin::PropertyRef> m_choices;
    std::string m_signal;
    Value m_value;
    QString m_wanted;  // property that something is looked for; empty: none
    QLabel* m_name;
    ComboBox* m_property;
    ComboBox* m_role;
    QLineEdit* m_unit;
    QLabel* m_preview;
    QPushButton* m_bind;
};

}  // namespace gemba::ui
