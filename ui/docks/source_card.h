#pragma once

#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QWidget>
#include <array>

#include "engine/sim/services.h"
#include "engine/sim/snapshot.h"
#include "engine/twin/twin.h"

namespace gemba::ui {

/// One live source: is it alive, how much comes, what was lost and why.
class SourceCard final : public QWidget {
    Q_OBJECT

 public:
    explicit SourceCard(QWidget* parent);

    /// `state` as the simulation sees the source, `link` as the socket does, `live` as the twin
    /// has it (null: not known); `now` in UTC.
    void show(const sim::LinkStatus& link, const sim::SnapshotSource& state,
              const twin::LiveSource* live, UtcNs now);
    /// What can be done with it is offered, or not: nothing of what is open can be edited.
    void setEditable(bool editable);
    /// Offered where messages come farther apart than the source may be silent; else hidden.
    [[nodiscard]] QPushButton& patience() { return *m_patience; }
    [[nodiscard]] QToolButton& more() { return *m_more; }
    [[nodiscard]] QString reason() const { return m_reason->text(); }

    [[nodiscard]] QString text(int figure) const {
        return m_values[static_cast<size_t>(figure)]->text();
    }

    enum Figure {
        rate,
        messages,
        lost,
        clockOffset,
        rejected,
        duplicates,
        dropped,
        disconnects,
        figures
    };

 Q_SIGNALS:
    void editRequested(const QString& source);
    void removeRequested(const QString& source);
    /// The links are to be made anew; whom the user refused is asked about again.
    void reconnectRequested();
    /// It may be silent for so long, s.
    void patienceRequested(const QString& source, double seconds);

 protected:
    void resizeEvent(QResizeEvent* event) override;

 private:
    void keepHeight();
    void set(Figure figure, const QString& text, bool bad = false);
    void addActs();
    void learnPace(const sim::SnapshotSource& state, double silentAfter);
    void showPatience(const twin::LiveSource& live);
    [[nodiscard]] static QString whySilent(const sim::LinkStatus& link,
                                           const sim::SnapshotSource& state);
    void showHead(const sim::LinkStatus& link, const sim::SnapshotSource& state, UtcNs now);

    QLabel* m_dot;
    QLabel* m_name;
    QLabel* m_state;
    QLabel* m_endpoint;
    QLabel* m_reason;
    QToolButton* m_more;
    QPushButton* m_patience;
    UtcNs m_heard = 0;        // last
    int m_pauses = 0;         // longer than it may be silent
    double m_longest = 0.0;   // of them, s
    double m_proposed = 0.0;  // s
    std::array<QLabel*, figures> m_values{};
};

}  // namespace gemba::ui
