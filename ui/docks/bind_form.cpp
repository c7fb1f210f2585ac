#include "ui/docks/bind_form.h"

#include <QHBoxLayout>
#include <QVBoxLayout>
#include <algorithm>

#include "engine/analysis/stations.h"
#include "engine/core/text.h"
#include "engine/twin/references.h"
#include "engine/twin/toml_text.h"
#include "engine/twin/units.h"
#include "ui/format.h"
#include "ui/make_child.h"
#include "ui/renewal.h"
#include "ui/theme.h"

namespace gemba::ui {
namespace {

/// How well a property fits a topic: words of the one that stand in the other, and a value of its
/// type.
[[nodiscard]] int likeness(const std::string& signal, const Value& value, const std::string& device,
                           const twin::PropertyInfo& property) {
    constexpr size_t kWord = 3;  // shorter ones are no names
    int out = 0;
    const std::string text = lowerText(signal);
    if (text.find("/" + device + "/") != std::string::npos || text.ends_with("/" + device))
        out += 6;
    for (const std::string_view word : split(device, '_'))
        out += word.size() >= kWord && text.find(word) != std::string::npos ? 2 : 0;
    const size_t slash = text.rfind('/');
    const std::string last = slash == std::string::npos ? text : text.substr(slash + 1);
    if (last == property.name)
        out += 3;
    else if (last.find(property.name) != std::string::npos ||
             property.name.find(last) != std::string_view::npos)
        out += 1;
    const bool flag = property.type == ValueType::boolean;
    return out + ((value.type() == ValueType::boolean) == flag ? 1 : 0);
}

}  // namespace

BindForm::BindForm(QWidget* parent)
    : QWidget(parent),
      m_name(makeChild<QLabel>(this)),
      m_property(makeChild<ComboBox>(this)),
      m_role(makeChild<ComboBox>(this)),
      m_unit(makeChild<QLineEdit>(this)),
      m_preview(makeChild<QLabel>(this)),
      m_bind(makeChild<QPushButton>(this, tr("Bind"))) {
    m_name->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_property->setAccessibleName(tr("Property that it is tied to"));
    m_property->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_property->setMinimumContentsLength(10);
    m_property->setMaxVisibleItems(24);
    m_role->setAccessibleName(tr("Role"));
    m_role->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_role->setMinimumContentsLength(9);
    m_role->setToolTip(
        tr("drive: the model does what the plant was told · compare: plant and "
           "model side by side · show: no physics"));
    m_unit->setAccessibleName(tr("Unit on the wire"));
    m_unit->setPlaceholderText(tr("unit"));
    m_unit->setToolTip(tr("Unit on the wire, such as mm/s; empty: the property's own"));
    m_unit->setFixedWidth(72);
    m_preview->setFont(theme::caption());
    connect(m_property, &QComboBox::currentIndexChanged, this, &BindForm::adapt);
    connect(m_role, &QComboBox::currentIndexChanged, this, &BindForm::showPreview);
    connect(m_unit, &QLineEdit::textChanged, this, &BindForm::showPreview);
    connect(m_bind, &QPushButton::clicked, this, &BindForm::bind);

    auto* row = makeLayout<QHBoxLayout>();
    row->setSpacing(theme::kSpace / 2);
    row->addWidget(m_property, 1);
    row->addWidget(m_role);
    row->addWidget(m_unit);
    row->addWidget(m_bind);
    auto* layout = makeChild<QVBoxLayout>(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kSpace / 2);
    layout->addWidget(m_name);
    layout->addLayout(row);
    layout->addWidget(m_preview);
    setSignal(nullptr);
}

void BindForm::setTwin(std::shared_ptr<const twin::Twin> twin) {
    m_twin = std::move(twin);
    m_choices.clear();
    const QSignalBlocker quiet(m_property);
    m_property->clear();
    for (uint32_t d = 0; m_twin != nullptr && d < m_twin->devices.size(); ++d) {
        const auto properties = m_twin->devices[d].info().properties;
        for (uint32_t p = 0; p < properties.size(); ++p) {
            if (properties[p].direction == twin::Direction::parameter)
                continue;
            m_choices.push_back({d, p});
            m_property->addItem(format::text(m_twin->propertyName({d, p})));
            m_property->setItemData(m_property->count() - 1, format::doc(properties[p].doc),
                                    Qt::ToolTipRole);
        }
    }
    suggest();
}

void BindForm::customEvent(QEvent* event) {
    if (Renewal::of(*event) == nullptr)
        return;
    for (size_t i = 0; i < m_choices.size(); ++i)
        m_property->setItemData(static_cast<int>(i), format::doc(m_twin->info(m_choices[i]).doc),
                                Qt::ToolTipRole);
    showPreview();
}

void BindForm::setSignal(const sim::WireValue* value) {
    const std::string signal = value != nullptr ? value->signal() : "";
    m_value = value != nullptr ? value->value : Value();
    const bool another = signal != m_signal;
    m_signal = signal;
    setEnabled(value != nullptr);
    showName();
    if (another)
        suggest();
    else
        showPreview();
}

void BindForm::showName() {
    m_name->setText(!m_signal.empty() ? format::text(m_signal)
                    : m_wanted.isEmpty()
                        ? tr("Choose what is to be bound in the table above.")
                        : tr("Choose in the table above what is to be bound to %1.").arg(m_wanted));
}

void BindForm::chooseProperty(const QString& name) {
    m_property->setCurrentIndex(m_property->findText(name));
}

void BindForm::lookFor(const QString& property) {
    m_wanted = property;
    showName();
    if (!m_signal.empty())
        suggest();
}

const twin::Binding* BindForm::existing() const {
    if (m_twin == nullptr || m_property->currentIndex() < 0)
        return nullptr;
    const auto at = std::find_if(
        m_twin->bindings.begin(), m_twin->bindings.end(), [&](const twin::Binding& binding) {
            return binding.signal == m_signal && binding.target == property();
        });
    return at == m_twin->bindings.end() ? nullptr : &*at;
}

bool BindForm::isBound(twin::PropertyRef property) const {
    return std::any_of(m_twin->bindings.begin(), m_twin->bindings.end(),
                       [&](const twin::Binding& binding) {
                           return binding.signal == m_signal && binding.target == property;
                       });
}

twin::PropertyRef BindForm::property() const {
    return m_choices[static_cast<size_t>(m_property->currentIndex())];
}

// What it is tied to, or what fits best.
void BindForm::suggest() {
    if (m_twin == nullptr || m_choices.empty() || m_signal.empty()) {
        adapt();
        return;
    }
    size_t best = 0;
    int most = -1;
    for (size_t i = 0; i < m_choices.size(); ++i) {
        const twin::PropertyRef ref = m_choices[i];
        const bool wanted = format::text(m_twin->propertyName(ref)) == m_wanted;
        const int fits =
            wanted ? 200
            : isBound(ref)
                ? 100
                : likeness(m_signal, m_value, m_twin->devices[ref.device].id, m_twin->info(ref));
        if (fits > most) {
            most = fits;
            best = i;
        }
    }
    const QSignalBlocker quiet(m_property);
    m_property->setCurrentIndex(static_cast<int>(best));
    const twin::Binding* const bound = existing();
    m_unit->setText(bound != nullptr ? format::text(bound->unit) : QString());
    adapt();
}

// The roles that a property can have: what goes in is driven, what comes out is compared.
void BindForm::adapt() {
    const QSignalBlocker quiet(m_role);
    m_role->clear();
    if (m_property->currentIndex() >= 0) {
        const bool input = m_twin->info(property()).direction == twin::Direction::input;
        m_role->addItem(input ? QStringLiteral("drive") : QStringLiteral("compare"));
        m_role->addItem(QStringLiteral("show"));
    }
    showPreview();
}

void BindForm::showPreview() {
    const bool can = m_property->currentIndex() >= 0 && !m_signal.empty();
    m_bind->setText(existing() != nullptr ? tr("Release") : tr("Bind"));
    m_bind->setEnabled(can);
    m_preview->clear();
    if (!can)
        return;
    if (const twin::Binding* const bound = existing()) {
        m_preview->setText(
            tr("is bound to %1").arg(format::text(m_twin->propertyName(bound->target))));
        return;
    }
    const twin::PropertyInfo& info = m_twin->info(property());
    const QString own = format::text(info.unit);
    QString after = format::value(m_value);
    const std::string unit = m_unit->text().trimmed().toStdString();
    if (!unit.empty()) {
        const auto conversion = twin::unitConversion(unit, info.unit);
        m_bind->setEnabled(conversion.has_value());
        if (!conversion) {
            m_preview->setText(
                tr("%1 is no unit of %2")
                    .arg(m_unit->text(), own.isEmpty() ? tr("a plain number") : own));
            return;
        }
        if (m_value.numeric())
            after = format::number(m_value.number() * conversion->scale + conversion->offset);
    }
    const QString missing = whatIsMissing(info);
    m_preview->setText(!missing.isEmpty()
                           ? missing
                           : QStringLiteral("%1 %2 → %3 %4")
                                 .arg(format::value(m_value), m_unit->text(), after, own)
                                 .simplified());
}

// What else must be bound before this one can be compared.
QString BindForm::whatIsMissing(const twin::PropertyInfo& info) const {
    const twin::PropertyRef ref = property();
    if (info.direction == twin::Direction::input || m_role->currentIndex() != 0 ||
        !m_twin->devices[ref.device].is("photo_eye"))
        return {};
    const analysis::EyeLack lack = analysis::lackOf(*m_twin, ref.device);
    if (lack.what != analysis::EyeLack::What::event)
        return {};
    return tr("To be compared, parts must be made by the plant: bind its first eye to %1.spawn "
              "too.")
        .arg(format::text(m_twin->devices[static_cast<size_t>(lack.feeder)].id));
}

void BindForm::bind() {
    if (m_twin == nullptr || m_signal.empty() || m_property->currentIndex() < 0)
        return;
    if (const twin::Binding* const bound = existing()) {
        Q_EMIT changeRequested(
            tr("Release %1").arg(format::text(m_signal)),
            {{.what = twin::Change::What::remove, .object = twin::refOf(*bound, *m_twin)}});
        return;
    }
    const twin::PropertyRef ref = property();
    twin::Change change{.what = twin::Change::What::add, .object = {"binding", {}}};
    change.keys = {{"signal", twin::tomlText(m_signal)},
                   {"device", twin::tomlText(m_twin->propertyName(ref))},
                   {"role", twin::tomlText(m_role->currentText().toStdString())}};
    if (m_twin->info(ref).event)
        change.keys.emplace_back("on", "\"rising\"");
    const std::string unit = m_unit->text().trimmed().toStdString();
    if (!unit.empty())
        change.keys.emplace_back("unit", twin::tomlText(unit));
    const QString name = format::text(m_twin->propertyName(ref));
    if (name == m_wanted)
        m_wanted.clear();
    Q_EMIT changeRequested(tr("Bind %1").arg(name), {change});
}

}  // namespace gemba::ui
