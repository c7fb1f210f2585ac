#include "ui/docks/alarm_panel.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QVBoxLayout>
#include <utility>

#include "engine/sim/command.h"
#include "engine/sim/track.h"
#include "ui/make_child.h"
#include "ui/theme.h"

namespace gemba::ui {

AlarmPanel::AlarmPanel(QWidget* parent)
    : Panel(parent),
      m_table(makeChild<QTableView>(this)),
      m_hint(makeChild<EmptyHint>(this, m_table, QString())),
      m_one(makeChild<QPushButton>(this, tr("Acknowledge"))),
      m_all(makeChild<QPushButton>(this, tr("Acknowledge all"))) {
    m_table->setModel(&m_model);
    m_table->setAccessibleName(tr("Alarms, those to be acknowledged first"));
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(24);
    QHeaderView& head = *m_table->horizontalHeader();
    head.setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    head.setHighlightSections(false);
    head.setSectionResizeMode(AlarmModel::text, QHeaderView::Stretch);
    m_table->setColumnWidth(AlarmModel::state, 110);
    m_table->setColumnWidth(AlarmModel::priority, 80);
    m_table->setColumnWidth(AlarmModel::raised, 84);

    connect(m_table, &QTableView::clicked, this, [this](const QModelIndex& index) {
        const int device = index.data(AlarmModel::deviceRole).toInt();
        if (device >= 0)
            Q_EMIT alarmChosen(static_cast<uint32_t>(device));
    });
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex& index) {
        // What was recorded shows it with its next frame.
        constexpr UtcNs kFramesNs = 2 * kNsPerSecond / sim::kTrackHz;
        Q_EMIT instantRequested(index.data(AlarmModel::utcRole).toLongLong() + kFramesNs);
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &AlarmPanel::adaptButtons);
    connect(m_one, &QPushButton::clicked, this, &AlarmPanel::acknowledgeSelected);
    connect(m_all, &QPushButton::clicked, this,
            [this] { Q_EMIT acknowledgeRequested(sim::Command::kEveryAlarm); });

    auto* foot = makeLayout<QHBoxLayout>();
    foot->setSpacing(theme::kSpace);
    foot->addWidget(m_one);
    foot->addWidget(m_all);
    foot->addStretch(1);
    auto* layout = makeChild<QVBoxLayout>(this);
    layout->setContentsMargins(theme::kSpace, theme::kSpace, theme::kSpace, theme::kSpace);
    layout->setSpacing(theme::kSpace);
    layout->addWidget(m_hint, 1);
    layout->addLayout(foot);
}

void AlarmPanel::showSession(const SessionLink* link) {
    m_link = link;
    m_model.setTwin(link != nullptr ? link->twin : nullptr);
    m_hint->setEmpty(true);
    m_hint->setSentence(link != nullptr && link->twin->alarms.empty()
                            ? tr("This twin has no alarms.\nThey are [[alarm]] tables in its file.")
                            : tr("No alarm is active, and none waits to be acknowledged."));
    adaptButtons();
}

void AlarmPanel::refresh(const sim::Snapshot& snapshot, UtcNs) {
    m_model.update(snapshot.alarms);
    m_hint->setEmpty(m_model.rowCount() == 0);
    m_paused = snapshot.paused;
    adaptButtons();
}

void AlarmPanel::acknowledgeSelected() {
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    for (const QModelIndex& row : rows) {
        if (row.data(AlarmModel::waitsRole).toBool())
            Q_EMIT acknowledgeRequested(row.data(AlarmModel::alarmRole).toUInt());
    }
}

// The past is not acknowledged any more, and commands enter with a tick.
void AlarmPanel::adaptButtons() {
    const bool happens = m_link != nullptr && !m_link->recorded() && !m_paused;
    const QString refused = m_link == nullptr || happens ? QString()
                            : m_paused ? tr("Alarms are acknowledged while the simulation runs")
                                       : tr("What has been is not acknowledged any more");
    m_one->setToolTip(happens ? tr("Somebody has seen the selected alarms") : refused);
    m_all->setToolTip(happens ? tr("Somebody has seen them") : refused);
    bool waits = false;
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    for (const QModelIndex& row : rows)
        waits = waits || row.data(AlarmModel::waitsRole).toBool();
    m_one->setEnabled(happens && waits);
    const int waiting = m_model.waiting();
    m_all->setEnabled(happens && waiting > 0);
    if (std::exchange(m_waiting, waiting) != waiting)
        Q_EMIT waitingChanged(waiting);
}

}  // namespace gemba::ui
