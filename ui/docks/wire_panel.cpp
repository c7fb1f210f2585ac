#include "ui/docks/wire_panel.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>

#include "engine/twin/new_equipment.h"
#include "engine/twin/toml_text.h"
#include "ui/docks/value_table.h"
#include "ui/format.h"
#include "ui/make_child.h"
#include "ui/theme.h"

namespace gemba::ui {
namespace {
constexpr int kLookMs = 250;
}  // namespace

WirePanel::WirePanel(TwinEditing& editing, QWidget* parent)
    : Panel(parent),
      m_editing(editing),
      m_endpoint(makeChild<QLineEdit>(this)),
      m_add(makeChild<QPushButton>(this, tr("Add source"))),
      m_filter(makeChild<QLineEdit>(this)),
      m_table(makeChild<QTableView>(this)),
      m_hint(makeChild<EmptyHint>(this, m_table, QString())),
      m_form(makeChild<BindForm>(this)) {
    m_endpoint->setPlaceholderText(QStringLiteral("tcp://127.0.0.1:5556"));
    m_endpoint->setAccessibleName(tr("Endpoint of a source"));
    m_endpoint->setToolTip(
        tr("Where a plant publishes: tcp://HOST:PORT (ZeroMQ), "
           "mqtt://HOST:PORT or mqtts://HOST:PORT"));
    m_filter->setPlaceholderText(tr("Filter by name"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setAccessibleName(tr("Filter of the wire"));
    connect(m_endpoint, &QLineEdit::returnPressed, this, &WirePanel::addSource);
    connect(m_add, &QPushButton::clicked, this, &WirePanel::addSource);
    m_sorted.setSourceModel(&m_model);
    m_sorted.setSortRole(WireModel::sortRole);
    m_sorted.setFilterCaseSensitivity(Qt::CaseInsensitive);
    connect(m_filter, &QLineEdit::textChanged, &m_sorted,
            &QSortFilterProxyModel::setFilterFixedString);
    layOutColumns();
    connect(m_form, &BindForm::changeRequested, this,
            [this](const QString& label, const std::vector<twin::Change>& changes) {
                (void)m_editing.apply(label, changes);
            });
    m_timer.setInterval(kLookMs);
    connect(&m_timer, &QTimer::timeout, this, &WirePanel::look);

    auto* head = makeLayout<QHBoxLayout>();
    head->setSpacing(theme::kSpace / 2);
    head->addWidget(m_filter, 2);
    head->addWidget(m_endpoint, 2);
    head->addWidget(m_add);
    // Where the panel is low it scrolls: what binds keeps its height.
    auto* content = makeChild<QWidget>(this);
    content->setObjectName(QStringLiteral("panel"));
    content->setAttribute(Qt::WA_StyledBackground);
    auto* column = makeChild<QVBoxLayout>(content);
    column->setContentsMargins(theme::kSpace, theme::kSpace, theme::kSpace, theme::kSpace);
    column->setSpacing(theme::kSpace);
    column->addLayout(head);
    column->addWidget(m_hint, 1);
    column->addWidget(m_form);
    auto* area = makeChild<QScrollArea>(this);
    area->setWidget(content);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setAccessibleName(tr("On the wire"));
    auto* layout = makeChild<QVBoxLayout>(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(area);
    showSession(nullptr);
}

void WirePanel::layOutColumns() {
    m_table->setModel(&m_sorted);
    m_table->setAccessibleName(tr("On the wire"));
    setUpValueTable(*m_table, WireModel::name);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    const int widths[WireModel::columns] = {240, 90, 64, 64, 140};
    for (int column = 1; column < WireModel::columns; ++column)
        m_table->setColumnWidth(column, widths[column]);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &WirePanel::choose);
}

void WirePanel::showSession(const SessionLink* link) {
    if (m_wire != nullptr && (link == nullptr || link->wire != m_wire))
        m_wire->watch(false);
    m_wire = link != nullptr ? link->wire : nullptr;
    const auto twin = m_editing.twin();
    m_model.setTwin(twin);
    m_form->setTwin(twin);
    m_form->setVisible(m_editing.canEdit());
    m_endpoint->setEnabled(m_editing.canEdit());
    m_add->setEnabled(m_editing.canEdit());
    m_hint->setSentence(twin == nullptr ? tr("What is open cannot be wired.")
                        : m_wire == nullptr
                            ? tr("No source yet.\nSay above where the plant publishes, and all "
                                 "that it says stands here.")
                            : tr("Nothing has come yet.\nIs the plant running, and does it publish "
                                 "at this endpoint?"));
    if (m_wire != nullptr && isVisible())
        m_wire->watch(true);
    look();
}

void WirePanel::showEvent(QShowEvent* event) {
    Panel::showEvent(event);
    if (m_wire != nullptr)
        m_wire->watch(true);
    m_timer.start();
}

void WirePanel::hideEvent(QHideEvent* event) {
    Panel::hideEvent(event);
    if (m_wire != nullptr)
        m_wire->watch(false);
    m_timer.stop();
}

void WirePanel::look() {
    m_model.update(m_wire != nullptr ? m_wire->values() : nullptr, steadyUtcNow());
    m_hint->setEmpty(m_model.rowCount() == 0);
    keepChosen();
    choose();
}

// What is chosen now was bound to something else.
void WirePanel::lookFor(const QString& property) {
    m_chosen.clear();
    m_table->clearSelection();
    m_table->setCurrentIndex({});
    m_form->lookFor(property);
}

// After an edit the rows come anew, what was chosen among them.
void WirePanel::keepChosen() {
    if (m_chosen.isEmpty() || m_table->currentIndex().isValid())
        return;
    for (int row = 0; row < m_model.rowCount(); ++row) {
        if (format::text(m_model.at(row)->signal()) == m_chosen) {
            m_table->setCurrentIndex(m_sorted.mapFromSource(m_model.index(row, 0)));
            return;
        }
    }
}

void WirePanel::choose() {
    const QModelIndex index = m_sorted.mapToSource(m_table->currentIndex());
    const sim::WireValue* const value = index.isValid() ? m_model.at(index.row()) : nullptr;
    if (value != nullptr)
        m_chosen = format::text(value->signal());
    m_form->setSignal(value);
}

void WirePanel::addSource() {
    const auto twin = m_editing.twin();
    const QString text = m_endpoint->text().trimmed();
    if (twin == nullptr || text.isEmpty())
        return;
    // An id that no source has: plc, plc_2 …
    std::string id = "plc";
    const auto taken = [&] {
        return std::any_of(twin->live.begin(), twin->live.end(),
                           [&](const twin::LiveSource& live) { return live.id == id; });
    };
    for (int n = 2; taken(); ++n)
        id = "plc_" + std::to_string(n);
    const twin::Change change{
        .what = twin::Change::What::add,
        .object = {"live", {}},
        .keys = {{"id", twin::tomlText(id)}, {"connect", twin::tomlText(text.toStdString())}}};
    if (m_editing.apply(tr("Add source %1").arg(format::text(id)), {change}))
        m_endpoint->clear();
}

}  // namespace gemba::ui
