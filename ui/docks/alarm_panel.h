#pragma once

#include <QPushButton>
#include <QTableView>

#include "ui/docks/empty_hint.h"
#include "ui/docks/panel.h"
#include "ui/models/alarm_model.h"

namespace gemba::ui {

/// "Alarms": what somebody should look at, and the buttons that say that somebody did.
class AlarmPanel final : public Panel {
    Q_OBJECT

 public:
    explicit AlarmPanel(QWidget* parent);

    void showSession(const SessionLink* link) override;
    void refresh(const sim::Snapshot& snapshot, UtcNs now) override;
    [[nodiscard]] int refreshEvery() const override { return 10; }

    [[nodiscard]] const QTableView& table() const { return *m_table; }

 Q_SIGNALS:
    /// The user chose an alarm of a device (index into Twin::devices).
    void alarmChosen(uint32_t device);
    /// The user wants to see the instant at which one was raised, UTC.
    void instantRequested(UtcNs at);
    /// How many wait to be acknowledged.
    void waitingChanged(int count);
    /// Index into Twin::alarms, or sim::Command::kEveryAlarm.
    void acknowledgeRequested(uint32_t alarm);

 private:
    void acknowledgeSelected();
    void adaptButtons();

    AlarmModel m_model;
    QTableView* m_table;
    EmptyHint* m_hint;
    QPushButton* m_one;
    QPushButton* m_all;
    const SessionLink* m_link = nullptr;
    bool m_paused = false;
    int m_waiting = 0;
};

}  // namespace gemba::ui
