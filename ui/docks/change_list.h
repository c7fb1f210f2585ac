#pragma once

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <memory>
#include <vector>

#include "engine/sim/futures.h"
#include "engine/sim/snapshot.h"
#include "engine/twin/twin.h"
#include "ui/combo_box.h"

namespace gemba::ui {

/// A property and the value that it is to take.
class ChangeRow final : public QWidget {
    Q_OBJECT

 public:
    ChangeRow(std::shared_ptr<const twin::Twin> twin, QWidget* parent);

    /// Values that hold now: what is chosen next begins with its own.
    void observe(const std::vector<double>& properties) { m_now = properties; }
    /// Twin::propertyIndex.
    void choose(uint32_t property);
    void setValue(double value);
    [[nodiscard]] sim::FutureChange change() const;

 Q_SIGNALS:
    void removeRequested();

 protected:
    void customEvent(QEvent* event) override;

 private:
    void adapt();
    void sayProperties();

    std::shared_ptr<const twin::Twin> m_twin;
    std::vector<twin::PropertyRef> m_choices;
    std::vector<double> m_now;
    ComboBox* m_property;
    QStackedWidget* m_value;
    QDoubleSpinBox* m_number;
    QCheckBox* m_flag;
};

/// What is to be changed in a future.
class ChangeList final : public QWidget {
    Q_OBJECT

 public:
    explicit ChangeList(QWidget* parent);

    void setTwin(std::shared_ptr<const twin::Twin> twin);
    void observe(const std::vector<double>& properties);
    ChangeRow& add();
    /// The last one of a property that was chosen twice holds.
    [[nodiscard]] std::vector<sim::FutureChange> changes() const;
    /// A file in place of the controller's script; an empty path: that one.
    void setScript(std::filesystem::path script);
    [[nodiscard]] const std::filesystem::path& script() const { return m_script; }

 protected:
    void customEvent(QEvent* event) override;

 private:
    void remove(ChangeRow* row);
    void buildScript();
    void chooseScript();

    std::shared_ptr<const twin::Twin> m_twin;
    std::vector<double> m_now;
    std::vector<ChangeRow*> m_rows;
    std::filesystem::path m_script;
    QVBoxLayout* m_column;
    QPushButton* m_add;
    QPushButton* m_addScript;
    QWidget* m_scriptRow;
    QLabel* m_scriptName;
};

}  // namespace gemba::ui
