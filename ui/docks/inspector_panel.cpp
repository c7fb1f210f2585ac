#include "ui/docks/inspector_panel.h"

#include <QApplication>
#include <QVBoxLayout>
#include <algorithm>

#include "engine/core/text.h"
#include "engine/twin/placing.h"
#include "engine/twin/tables.h"
#include "engine/twin/toml_text.h"
#include "ui/format.h"
#include "ui/make_child.h"
#include "ui/theme.h"

namespace gemba::ui {
namespace {

[[nodiscard]] std::string unitName(double metres) {
    for (const auto& [name, unit] :
         {std::pair("m", 1.0), {"cm", 0.01}, {"mm", 0.001}, {"in", 0.0254}, {"ft", 0.3048}}) {
        if (metres == unit)
            return name;
    }
    return {};
}

[[nodiscard]] std::string collisionName(twin::Collision collision) {
    constexpr const char* kNames[] = {"none", "box", "hull", "mesh"};
    return kNames[static_cast<size_t>(collision)];
}

/// A value of one of a model's keys.
[[nodiscard]] twin::KeyValue valueOf(const twin::PlacedModel& model, std::string_view key) {
    if (key == "parent")
        return model.parent;
    if (key == "unit")
        return unitName(model.unitM);
    if (key == "up")
        return model.up == 0 ? std::string() : std::string(1, model.up);
    if (key == "collision")
        return collisionName(model.collision);
    if (key == "scale")
        return model.scale;
    return model.friction;
}

/// A value of one of a live source's keys.
[[nodiscard]] twin::KeyValue valueOf(const twin::LiveSource& source, std::string_view key) {
    if (key == "subscribe")
        return source.subscribe;
    if (key == "delay")
        return source.delay;
    if (key == "silent_after")
        return source.silentAfter;
    const std::pair<std::string_view, std::string> texts[] = {
        {"connect", source.connect},
        {"format", source.format == twin::WireFormat::native ? "native" : "any"},
        {"time", source.timePath},
        {"time_unit", source.timeUnit},
        {"align", source.align == twin::Align::source ? "source" : "arrival"},
        {"clock", source.trusted() ? "trusted" : "measured"},
        {"ca_file", source.keys.ca.string()},
        {"credentials_file", source.keys.credentials.string()},
        {"curve_server_key_file", source.keys.curveServer.string()},
        {"curve_key_file", source.keys.curve.string()}};
    for (const auto& [name, text] : texts) {
        if (name == key)
            return text;
    }
    return {};
}

}  // namespace

InspectorPanel::InspectorPanel(TwinEditing& editing, QWidget* parent)
    : Panel(parent),
      m_editing(editing),
      m_idField(makeChild<QLineEdit>(this)),
      m_kind(makeChild<QLabel>(this)),
      m_scroll(makeChild<QScrollArea>(this)),
      m_hint(makeChild<EmptyHint>(this, m_scroll, QString())) {
    m_idField->setAccessibleName(tr("Name"));
    m_idField->setToolTip(tr("Its id in the twin file; what names it follows"));
    connect(m_idField, &QLineEdit::editingFinished, this, &InspectorPanel::rename);
    m_kind->setFont(theme::caption());
    m_kind->setObjectName(QStringLiteral("caption"));
    m_kind->setWordWrap(true);
    connect(qApp, &QApplication::focusChanged, this, [this](const QWidget* before) {
        if (before != nullptr && isAncestorOf(before))
            m_editing.endMerge();
    });
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);

    auto* layout = makeChild<QVBoxLayout>(this);
    layout->setContentsMargins(theme::kSpace, theme::kSpace, theme::kSpace, theme::kSpace);
    layout->setSpacing(theme::kSpace);
    layout->addWidget(m_idField);
    layout->addWidget(m_kind);
    layout->addWidget(m_hint, 1);
    rebuild();
}

void InspectorPanel::showSession(const SessionLink* link) {
    m_shown = link != nullptr ? link->twin : nullptr;
    if (link == nullptr) {
        m_id.clear();
        m_source.clear();
    }
    rebuild();
}

void InspectorPanel::select(const render::PickId& id) {
    using Kind = render::PickId::Kind;
    m_id.clear();
    if (m_shown != nullptr && id.kind == Kind::device && id.index < m_shown->devices.size())
        m_id = m_shown->devices[id.index].id;
    if (m_shown != nullptr && id.kind == Kind::model && id.index < m_shown->models.size())
        m_id = m_shown->models[id.index].id;
    if (!m_id.empty())
        m_source.clear();
    rebuild();
}

void InspectorPanel::inspectSource(const std::string& id) {
    m_id.clear();
    m_source = id;
    rebuild();
}

const twin::LiveSource* InspectorPanel::source() const {
    const auto twin = m_editing.twin();
    if (twin == nullptr || m_source.empty())
        return nullptr;
    const auto at = std::ranges::find(twin->live, m_source, &twin::LiveSource::id);
    return at == twin->live.end() ? nullptr : &*at;
}

const twin::Device* InspectorPanel::device() const {
    const auto twin = m_editing.twin();
    const int32_t at = twin != nullptr ? twin->findDevice(m_id) : -1;
    return at < 0 ? nullptr : &twin->devices[static_cast<size_t>(at)];
}

const twin::PlacedModel* InspectorPanel::model() const {
    const auto twin = m_editing.twin();
    if (twin == nullptr)
        return nullptr;
    const auto at = std::find_if(twin->models.begin(), twin->models.end(),
                                 [&](const twin::PlacedModel& one) { return one.id == m_id; });
    return at == twin->models.end() ? nullptr : &*at;
}

// The rows of another object; of the same one only its values.
void InspectorPanel::rebuild() {
    const twin::Device* const itsDevice = device();
    const twin::PlacedModel* const itsModel = model();
    const bool isSource = source() != nullptr;
    const bool any = itsDevice != nullptr || itsModel != nullptr || isSource;
    const std::string wanted = !any                   ? ""
                               : itsDevice != nullptr ? std::string(itsDevice->info().name)
                               : isSource             ? "source " + m_source
                                                      : "model";
    m_idField->setReadOnly(isSource);
    m_idField->setVisible(any);
    m_kind->setVisible(any);
    m_hint->setEmpty(!any);
    if (!any)
        m_hint->setSentence(m_editing.canEdit()
                                ? tr("Nothing is selected.\nClick equipment in the picture or in "
                                     "the scene to see and change it.")
                                : tr("What is open cannot be edited."));
    if (wanted + '/' + m_id != m_built) {
        m_built = wanted + '/' + m_id;
        m_idField->setModified(false);  // a name that was being typed was the other one's
        m_rows.clear();
        m_form = makeChild<QWidget>(m_scroll);
        m_form->setObjectName(QStringLiteral("panel"));
        m_form->setAttribute(Qt::WA_StyledBackground);
        auto* form = makeChild<QFormLayout>(m_form);
        form->setContentsMargins(0, 0, theme::kSpace, 0);
        form->setSpacing(theme::kSpace / 2);
        form->setRowWrapPolicy(QFormLayout::DontWrapRows);
        form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
        if (itsDevice != nullptr)
            addDeviceRows(*itsDevice);
        else if (itsModel != nullptr)
            addModelRows();
        else if (isSource)
            addSourceRows();
        m_scroll->setWidget(m_form);  // the one before goes
    }
    if (any)
        showValues();
}

void InspectorPanel::renew() {
    m_built.clear();
    rebuild();
}

void InspectorPanel::addRow(const twin::KeyInfo& key, const std::string& path,
                            const QStringList& choices) {
    auto* field = makeChild<KeyField>(m_form, key, choices);
    auto* label = makeChild<QLabel>(m_form, format::words(key.name));
    label->setToolTip(format::doc(key.doc));
    static_cast<QFormLayout*>(m_form->layout())->addRow(label, field);
    connect(field, &KeyField::edited, this, [this, path](const QString& toml) {
        twin::Change change{.key = path, .value = toml.toStdString()};
        if (const twin::Device* const its = device())
            change.object = twin::refOf(*its);
        else if (const twin::PlacedModel* const other = model())
            change.object = twin::refOf(*other);
        else if (const twin::LiveSource* const live = source())
            change.object = twin::refOf(*live);
        // An empty text is no value: the key goes.
        if (change.value == "\"\"") {
            change.what = twin::Change::What::unset;
            change.value.clear();
        }
        // Turning the wheel is one step.
        const std::string& whose = m_id.empty() ? m_source : m_id;
        const QString merge = QString::fromStdString(whose + '/' + path);
        if (!m_editing.apply(tr("%1 of %2").arg(format::words(path), format::text(whose)), {change},
                             merge))
            showValues();  // as it was
    });
    m_rows.push_back({path, field});
}

void InspectorPanel::addDeviceRows(const twin::Device& device) {
    const twin::KindInfo& kind = device.info();
    for (const twin::KeyInfo& key : twin::commonKeys(kind)) {
        if (key.name != "id")
            addRow(key, std::string(key.name), choicesFor(key.allowed));
    }
    if (!kind.placedOnConveyor) {
        for (const twin::KeyInfo& key : twin::poseKeys())
            addRow(key, "pose." + std::string(key.name), {});
    }
    for (const twin::KeyInfo& key : kind.keys)
        addRow(key, std::string(key.name), choicesFor(key.allowed));
}

void InspectorPanel::addModelRows() {
    static constexpr twin::KeyInfo kParent{.name = "parent",
                                           .type = twin::KeyType::text,
                                           .doc = "equipment or model that it hangs on"};
    addRow(kParent, "parent", {});
    for (const twin::KeyInfo& key : twin::poseKeys())
        addRow(key, "pose." + std::string(key.name), {});
    for (const twin::KeyInfo& key : twin::fixedTable("model").keys) {
        if (key.name != "file" && key.name != "id" && key.name != "parent")
            addRow(key, std::string(key.name), {});
    }
}

void InspectorPanel::addSourceRows() {
    for (const twin::KeyInfo& key : twin::fixedTable("live").keys) {
        if (key.name != "id")
            addRow(key, std::string(key.name), {});
    }
}

QStringList InspectorPanel::choicesFor(std::string_view kinds) const {
    QStringList out;
    const auto twin = m_editing.twin();
    if (twin == nullptr)
        return out;
    for (const std::string_view kind : split(kinds, '|')) {
        for (const twin::Device& one : twin->devices) {
            if (one.is(kind))
                out.push_back(format::text(one.id));
        }
    }
    return out;
}

twin::KeyValue InspectorPanel::valueOf(const std::string& path) const {
    const twin::Device* const its = device();
    const twin::PlacedModel* const other = model();
    if (const twin::LiveSource* const live = source(); its == nullptr && other == nullptr)
        return live != nullptr ? ui::valueOf(*live, path) : twin::KeyValue();
    if (path.starts_with("pose.")) {
        const Pose& pose = its != nullptr ? its->parentFromDevice : other->parentFromModel;
        return path == "pose.position" ? pose.position : twin::rpyDegOf(pose.rotation);
    }
    if (its == nullptr)
        return ui::valueOf(*other, path);
    if (path == "parent")
        return its->parent;
    if (path == "on")
        return its->on < 0 ? std::string()
                           : m_editing.twin()->devices[static_cast<size_t>(its->on)].id;
    if (path == "at")
        return its->at;
    return its->values[*twin::findKey(its->info(), path)];
}

void InspectorPanel::showValues() {
    if (!(m_idField->hasFocus() && m_idField->isModified()))
        m_idField->setText(format::text(m_id.empty() ? m_source : m_id));
    m_kind->setText(describe());
    for (const Row& row : m_rows)
        row.field->show(valueOf(row.path));
}

QString InspectorPanel::describe() const {
    if (const twin::Device* const its = device())
        return QStringLiteral("%1: %2").arg(format::kind(its->info().name),
                                            format::doc(its->info().doc));
    if (const twin::PlacedModel* const other = model())
        return tr("model: %1").arg(QString::fromStdString(other->file.filename().string()));
    return tr("source: where measured values come from");
}

void InspectorPanel::removeSource(const std::string& id) {
    const auto twin = m_editing.twin();
    const auto at = twin == nullptr ? decltype(twin->live.begin()){}
                                    : std::ranges::find(twin->live, id, &twin::LiveSource::id);
    if (twin == nullptr || at == twin->live.end())
        return;
    const auto place = static_cast<int32_t>(at - twin->live.begin());
    std::vector<twin::Change> changes{
        {.what = twin::Change::What::remove, .object = twin::refOf(*at)}};
    for (const twin::Alarm& alarm : twin->alarms) {
        if (alarm.source == place)
            changes.push_back(
                {.what = twin::Change::What::remove, .object = {"alarm", {{"id", alarm.id}}}});
    }
    (void)m_editing.apply(tr("Remove source %1").arg(format::text(id)), changes);
}

void InspectorPanel::rename() {
    const std::string to = m_idField->text().trimmed().toStdString();
    m_idField->setModified(false);
    if (m_id.empty() || to == m_id)
        return;
    const std::string from = m_id;
    const twin::Renaming renamed = twin::renaming(*m_editing.twin(), from, to);
    m_id = to;  // the session that comes knows it by this name
    if (!m_editing.apply(tr("Rename %1").arg(format::text(from)), renamed.changes)) {
        m_id = from;
        m_idField->setText(format::text(from));
    } else if (renamed.mentioned) {
        Q_EMIT m_editing.said(
            tr("The controller's script still says %1: change it there.").arg(format::text(from)));
    }
}

void InspectorPanel::remove(const std::vector<std::string>& ids) {
    const auto twin = m_editing.twin();
    // The picture may be a moment behind.
    const bool there =
        twin != nullptr && std::all_of(ids.begin(), ids.end(), [&](const std::string& id) {
            return twin::standingOf(*twin, id).has_value();
        });
    if (!there || ids.empty())
        return;
    const twin::Removal gone = twin::removal(*twin, ids);
    const QString first = format::text(ids.front());
    const QString label = gone.ids.size() == 1 ? tr("Remove %1").arg(first)
                                               : tr("Remove %1 and %n more", nullptr,
                                                    static_cast<int>(gone.ids.size() - 1))
                                                     .arg(first);
    if (m_editing.apply(label, gone.changes)) {
        m_id.clear();
        rebuild();
    }
}

KeyField* InspectorPanel::field(std::string_view path) const {
    const auto at = std::find_if(m_rows.begin(), m_rows.end(),
                                 [&](const Row& row) { return row.path == path; });
    return at == m_rows.end() ? nullptr : at->field;
}

}  // namespace gemba::ui
