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

/// The keys of the selected equipment or model, or of a live source, to be looked at and changed.
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
    /// A live source, until something is selected.
    void inspectSource(const std::string& id);
    /// Its [[live]] goes, and the alarms on it; what is bound stays bound to its topics.
    void removeSource(const std::string& id);
    /// The selected equipment's or model's id; empty: nothing that can be edited, or a source.
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
    void addSourceRows();
    void rename();
    [[nodiscard]] const twin::Device* device() const;
    [[nodiscard]] const twin::PlacedModel* model() const;
    [[nodiscard]] const twin::LiveSource* source() const;
    [[nodiscard]] QString describe() const;
    [[nodiscard]] twin::KeyValue valueOf(const std::string& path) const;
    [[nodiscard]] QStringList choicesFor(std::string_view kinds) const;

    TwinEditing& m_editing;
    std::shared_ptr<const twin::Twin> m_shown;  // of the session: what indices mean
    std::string m_id;                           // of what is selected
    std::string m_source;                       // id of the source that is inspected instead
    std::string m_built;                        // kind and id for which the rows stand
    std::vector<Row> m_rows;
    QLineEdit* m_idField;
    QLabel* m_kind;
    QWidget* m_form = nullptr;
    QScrollArea* m_scroll;
    EmptyHint* m_hint;
};

}  // namespace gemba::ui
