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

SaveDialog::SaveDialog(const sim::RecordingStatus& status, QWidget* parent)
    : QDialog(parent),
      m_until(status.durableUntil),
      m_last(makeChild<QRadioButton>(this, tr("The last %1 minutes").arg(kLastMinutes))),
      m_all(makeChild<QRadioButton>(
          this, tr("Everything, since %1")
                    .arg(timeOf(status.since).toString(QStringLiteral("d MMM HH:mm:ss"))))),
      m_between(makeChild<QRadioButton>(this, tr("From one time to another"))),
      m_from(makeChild<QDateTimeEdit>(this)),
      m_to(makeChild<QDateTimeEdit>(this)) {
    setWindowTitle(tr("Save recording"));
    auto* column = makeChild<QVBoxLayout>(this);
    for (QRadioButton* choice : {m_last, m_all, m_between})
        column->addWidget(choice);
    QFormLayout* times = makeLayout<QFormLayout>();
    times->addRow(tr("From"), m_from);
    times->addRow(tr("To"), m_to);
    column->addLayout(times);
    for (QDateTimeEdit* edit : {m_from, m_to}) {
        edit->setDisplayFormat(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
        edit->setDateTimeRange(timeOf(status.since), timeOf(m_until));
        edit->setEnabled(false);
        connect(m_between, &QRadioButton::toggled, edit, &QWidget::setEnabled);
    }
    setBetween(status.since, m_until);
    m_last->setChecked(true);

    auto* buttons = makeChild<QDialogButtonBox>(this, QDialogButtonBox::Cancel);
    buttons->addButton(tr("Save as …"), QDialogButtonBox::AcceptRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
}

void SaveDialog::choose(Range range) {
    QRadioButton* const choices[] = {m_last, m_all, m_between};
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
    const UtcNs from = m_from->dateTime().toMSecsSinceEpoch() * kNsPerMs;
    const UtcNs to = (m_to->dateTime().toMSecsSinceEpoch() + 1) * kNsPerMs;
    return {.from = std::min(from, to), .to = std::max(from, to)};
}

}  // namespace gemba::ui
