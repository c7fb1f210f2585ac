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

/// Under the picture: where in a recording or in the past of the session one stands, and everything
/// that moves the one cursor there and back to now. Play, speed and the next tick are the
/// transport's. Hidden where there is no past to look at. GUI thread.
class TimeBar final : public QWidget {
    Q_OBJECT

 public:
    explicit TimeBar(QWidget* parent);

    /// What it moves; null: nothing.
    void setControl(sim::TimeControl* control);
    /// Moves the cursor to an instant, UTC.
    void seek(UtcNs at);
    /// A look at where the cursor is; often.
    void refresh();

    [[nodiscard]] TimeStrip& strip() { return *m_strip; }
    /// For the menu; their keys work in the whole window.
    [[nodiscard]] const std::vector<QAction*>& moves() const { return m_moves; }
    [[nodiscard]] std::vector<QAction*> places() const {
        return {m_goLive, m_bookmark, m_saveRange, m_keepRange};
    }
    [[nodiscard]] QComboBox& loop() { return *m_loop; }
    [[nodiscard]] QToolButton& physics() { return *m_physics; }
    [[nodiscard]] QToolButton& live() { return *m_live; }
    /// All that can be looked at, and what of it the user chose; empty: nothing.
    [[nodiscard]] sim::TimeRange reach() const;
    [[nodiscard]] sim::TimeRange chosen() const;
    [[nodiscard]] QString stateText() const { return m_shownState; }
    [[nodiscard]] QString clockText() const { return m_clock->text(); }

    /// Keeps a bookmark of this instant, or of this range.
    void addBookmark(sim::TimeRange of, const QString& note);
    void goLive();
    /// The signal to whose messages one steps; -1: to any.
    void setSignal(int signal) { m_signal = signal; }
    /// How long the curves before the cursor are to be.
    void setHistory(qint64 ns);
    /// What tells that a session's past is shown; empty: it is not.
    [[nodiscard]] static QString pastText(const sim::TimeStatus& status);

 Q_SIGNALS:
    /// To the user: why something was not done.
    void said(const QString& text);
    /// The user wants this range in a file of its own.
    void saveRequested(qint64 from, qint64 to);

 protected:
    void customEvent(QEvent* event) override;

 private:
    void addMove(const char* name, const QString& text, const QKeySequence& key, int64_t byNs);
    QAction* addKey(const char* name, const QString& text, const QKeySequence& key);
    void buildKeys();
    QLayout* buildRow();
    void moveBy(int64_t byNs);
    void buildRange();
    void askForNote(sim::TimeRange of);
    void saveRange();
    void showBookmarkMenu(int bookmark, const QPoint& at);
    void replaceBookmarks(std::vector<sim::TimeMark> marks);
    void showClock(const sim::TimeStatus& status);
    void showState(const sim::TimeStatus& status);
    void showButtons(const sim::TimeStatus& status);

    sim::TimeControl* m_control = nullptr;
    std::vector<QAction*> m_moves;
    QAction* m_bookmark = nullptr;
    QAction* m_goLive = nullptr;
    QAction* m_saveRange = nullptr;
    QAction* m_keepRange = nullptr;
    int m_signal = -1;
    int64_t m_history = 60 * kNsPerSecond;
    TimeStrip* m_strip;
    QLabel* m_clock;
    QLabel* m_elapsed;
    ElidedLabel* m_state;
    QToolButton* m_cancel;
    QToolButton* m_live;
    QToolButton* m_physics;
    QToolButton* m_range;
    QToolButton* m_mark;
    ComboBox* m_loop;
    QString m_shownState;
    std::string m_saidTrouble;
};

}  // namespace gemba::ui
