#pragma once

#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <memory>
#include <vector>

#include "engine/render/view.h"
#include "engine/twin/references.h"
#include "ui/docks/empty_hint.h"
#include "ui/docks/panel.h"
#include "ui/edit/key_field.h"
#include "ui/edit/twin_editing.h"

namespace gemba::ui {

/// The keys of the selected equipment or model, to be looked at and changed.
class InspectorPanel final : public Panel {
    Q_OBJECT

 public:
    InspectorPanel(TwinEditing& editing, QWidget* parent);

    void showSession(const SessionLink* link) override;
    void refresh(const sim::Snapshot& snapshot, UtcNs now) override {
        (void)snapshot;
        (void)now;
    }
    /// What is selected in the window; an index into the session's twin.
    void select(const render::PickId& id);
    /// The selected thing's id; empty: nothing that can be edited.
    [[nodiscard]] const std::string& id() const { return m_id; }
    /// These go, and what cannot be without them.
    void remove(const std::vector<std::string>& ids);
    /// The field of a key, by its name in the file ("pose.position"); null: there is none.
    [[nodiscard]] KeyField* field(std::string_view path) const;
    [[nodiscard]] QLineEdit& idField() { return *m_idField; }

 protected:
    void renew() override;

 private:
    struct Row {
        std::string path;  // of the key within its object
        KeyField* field = nullptr;
    };

    void rebuild();
    void showValues();
    void addRow(const twin::KeyInfo& key, const std::string& path, const QStringList& choices);
    void addDeviceRows(const twin::Device& device);
    void addModelRows();
    void rename();
    [[nodiscard]] const twin::Device* device() const;
    [[nodiscard]] const twin::PlacedModel* model() const;
    [[nodiscard]] twin::KeyValue valueOf(const std::string& path) const;
    [[nodiscard]] QStringList choicesFor(std::string_view kinds) const;

    TwinEditing& m_editing;
    std::shared_ptr<const twin::Twin> m_shown;  // of the session: what indices mean
    std::string m_id;                           // of what is selected
    std::string m_built;                        // kind and id for which the rows stand
    std::vector<Row> m_rows;
    QLineEdit* m_idField;
    QLabel* m_kind;
    QWidget* m_form = nullptr;
    QScrollArea* m_scroll;
    EmptyHint* m_hint;
};

}  // namespace gemba::ui
