#pragma once

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSlider>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableView>
#include <QTimer>
#include <memory>
#include <vector>

#include "engine/render/view.h"
#include "ui/docks/change_list.h"
#include "ui/docks/empty_hint.h"
#include "ui/docks/futures_plot.h"
#include "ui/docks/panel.h"
#include "ui/models/futures_model.h"

namespace gemba::ui {

/// "Futures": what comes of the instant that is shown, as it is and with something changed.
class FuturesPanel final : public Panel {
    Q_OBJECT

 public:
    explicit FuturesPanel(QWidget* parent);

    void showSession(const SessionLink* link) override;
    void refresh(const sim::Snapshot& snapshot, UtcNs now) override;
    [[nodiscard]] int leastWidth() const override { return 540; }

    [[nodiscard]] ChangeList& changes() { return *m_changes; }
    [[nodiscard]] QPushButton& startButton() { return *m_start; }
    [[nodiscard]] const QTableView& table() const { return *m_table; }

 Q_SIGNALS:
    /// Parts to outline in the picture; empty: none.
    void ghostsChanged(const std::vector<gemba::render::FutureGhost>& ghosts);
    /// A word to the user.
    void said(const QString& text);

 protected:
    void resizeEvent(QResizeEvent* event) override;
    void renew() override;

 private:
    void buildControls(QVBoxLayout& column);
    void buildResults(QVBoxLayout& column);
    void compute();
    void follow();
    void adapt(const sim::FutureStatus& status);
    void showGhosts();
    [[nodiscard]] QString statusText(const sim::FutureStatus& status) const;

    const SessionLink* m_link = nullptr;
    UtcNs m_now = 0;
    FuturesModel m_model;
    std::shared_ptr<const sim::FutureResults> m_results;
    QTimer m_timer;  // while something is computed also the pause is no standstill

    EmptyHint* m_hint;
    ChangeList* m_changes;
    QSpinBox* m_minutes;
    QSpinBox* m_seeds;
    QPushButton* m_start;
    QProgressBar* m_progress;
    QLabel* m_status;
    QTableView* m_table;
    EmptyHint* m_tableHint;
    FuturesPlot* m_plot;
    QCheckBox* m_ghosts;
    QCheckBox* m_clock;
    QSlider* m_ahead;
    QLabel* m_aheadText;
};

/// Parts of a track so many seconds ahead, each between the frame before and the one after.
void ghostsAt(const sim::FutureTrack& track, double seconds, uint32_t color,
              std::vector<render::FutureGhost>& out);

}  // namespace gemba::ui
