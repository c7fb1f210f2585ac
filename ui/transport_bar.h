#pragma once

#include <QLabel>
#include <QMenu>
#include <QToolBar>
#include <optional>

#include "engine/sim/snapshot.h"
#include "ui/combo_box.h"

namespace gemba::ui {

/// Play, pause, step, reset, speed, and the time. Shows what the simulation does, not what was
/// clicked: the snapshot says so. A second press before it does takes the first one back.
class TransportBar final : public QToolBar {
    Q_OBJECT

 public:
    explicit TransportBar(QWidget* parent);
    /// What is done in the picture, beside the speed.
    void addTool(QAction* tool);
    /// Likewise, a choice of several.
    void addTool(QMenu& tools);

    void refresh(const sim::Snapshot& snapshot);

    // For menus; their shortcuts work in the whole window.
    [[nodiscard]] QAction* playAction() { return m_play; }
    [[nodiscard]] QAction* stepAction() { return m_step; }
    [[nodiscard]] QAction* resetAction() { return m_reset; }
    [[nodiscard]] QAction* fasterAction() { return m_faster; }
    [[nodiscard]] QAction* slowerAction() { return m_slower; }
    [[nodiscard]] QComboBox& speed() { return *m_speed; }
    /// `live`: beside a plant time passes as it does there, and speeds are not offered.
    void setSessionOpen(bool open, bool live = false);
    /// What is shown was recorded: in a file, or just now by the session. After setSessionOpen().
    enum class Past { none, recording, session };
    void setPast(Past past);
    /// What was asked for last was refused.
    void forgetAsked() { m_asked.reset(); }

 Q_SIGNALS:
    void playRequested(bool play);
    void stepRequested();
    void resetRequested();
    /// 0: as fast as it goes.
    void speedRequested(double rate);

 protected:
    void customEvent(QEvent* event) override;

 private:
    void addSpeeds();
    void changeSpeed(int by);
    void showSpeed(double rate);
    void playOrPause();

    QAction* m_gap = nullptr;  // what follows it stands on the right
    QAction* m_play;
    QAction* m_step;
    QAction* m_reset;
    QAction* m_faster;
    QAction* m_slower;
    ComboBox* m_speed;
    QLabel* m_state;
    QLabel* m_time;
    bool m_paused = false;
    std::optional<bool> m_asked;  // to play or not, until a picture shows it
    int m_unanswered = 0;         // pictures since then
    Past m_past = Past::none;
    int m_shownState = -1;
};

}  // namespace gemba::ui
