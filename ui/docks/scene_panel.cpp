#include "ui/docks/scene_panel.h"

#include <QAction>
#include <QHeaderView>
#include <QVBoxLayout>
#include <algorithm>

#include "engine/sim/world.h"
#include "ui/docks/scene_rows.h"
#include "ui/format.h"
#include "ui/icons.h"
#include "ui/make_child.h"
#include "ui/theme.h"

namespace gemba::ui {
namespace {

using Kind = render::PickId::Kind;

constexpr auto kKindRole = SceneTree::kKindRole, kIndexRole = SceneTree::kIndexRole;
constexpr auto kName = SceneTree::name, kValue = SceneTree::value, kFrom = SceneTree::from;
constexpr auto kColumns = SceneTree::columns;

[[nodiscard]] QTreeWidgetItem* add(QTreeWidgetItem* parent, const QStringList& texts) {
    return std::make_unique<QTreeWidgetItem>(parent, texts).release();  // the parent's now
}

void tag(QTreeWidgetItem& item, Kind kind, uint32_t index) {
    item.setData(0, kKindRole, static_cast<int>(kind));
    item.setData(0, kIndexRole, index);
}

[[nodiscard]] QTreeWidgetItem* addGroup(QTreeWidget& tree, const char* name, const QString& title,
                                        size_t count) {
    auto* out = std::make_unique<QTreeWidgetItem>(&tree, QStringList{title, QString::number(count)})
                    .release();
    out->setData(0, SceneTree::kNameRole, QLatin1String(name));
    out->setForeground(kValue, QColor(theme::colors().faint));
    QFont strong = tree.font();
    strong.setWeight(QFont::DemiBold);
    out->setFont(kName, strong);
    out->setExpanded(true);
    return out;
}

[[nodiscard]] QString valueText(const twin::PropertyInfo& property, double number) {
    if (property.type == ValueType::boolean)
        return number != 0.0 ? ScenePanel::tr("on") : ScenePanel::tr("off");
    if (property.type == ValueType::integer)
        return QString::number(static_cast<qlonglong>(number));
    const QString unit = format::unit(property.unit);
    return unit.isEmpty() ? format::number(number) : format::number(number) + u' ' + unit;
}

[[nodiscard]] QString driverText(uint8_t driver) {
    switch (static_cast<sim::Driver>(driver)) {
        case sim::Driver::controller:
            return ScenePanel::tr("controller");
        case sim::Driver::overlay:
            return ScenePanel::tr("difference");
        case sim::Driver::measured:
            return ScenePanel::tr("measured");
        case sim::Driver::stale:
            return ScenePanel::tr("stale");
        case sim::Driver::forced:
            return ScenePanel::tr("forced");
        case sim::Driver::initial:
            break;
    }
    return {};
}

[[nodiscard]] QRgb stateColor(uint8_t state) {
    return state == 0   ? theme::colors().good
           : state == 1 ? theme::colors().stale
                        : theme::colors().residual;
}

// True when this item or one below it matches; what does not is hidden.
bool filterItem(QTreeWidgetItem& item, const QString& text, bool parentMatches) {
    const bool matches = parentMatches || item.text(kName).contains(text, Qt::CaseInsensitive);
    bool below = false;
    for (int i = 0; i < item.childCount(); ++i)
        below |= filterItem(*item.child(i), text, matches);
    item.setHidden(!matches && !below);
    return matches || below;
}

}  // namespace

ScenePanel::ScenePanel(QWidget* parent)
    : Panel(parent),
      m_filter(makeChild<QLineEdit>(this)),
      m_tree(makeChild<SceneTree>(this)),
      m_hint(makeChild<EmptyHint>(this, m_tree, tr("Nothing is open."))) {
    m_filter->setPlaceholderText(tr("Filter by name"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setAccessibleName(tr("Filter of the scene"));
    connect(m_filter, &QLineEdit::textChanged, this, &ScenePanel::applyFilter);
    m_tree->setColumnCount(kColumns);
    m_tree->setHeaderLabels({tr("Name"), tr("Value"), tr("From")});
    m_tree->setAccessibleName(tr("Scene"));
    m_tree->setUniformRowHeights(true);
    m_tree->setIndentation(12);
    m_tree->setTextElideMode(Qt::ElideMiddle);
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(kName, QHeaderView::Stretch);
    m_tree->setColumnWidth(kValue, 72);
    m_tree->setColumnWidth(kFrom, 66);
    m_tree->header()->setMinimumSectionSize(40);
    m_tree->setSelectionMode(QAbstractItemView::ExtendedSelection);
    connect(m_tree, &QTreeWidget::itemSelectionChanged, this, [this] {
        const auto ids = m_marking ? std::vector<render::PickId>{} : chosen();
        if (!ids.empty())
            Q_EMIT selected(ids);
    });
    connect(m_tree, &QTreeWidget::itemActivated, this, &ScenePanel::frameRequested);

    m_tree->signalsOfRow = [this](const QTreeWidgetItem& row) { return signalsOf(row); };
    auto* plot = makeChild<QAction>(m_tree, tr("Plot"));
    plot->setToolTip(tr("Plot the signals that are bound to it"));
    connect(plot, &QAction::triggered, this, [this] {
        if (const QTreeWidgetItem* row = m_tree->currentItem())
            Q_EMIT plotRequested(signalsOf(*row));
    });
    m_tree->addAction(plot);
    addForcing();
    connectMarks();
    m_tree->setContextMenuPolicy(Qt::ActionsContextMenu);

    auto* layout = makeChild<QVBoxLayout>(this);
    layout->setContentsMargins(theme::kSpace, theme::kSpace, theme::kSpace, theme::kSpace);
    layout->setSpacing(theme::kSpace);
    layout->addWidget(m_filter);
    layout->addWidget(m_hint);
}

void ScenePanel::showSession(const SessionLink* link) {
    const bool continues = link != nullptr && link->continues && m_twin != nullptr;
    const auto rows = continues ? std::optional<SceneRows>(*m_tree) : std::nullopt;
    m_marking = true;
    m_tree->clear();
    m_devices.clear();
    m_models.clear();
    m_twin = link ? link->twin : nullptr;
    if (m_twin != nullptr)
        build(*m_twin);
    if (rows)
        rows->restore(*m_tree);
    m_marking = false;
    const bool empty = m_twin != nullptr && m_tree->topLevelItemCount() == 0;
    m_hint->setEmpty(m_twin == nullptr || empty);
    m_hint->setSentence(!empty ? tr("Nothing is open.")
                        : link->source == nullptr
                            ? tr("Nothing stands here.")
                            : tr("Nothing stands here yet.\nDrag equipment out of the panel "
                                 "Equipment into the picture."));
}

void ScenePanel::build(const twin::Twin& twin) {
    m_devices.assign(twin.devices.size(), nullptr);
    m_states.assign(twin.devices.size(), 255);
    m_models.assign(twin.models.size(), nullptr);
    addDevices(twin);
    addModels(twin);
    addItems(twin);
    applyFilter(m_filter->text());
    showWithheld(m_withholding);
}

// All rows anew, each as open and as chosen as it was.
void ScenePanel::renew() {
    if (m_twin == nullptr)
        return;
    const SceneRows rows(*m_tree);
    m_marking = true;
    m_tree->clear();
    build(*m_twin);
    rows.restore(*m_tree);
    m_marking = false;
}

void ScenePanel::addDevices(const twin::Twin& twin) {
    if (twin.devices.empty())
        return;
    QTreeWidgetItem* group = addGroup(*m_tree, "equipment", tr("Equipment"), twin.devices.size());
    for (uint32_t kind = 0; kind < twin::catalogue().size(); ++kind) {
        QTreeWidgetItem* ofKind = nullptr;
        for (uint32_t d = 0; d < twin.devices.size(); ++d) {
            if (twin.devices[d].kind != kind)
                continue;
            if (ofKind == nullptr) {
                ofKind = add(group, {format::kindTitle(twin::catalogue()[kind].name)});
                ofKind->setData(0, SceneTree::kNameRole,
                                format::text(twin::catalogue()[kind].name));
                ofKind->setForeground(kName, QColor(theme::colors().muted));
                ofKind->setToolTip(kName, format::doc(twin::catalogue()[kind].doc));
                ofKind->setExpanded(true);
            }
            addDevice(*ofKind, twin, d);
        }
    }
}

void ScenePanel::addDevice(QTreeWidgetItem& kind, const twin::Twin& twin, uint32_t index) {
    const twin::Device& device = twin.devices[index];
    QTreeWidgetItem* item = add(&kind, {format::text(device.id)});
    tag(*item, Kind::device, index);
    m_devices[index] = item;
    for (const twin::PropertyInfo& property : device.info().properties) {
        QTreeWidgetItem* row = add(item, {format::text(property.name)});
        tag(*row, Kind::device, index);
        row->setForeground(kName, QColor(theme::colors().muted));
        row->setToolTip(kName, format::doc(property.doc));
        row->setTextAlignment(kValue, Qt::AlignRight | Qt::AlignVCenter);
        row->setForeground(kFrom, QColor(theme::colors().muted));
    }
}

void ScenePanel::addModels(const twin::Twin& twin) {
    // What a robot looks like has an id with a colon: the robot stands among the devices.
    const auto isOwn = [](const twin::PlacedModel& model) {
        return model.id.find(':') == std::string::npos;
    };
    const auto own = std::count_if(twin.models.begin(), twin.models.end(), isOwn);
    if (own == 0)
        return;
    QTreeWidgetItem* group = addGroup(*m_tree, "models", tr("Models"), static_cast<size_t>(own));
    for (uint32_t m = 0; m < twin.models.size(); ++m) {
        if (!isOwn(twin.models[m]))
            continue;
        m_models[m] = add(group, {format::text(twin.models[m].id)});
        m_models[m]->setToolTip(kName, QString::fromStdString(twin.models[m].file.string()));
        tag(*m_models[m], Kind::model, m);
    }
}

void ScenePanel::addItems(const twin::Twin& twin) {
    if (twin.items.empty())
        return;
    QTreeWidgetItem* group = addGroup(*m_tree, "items", tr("Items"), twin.items.size());
    for (const twin::ItemType& type : twin.items) {
        QTreeWidgetItem* item =
            add(group, {format::text(type.id), format::number(type.mass) + QStringLiteral(" kg")});
        item->setToolTip(kName, tr("%1, %2 × %3 × %4 m")
                                    .arg(format::text(type.shape))
                                    .arg(type.size.x)
                                    .arg(type.size.y)
                                    .arg(type.size.z));
    }
}

// Of a property its own, of a device all.
QStringList ScenePanel::signalsOf(const QTreeWidgetItem& row) const {
    QStringList out;
    if (m_twin == nullptr || row.data(0, kKindRole).toInt() != static_cast<int>(Kind::device) ||
        !row.data(0, kKindRole).isValid())
        return out;
    const uint32_t device = row.data(0, kIndexRole).toUInt();
    const QTreeWidgetItem* above = row.parent();
    const int property =
        above == m_devices[device] ? above->indexOfChild(&const_cast<QTreeWidgetItem&>(row)) : -1;
    for (const twin::Binding& binding : m_twin->bindings) {
        const QString name = format::text(binding.signal);
        if (binding.target.device == device &&
            (property < 0 || binding.target.property == static_cast<uint32_t>(property)) &&
            !out.contains(name))
            out << name;
    }
    return out;
}

void ScenePanel::applyFilter(const QString& text) {
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i)
        filterItem(*m_tree->topLevelItem(i), text, text.isEmpty());
}

void ScenePanel::refresh(const sim::Snapshot& snapshot, UtcNs) {
    m_values = snapshot.properties;
    m_drivers = snapshot.drivers;
    adaptForcing();
    for (size_t d = 0; d < m_devices.size(); ++d) {
        const uint8_t state = d < snapshot.deviceState.size() ? snapshot.deviceState[d] : 0;
        if (m_states[d] != state) {
            m_states[d] = state;
            m_devices[d]->setIcon(kName, dot(stateColor(state), devicePixelRatioF()));
            m_devices[d]->setToolTip(
                kName, state == 0   ? tr("as it should be")
                       : state == 1 ? tr("stale: its source is silent")
                                    : tr("differs from the plant: see Plant against model"));
        }
        if (m_devices[d]->isExpanded())
            showValues(*m_devices[d], m_twin->devices[d], snapshot);
    }
}

void ScenePanel::showValues(QTreeWidgetItem& device, const twin::Device& what,
                            const sim::Snapshot& snapshot) {
    const auto properties = what.info().properties;
    for (int p = 0; p < device.childCount(); ++p) {
        const size_t at = what.firstProperty + static_cast<size_t>(p);
        if (at >= snapshot.properties.size())
            return;
        const QString text = valueText(properties[static_cast<size_t>(p)], snapshot.properties[at]);
        QTreeWidgetItem& row = *device.child(p);
        if (row.text(kValue) != text)
            row.setText(kValue, text);
        const bool input = properties[static_cast<size_t>(p)].direction != twin::Direction::output;
        const QString by =
            input && at < snapshot.drivers.size() ? driverText(snapshot.drivers[at]) : QString();
        if (row.text(kFrom) != by)
            row.setText(kFrom, by);
    }
}

}  // namespace gemba::ui
