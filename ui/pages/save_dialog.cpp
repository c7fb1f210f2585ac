#include "ui/pages/save_dialog.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QVBoxLayout>

#include "ui/make_child.h"

namespace gemba::ui {
namespace {

constexpr int64_t kNsPerMs = 1'000'000;

[[nodiscard]] QDateTime timeOf(UtcNs utc) {
    return QDateTime::fromMSecsSinceEpoch(utc / kNsPerMs);
}

}  // namespace

SaveDialog::SaveDialog(sim::TimeRange reach, sim::TimeRange chosen, QWidget* parent)
    : QDialog(parent),
      m_until(reach.to),
      m_range(chosen),
      m_last(makeChild<QRadioButton>(this, tr("The last %1 minutes").arg(kLastMinutes))),
      m_all(makeChild<QRadioButton>(
          this, tr("Everything, since %1")
                    .arg(timeOf(reach.from).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"))))),
      m_between(makeChild<QRadioButton>(this, tr("From one time to another"))),
      m_chosen(makeChild<QRadioButton>(
          this, tr("The chosen range, %1 to %2")
                    .arg(timeOf(chosen.from).toString(QStringLiteral("HH:mm:ss.zzz")),
                         timeOf(chosen.to).toString(QStringLiteral("HH:mm:ss.zzz"))))),
      m_from(makeChild<QDateTimeEdit>(this)),
      m_to(makeChild<QDateTimeEdit>(this)) {
    setWindowTitle(tr("Save recording"));
    auto* column = makeChild<QVBoxLayout>(this);
    for (QRadioButton* choice : {m_chosen, m_last, m_all, m_between})
        column->addWidget(choice);
    m_chosen->setVisible(!chosen.empty());
    QFormLayout* times = makeLayout<QFormLayout>();
    times->addRow(tr("From"), m_from);
    times->addRow(tr("To"), m_to);
    column->addLayout(times);
    for (QDateTimeEdit* edit : {m_from, m_to}) {
        edit->setDisplayFormat(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
        edit->setDateTimeRange(timeOf(reach.from), timeOf(m_until));
        edit->setButtonSymbols(QAbstractSpinBox::NoButtons);
        edit->setEnabled(false);
        connect(m_between, &QRadioButton::toggled, edit, &QWidget::setEnabled);
    }
    setBetween(chosen.empty() ? reach.from : chosen.from, chosen.empty() ? m_until : chosen.to);
    (chosen.empty() ? m_last : m_chosen)->setChecked(true);

    auto* buttons = makeChild<QDialogButtonBox>(this, QDialogButtonBox::Cancel);
    buttons->addButton(tr("Save as …"), QDialogButtonBox::AcceptRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
}

void SaveDialog::choose(Range range) {
    QRadioButton* const choices[] = {m_last, m_all, m_between, m_chosen};
    choices[static_cast<size_t>(range)]->setChecked(true);
}

void SaveDialog::setBetween(UtcNs from, UtcNs to) {
    m_from->setDateTime(timeOf(from));
    m_to->setDateTime(timeOf(to));
}

sim::SaveRequest SaveDialog::request() const {
    constexpr int64_t kLastNs = int64_t{kLastMinutes} * 60 * kNsPerSecond;
    if (m_last->isChecked())
        return {.from = m_until - kLastNs};
    if (m_all->isChecked())
        return {};
    if (m_chosen->isChecked())
        return {.from = m_range.from, .to = m_range.to};
    const UtcNs from = m_from->dateTime().toMSecsSinceEpoch() * kNsPerMs;
    const UtcNs to = (m_to->dateTime().toMSecsSinceEpoch() + 1) * kNsPerMs;
    return {.from = std::min(from, to), .to = std::max(from, to)};
}

}  // namespace gemba::ui
