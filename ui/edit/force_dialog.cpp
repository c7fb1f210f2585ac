#include "ui/edit/force_dialog.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QPushButton>

#include "ui/fit_title.h"
#include "ui/format.h"
#include "ui/make_child.h"
#include "ui/renewal.h"

namespace gemba::ui {
namespace {
constexpr double kLargest = 1e9;
constexpr int kTextWidth = 320;
}  // namespace

bool canBeForced(const twin::PropertyInfo& property) {
    return property.direction != twin::Direction::output && !property.event;
}

ForceDialog::ForceDialog(std::shared_ptr<const twin::Twin> twin, twin::PropertyRef which,
                         double now, QWidget* parent)
    : QDialog(parent), m_doc(makeChild<QLabel>(this)) {
    const twin::PropertyInfo& info = twin->devices[which.device].info().properties[which.property];
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("force"));
    const QString name = format::text(twin->propertyName(which));
    fitTitle(*this, tr("Force %1").arg(name));
    m_docText = info.doc;
    m_doc->setText(format::doc(m_docText));
    m_doc->setWordWrap(true);
    m_doc->setObjectName(QStringLiteral("caption"));
    m_doc->setMaximumWidth(kTextWidth);
    auto* warning = makeChild<QLabel>(
        this, tr("It holds against plant, script and file until it is released, and is recorded."));
    warning->setWordWrap(true);
    warning->setMaximumWidth(kTextWidth);
    auto* form = makeChild<QFormLayout>(this);
    form->addRow(m_doc);
    if (info.type == ValueType::boolean) {
        m_flag = makeChild<QCheckBox>(this, tr("on"));
        m_flag->setChecked(now != 0.0);
        form->addRow(name, m_flag);
    } else {
        m_number = makeChild<NumberField>(this, -kLargest, kLargest, info.unit);
        if (info.type == ValueType::integer)
            m_number->setDecimals(0);
        m_number->setValue(now);
        form->addRow(name, m_number);
    }
    form->addRow(warning);
    auto* buttons = makeChild<QDialogButtonBox>(this);
    buttons->setStandardButtons(QDialogButtonBox::Cancel);
    buttons->addButton(tr("Force"), QDialogButtonBox::AcceptRole)->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    form->addRow(buttons);
}

void ForceDialog::customEvent(QEvent* event) {
    if (Renewal::of(*event) != nullptr)
        m_doc->setText(format::doc(m_docText));
}

double ForceDialog::value() const {
    return m_flag != nullptr ? (m_flag->isChecked() ? 1.0 : 0.0) : m_number->value();
}

}  // namespace gemba::ui
