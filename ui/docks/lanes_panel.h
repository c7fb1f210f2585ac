#pragma once

#include <vector>

#include "ui/docks/empty_hint.h"
#include "ui/docks/lanes_view.h"
#include "ui/docks/panel.h"

namespace gemba::ui {

/// Signals whose edges are compared, in the order parts pass them: eyes along their path, then
/// other booleans. Indices into `names`.
[[nodiscard]] std::vector<uint32_t> laneSignals(const twin::Twin& twin,
                                                const signals::SignalNames& names);

/// The last minute of every eye, plant over model.
class LanesPanel final : public Panel {
    Q_OBJECT

 public:
    explicit LanesPanel(QWidget* parent);

    void showSession(const SessionLink* link) override;
    void refresh(const sim::Snapshot& snapshot, UtcNs now) override;
    [[nodiscard]] int refreshEvery() const override { return 2; }

    [[nodiscard]] const LanesView& view() const { return *m_view; }

 private:
    const SessionLink* m_link = nullptr;
    std::vector<uint32_t> m_signals;
    std::vector<QString> m_names;
    std::vector<Lane> m_lanes;  // swapped with the view's
    LanesView* m_view;
    EmptyHint* m_hint;
};

}  // namespace gemba::ui
