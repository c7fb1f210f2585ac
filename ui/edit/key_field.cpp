#include "ui/edit/key_field.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSpinBox>

#include "engine/core/text.h"
#include "engine/twin/toml_text.h"
#include "ui/combo_box.h"
#include "ui/edit/number_field.h"
#include "ui/format.h"
#include "ui/make_child.h"
#include "ui/theme.h"

namespace gemba::ui {

using twin::KeyType;
using twin::KeyValue;

namespace {

/// "pe1, pe2" of what may stand in a list.
[[nodiscard]] QString joined(const std::vector<std::string>& texts) {
    QStringList out;
    for (const std::string& text : texts)
        out.push_back(format::text(text));
    return out.join(QStringLiteral(", "));
}

[[nodiscard]] QStringList parts(const QString& text) {
    QStringList out;
    for (const QString& part : text.split(u','))
        out.push_back(part.trimmed());
    out.removeAll(QString());
    return out;
}

}  // namespace

// A line that has the keyboard tells its end as it loses it, and there is nobody to tell any more.
KeyField::~KeyField() {
    for (QObject* const child : findChildren<QObject*>())
        child->disconnect(this);
}

KeyField::KeyField(const twin::KeyInfo& key, const QStringList& choices, QWidget* parent)
    : QWidget(parent), m_key(key) {
    QWidget* field = nullptr;
    switch (key.type) {
        case KeyType::boolean:
            field = makeFlag();
            break;
        case KeyType::integer:
            field = makeInteger();
            break;
        case KeyType::number:
            field = makeNumber();
            break;
        case KeyType::text:
            field = makeText();
            break;
        case KeyType::vec3:
            field = makeVector();
            break;
        case KeyType::reference:
        case KeyType::choice:
            field = makeChoice(choices);
            break;
        case KeyType::textList:
        case KeyType::numberList:
            field = makeList();
            break;
    }
    field->setAccessibleName(format::text(key.name));
    field->setToolTip(format::doc(key.doc));
    setFocusProxy(field);
    auto* layout = makeChild<QHBoxLayout>(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(field);
}

void KeyField::show(const KeyValue& value) {
    m_shown = value;
    m_show(value);
}

void KeyField::tell(const KeyValue& value) {
    if (value == m_shown)
        return;
    m_shown = value;
    Q_EMIT edited(QString::fromStdString(twin::tomlOf(value)));
}

QWidget* KeyField::makeNumber() {
    auto* field = makeChild<NumberField>(this, m_key.minimum, m_key.maximum, m_key.unit);
    m_show = [field](const KeyValue& value) { field->show(std::get<double>(value)); };
    connect(field, &NumberField::edited, this, [this](double value) { tell(value); });
    return field;
}

QWidget* KeyField::makeInteger() {
    auto* field = makeChild<NumberField>(this, m_key.minimum, m_key.maximum, m_key.unit);
    field->setDecimals(0);
    m_show = [field](const KeyValue& value) {
        field->show(static_cast<double>(std::get<int64_t>(value)));
    };
    connect(field, &NumberField::edited, this,
            [this](double value) { tell(static_cast<int64_t>(value)); });
    return field;
}

QWidget* KeyField::makeFlag() {
    auto* field = makeChild<QCheckBox>(this);
    m_show = [field](const KeyValue& value) {
        const QSignalBlocker quiet(field);
        field->setChecked(std::get<bool>(value));
        field->setText(field->isChecked() ? tr("yes") : tr("no"));
    };
    connect(field, &QCheckBox::toggled, this, [this, field](bool on) {
        field->setText(on ? tr("yes") : tr("no"));
        tell(on);
    });
    return field;
}

QWidget* KeyField::makeText() {
    auto* field = makeChild<QLineEdit>(this);
    if (m_key.allowed == twin::kColorForm)
        field->setPlaceholderText(QStringLiteral("#rrggbb"));
    m_show = [field](const KeyValue& value) {
        if (!(field->hasFocus() && field->isModified()))
            field->setText(format::text(std::get<std::string>(value)));
    };
    connect(field, &QLineEdit::editingFinished, this, [this, field] {
        field->setModified(false);
        tell(field->text().toStdString());
    });
    return field;
}

QWidget* KeyField::makeChoice(const QStringList& choices) {
    auto* field = makeChild<ComboBox>(this);
    field->setFocusPolicy(Qt::StrongFocus);
    field->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    field->setMinimumContentsLength(5);
    // What may be left out has an empty choice.
    if (!m_key.required && m_key.text.empty())
        field->addItem(QString());
    if (m_key.type == KeyType::choice) {
        for (const std::string_view choice : split(m_key.allowed, '|'))
            field->addItem(format::text(choice));
    } else {
        field->addItems(choices);
    }
    m_show = [field](const KeyValue& value) {
        const QSignalBlocker quiet(field);
        const QString text = format::text(std::get<std::string>(value));
        if (field->findText(text) < 0)
            field->addItem(text);
        field->setCurrentText(text);
    };
    connect(field, &QComboBox::activated, this,
            [this, field] { tell(field->currentText().toStdString()); });
    return field;
}

QWidget* KeyField::makeVector() {
    auto* row = makeChild<QWidget>(this);
    auto* layout = makeChild<QHBoxLayout>(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kSpace / 2);
    std::array<NumberField*, 3> fields{};
    for (int i = 0; i < 3; ++i) {
        fields[static_cast<size_t>(i)] =
            makeChild<NumberField>(row, m_key.minimum, m_key.maximum, std::string_view());
        NumberField* field = fields[static_cast<size_t>(i)];
        const QString axis(QChar(static_cast<char16_t>(u'x' + i)));
        field->setAccessibleName(format::text(m_key.name) + u' ' + axis);
        field->setToolTip(m_key.unit.empty()
                              ? axis
                              : QStringLiteral("%1 (%2)").arg(axis, format::unit(m_key.unit)));
        layout->addWidget(field, 1);
        connect(field, &NumberField::edited, this, [this, i](double value) {
            Vec3 all = std::get<Vec3>(m_shown);
            all[i] = value;
            tell(all);
        });
    }
    row->setFocusProxy(fields[0]);
    m_show = [fields](const KeyValue& value) {
        for (int i = 0; i < 3; ++i)
            fields[static_cast<size_t>(i)]->show(std::get<Vec3>(value)[i]);
    };
    return row;
}

QWidget* KeyField::makeList() {
    auto* field = makeChild<QLineEdit>(this);
    field->setPlaceholderText(tr("separated by commas"));
    const bool numbers = m_key.type == KeyType::numberList;
    m_show = [field, numbers](const KeyValue& value) {
        if (field->hasFocus() && field->isModified())
            return;
        if (!numbers) {
            field->setText(joined(std::get<std::vector<std::string>>(value)));
            return;
        }
        QStringList texts;
        for (const double number : std::get<std::vector<double>>(value))
            texts.push_back(QLocale::c().toString(number, 'g', QLocale::FloatingPointShortest));
        field->setText(texts.join(QStringLiteral(", ")));
    };
    connect(field, &QLineEdit::editingFinished, this, [this, field, numbers] {
        field->setModified(false);
        std::vector<std::string> texts;
        std::vector<double> values;
        for (const QString& part : parts(field->text())) {
            bool isNumber = false;
            texts.push_back(part.toStdString());
            values.push_back(QLocale::c().toDouble(part, &isNumber));
            if (numbers && !isNumber) {
                m_show(m_shown);  // no number: what was there comes back
                return;
            }
        }
        tell(numbers ? KeyValue(values) : KeyValue(texts));
    });
    return field;
}

}  // namespace gemba::ui
