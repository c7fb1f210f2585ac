#include "ui/docks/change_list.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <algorithm>

#include "ui/edit/force_dialog.h"
#include "ui/format.h"
#include "ui/icons.h"
#include "ui/make_child.h"
#include "ui/renewal.h"
#include "ui/theme.h"

namespace gemba::ui {
namespace {

constexpr size_t kMostChanges = 8;
constexpr double kLargest = 1e9;

}  // namespace

ChangeRow::ChangeRow(std::shared_ptr<const twin::Twin> twin, QWidget* parent)
    : QWidget(parent),
      m_twin(std::move(twin)),
      m_property(makeChild<ComboBox>(this)),
      m_value(makeChild<QStackedWidget>(this)),
      m_number(makeChild<QDoubleSpinBox>(this)),
      m_flag(makeChild<QCheckBox>(this)) {
    for (uint32_t d = 0; d < m_twin->devices.size(); ++d) {
        const auto properties = m_twin->devices[d].info().properties;
        for (uint32_t p = 0; p < properties.size(); ++p) {
            if (!canBeForced(properties[p]))
                continue;
            const twin::PropertyRef ref{d, p};
            m_choices.push_back(ref);
            m_property->addItem(format::text(m_twin->propertyName(ref)));
        }
    }
    m_property->setAccessibleName(tr("Property that is changed"));
    m_property->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_property->setMinimumContentsLength(5);
    m_property->setMaxVisibleItems(20);
    m_number->setRange(-kLargest, kLargest);
    m_number->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_number->setAccessibleName(tr("Its value"));
    m_flag->setAccessibleName(tr("Its value"));
    m_value->addWidget(m_number);
    m_value->addWidget(m_flag);
    m_value->setFixedWidth(80);
    auto* remove = makeChild<QPushButton>(this);
    remove->setObjectName(QStringLiteral("small"));
    remove->setIcon(icon(IconName::close));
    remove->setToolTip(tr("Leave this as it is"));
    remove->setAccessibleName(remove->toolTip());
    connect(remove, &QPushButton::clicked, this, &ChangeRow::removeRequested);
    connect(m_property, &QComboBox::currentIndexChanged, this, &ChangeRow::adapt);
    connect(m_flag, &QCheckBox::toggled, this,
            [this](bool on) { m_flag->setText(on ? tr("on") : tr("off")); });
    auto* layout = makeChild<QHBoxLayout>(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kSpace / 2);
    layout->addWidget(m_property, 1);
    layout->addWidget(m_value);
    layout->addWidget(remove);
    adapt();
}

// What each property is, and the chosen one.
void ChangeRow::sayProperties() {
    for (size_t i = 0; i < m_choices.size(); ++i)
        m_property->setItemData(static_cast<int>(i), format::doc(m_twin->info(m_choices[i]).doc),
                                Qt::ToolTipRole);
    m_property->setToolTip(m_property->currentData(Qt::ToolTipRole).toString());
    m_flag->setText(m_flag->isChecked() ? tr("on") : tr("off"));
}

void ChangeRow::customEvent(QEvent* event) {
    if (Renewal::of(*event) != nullptr)
        sayProperties();
}

void ChangeRow::choose(uint32_t property) {
    for (size_t i = 0; i < m_choices.size(); ++i) {
        if (m_twin->propertyIndex(m_choices[i]) == property)
            m_property->setCurrentIndex(static_cast<int>(i));
    }
    adapt();
}

void ChangeRow::setValue(double value) {
    m_number->setValue(value);
    m_flag->setChecked(value != 0.0);
}

// Another property: its unit, and the value that it has now.
void ChangeRow::adapt() {
    const int at = m_property->currentIndex();
    if (at < 0)
        return;
    const twin::PropertyRef ref = m_choices[static_cast<size_t>(at)];
    const twin::PropertyInfo& info = m_twin->info(ref);
    const bool flag = info.type == ValueType::boolean;
    m_value->setCurrentIndex(flag ? 1 : 0);
    m_number->setDecimals(info.type == ValueType::integer ? 0 : 3);
    m_number->setSingleStep(info.type == ValueType::integer ? 1.0 : 0.05);
    m_number->setSuffix(info.unit.empty() ? QString()
                                          : QStringLiteral(" %1").arg(format::unit(info.unit)));
    const uint32_t place = m_twin->propertyIndex(ref);
    setValue(place < m_now.size() ? m_now[place] : info.initial);
    sayProperties();
}

sim::FutureChange ChangeRow::change() const {
    const twin::PropertyRef ref = m_choices[static_cast<size_t>(m_property->currentIndex())];
    const bool flag = m_twin->info(ref).type == ValueType::boolean;
    return {m_twin->propertyIndex(ref),
            flag ? (m_flag->isChecked() ? 1.0 : 0.0) : m_number->value()};
}

ChangeList::ChangeList(QWidget* parent)
    : QWidget(parent),
      m_column(makeChild<QVBoxLayout>(this)),
      m_add(makeChild<QPushButton>(this, tr("Change something …"))),
      m_addScript(makeChild<QPushButton>(this, tr("Script …"))),
      m_scriptRow(makeChild<QWidget>(this)),
      m_scriptName(makeChild<QLabel>(m_scriptRow)) {
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(theme::kSpace / 2);
    buildScript();
    auto* buttons = makeLayout<QHBoxLayout>();
    buttons->setSpacing(theme::kSpace / 2);
    buttons->addWidget(m_add);
    buttons->addWidget(m_addScript);
    buttons->addStretch(1);
    m_column->addWidget(m_scriptRow);
    m_column->addLayout(buttons);
    connect(m_add, &QPushButton::clicked, this, [this] { add(); });
    setScript({});
}

void ChangeList::buildScript() {
    m_addScript->setToolTip(
        tr("Another script for the controller: it goes on with the state of the one that runs"));
    connect(m_addScript, &QPushButton::clicked, this, &ChangeList::chooseScript);
    m_scriptName->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* remove = makeChild<QPushButton>(m_scriptRow);
    remove->setObjectName(QStringLiteral("small"));
    remove->setIcon(icon(IconName::close));
    remove->setToolTip(tr("Leave the script as it is"));
    remove->setAccessibleName(remove->toolTip());
    connect(remove, &QPushButton::clicked, this, [this] { setScript({}); });
    auto* layout = makeChild<QHBoxLayout>(m_scriptRow);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kSpace / 2);
    layout->addWidget(m_scriptName, 1);
    layout->addWidget(remove);
}

void ChangeList::chooseScript() {
    const QString file = QFileDialog::getOpenFileName(this, tr("Another script"), {},
                                                      tr("Scripts (*.lua);;All files (*)"));
    if (!file.isEmpty())
        setScript(std::filesystem::path(file.toStdU16String()));
}

void ChangeList::setScript(std::filesystem::path script) {
    m_script = std::move(script);
    m_scriptRow->setVisible(!m_script.empty());
    m_scriptName->setText(tr("Script %1").arg(format::text(m_script.filename().string())));
    m_scriptName->setToolTip(format::text(m_script.string()));
    m_addScript->setEnabled(m_twin != nullptr && m_twin->controller && m_script.empty());
}

void ChangeList::customEvent(QEvent* event) {
    if (Renewal::of(*event) != nullptr)
        setScript(m_script);
}

void ChangeList::setTwin(std::shared_ptr<const twin::Twin> twin) {
    while (!m_rows.empty())
        remove(m_rows.back());
    m_now.clear();
    m_twin = std::move(twin);
    bool any = false;
    if (m_twin != nullptr) {
        for (const twin::Device& device : m_twin->devices) {
            const auto properties = device.info().properties;
            any = any || std::any_of(properties.begin(), properties.end(), canBeForced);
        }
    }
    m_add->setEnabled(any);
    setScript({});
}

void ChangeList::observe(const std::vector<double>& properties) {
    m_now = properties;
    for (ChangeRow* row : m_rows)
        row->observe(m_now);
}

ChangeRow& ChangeList::add() {
    auto* row = makeChild<ChangeRow>(this, m_twin);
    row->observe(m_now);
    // What people ask for first: a belt's speed.
    for (uint32_t d = 0; d < m_twin->devices.size(); ++d) {
        if (const auto speed = m_twin->findProperty(m_twin->devices[d].id + ".speed");
            speed && m_twin->devices[d].is("conveyor")) {
            row->choose(m_twin->propertyIndex(*speed));
            break;
        }
    }
    connect(row, &ChangeRow::removeRequested, this, [this, row] { remove(row); });
    m_rows.push_back(row);
    m_column->insertWidget(m_column->count() - 2, row);
    row->show();
    m_add->setEnabled(m_rows.size() < kMostChanges);
    return *row;
}

void ChangeList::remove(ChangeRow* row) {
    std::erase(m_rows, row);
    m_column->removeWidget(row);
    row->hide();
    row->deleteLater();
    m_add->setEnabled(m_twin != nullptr);
}

std::vector<sim::FutureChange> ChangeList::changes() const {
    std::vector<sim::FutureChange> out;
    for (const ChangeRow* row : m_rows) {
        const sim::FutureChange change = row->change();
        std::erase_if(out, [&](const auto& other) { return other.property == change.property; });
        out.push_back(change);
    }
    return out;
}

}  // namespace gemba::ui
