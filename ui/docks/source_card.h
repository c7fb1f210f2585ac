#pragma once

#include <QLabel>
#include <QWidget>
#include <array>

#include "engine/sim/services.h"
#include "engine/sim/snapshot.h"

namespace gemba::ui {

/// One live source: is it alive, how much comes, what was lost and why.
class SourceCard final : public QWidget {
    Q_OBJECT

 public:
    explicit SourceCard(QWidget* parent);

    /// `state` as the simulation sees the source, `link` as the socket does; `now` in UTC.
    void show(const sim::LinkStatus& link, const sim::SnapshotSource& state, UtcNs now);

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

 protected:
    void resizeEvent(QResizeEvent* event) override;

 private:
    void keepHeight();
    void set(Figure figure, const QString& text, bool bad = false);
    void showHead(const sim::LinkStatus& link, const sim::SnapshotSource& state, UtcNs now);

    QLabel* m_dot;
    QLabel* m_name;
    QLabel* m_state;
    QLabel* m_endpoint;
    QLabel* m_reason;
    std::array<QLabel*, figures> m_values{};
};

}  // namespace gemba::ui
