#pragma once

#include <QAction>
#include <QLineEdit>
#include <memory>
#include <optional>
#include <vector>

#include "engine/render/view.h"
#include "ui/docks/empty_hint.h"
#include "ui/docks/panel.h"
#include "ui/docks/scene_tree.h"
#include "ui/withholding.h"

namespace gemba::ui {

/// Tree of what stands in the twin: devices by kind with their properties' values and who drives
/// them, models, item types.
class ScenePanel final : public Panel {
    Q_OBJECT

 public:
    explicit ScenePanel(QWidget* parent);

    void showSession(const SessionLink* link) override;
    void refresh(const sim::Snapshot& snapshot, UtcNs now) override;
    [[nodiscard]] int leastWidth() const override { return 220; }

    /// Marks what was selected elsewhere, without telling of it again; the last one is current.
    void mark(const std::vector<render::PickId>& ids);
    /// What is hidden and locked, by the marks of the rows.
    void showWithheld(const Withholding& withholding);
    /// What else can be done with the selection, for the menu of a row.
    void addRowActions(const std::vector<QAction*>& actions);
    [[nodiscard]] QTreeWidget& tree() { return *m_tree; }
    [[nodiscard]] QLineEdit& filter() { return *m_filter; }

 Q_SIGNALS:
    /// By rows: the last one is what was clicked.
    void selected(const std::vector<gemba::render::PickId>& ids);
    void frameRequested();
    /// Something is to be hidden or locked, or no longer.
    void withholdRequested(const gemba::ui::Withholding& withholding);
    /// Signals of what is chosen are to be plotted, by their full names.
    void plotRequested(const QStringList& names);
    /// A property is to have a value by hand, or no longer. `now`: what it is.
    void forceRequested(uint device, uint property, double now);
    void releaseRequested(uint device, uint property);

 protected:
    void renew() override;

 private:
    void build(const twin::Twin& twin);
    void addDevices(const twin::Twin& twin);
    void addDevice(QTreeWidgetItem& kind, const twin::Twin& twin, uint32_t index);
    void addModels(const twin::Twin& twin);
    void addItems(const twin::Twin& twin);
    void applyFilter(const QString& text);
    void addForcing();
    void connectMarks();
    [[nodiscard]] std::vector<render::PickId> chosen() const;
    [[nodiscard]] QTreeWidgetItem* rowOf(const render::PickId& id) const;
    void markRow(QTreeWidgetItem& row);
    [[nodiscard]] std::vector<std::string> idsOf(const QTreeWidgetItem& row) const;
    void adaptForcing();
    /// Of the chosen row; nothing where it is no property, or one that nobody can set.
    [[nodiscard]] std::optional<twin::PropertyRef> chosenProperty() const;
    [[nodiscard]] QStringList signalsOf(const QTreeWidgetItem& row) const;
    void showValues(QTreeWidgetItem& device, const twin::Device& what,
                    const sim::Snapshot& snapshot);

    std::shared_ptr<const twin::Twin> m_twin;
    std::vector<QTreeWidgetItem*> m_devices;  // at Twin::devices' indices
    std::vector<QTreeWidgetItem*> m_models;   // at Twin::models' indices
    Withholding m_withholding;
    std::vector<uint8_t> m_states;  // device states that are shown
    std::vector<double> m_values;   // properties, as they were last seen
    std::vector<uint8_t> m_drivers;
    QAction* m_force = nullptr;
    QAction* m_release = nullptr;
    bool m_marking = false;
    QLineEdit* m_filter;
    SceneTree* m_tree;
    EmptyHint* m_hint;
};

}  // namespace gemba::ui
