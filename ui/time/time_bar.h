#pragma once

#include <QAction>
#include <QLabel>
#include <QToolButton>
#include <QWidget>
#include <vector>

#include "engine/sim/time_control.h"
#include "ui/combo_box.h"
#include "ui/elided_label.h"
#include "ui/time/time_strip.h"

namespace gemba::ui {

/// Under the picture: where in a recording one stands, and everything that moves the one cursor
/// there. Play, speed and the next tick are the transport's. Hidden where there is no past to look
/// at. GUI thread.
class TimeBar final : public QWidget {
    Q_OBJECT

 public:
    explicit TimeBar(QWidget* parent);

    /// What it moves; null: nothing.
    void setControl(sim::TimeControl* control);
    /// A look at where the cursor is; often.
    void refresh();

    [[nodiscard]] TimeStrip& strip() { return *m_strip; }
    /// For the menu; their keys work in the whole window.
    [[nodiscard]] const std::vector<QAction*>& moves() const { return m_moves; }
    [[nodiscard]] QAction& bookmarkAction() { return *m_bookmark; }
    [[nodiscard]] QComboBox& loop() { return *m_loop; }
    [[nodiscard]] QToolButton& physics() { return *m_physics; }
    [[nodiscard]] QString stateText() const { return m_shownState; }
    [[nodiscard]] QString clockText() const { return m_clock->text(); }

    /// Keeps a bookmark at this instant.
    void addBookmark(UtcNs at, const QString& note);

 Q_SIGNALS:
    /// To the user: why something was not done.
    void said(const QString& text);

 private:
    void addMove(const QString& text, const QKeySequence& key, int64_t byNs);
    QAction* addKey(const QString& text, const QKeySequence& key);
    void buildKeys();
    QLayout* buildRow();
    void moveBy(int64_t byNs);
    void askForNote();
    void showBookmarkMenu(int bookmark, const QPoint& at);
    void replaceBookmarks(std::vector<sim::TimeMark> marks);
    void showClock(const sim::TimeStatus& status);
    void showState(const sim::TimeStatus& status);

    sim::TimeControl* m_control = nullptr;
    std::vector<QAction*> m_moves;
    QAction* m_bookmark = nullptr;
    TimeStrip* m_strip;
    QLabel* m_clock;
    QLabel* m_elapsed;
    ElidedLabel* m_state;
    QToolButton* m_cancel;
    QToolButton* m_physics;
    QToolButton* m_mark;
    ComboBox* m_loop;
    QString m_shownState;
    std::string m_saidTrouble;
};

}  // namespace gemba::ui
