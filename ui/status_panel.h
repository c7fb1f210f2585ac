#pragma once

#include <QLabel>
#include <QWidget>
#include <array>

#include "engine/sim/snapshot.h"
#include "ui/vulkan/render_port.h"

namespace gemba::ui {

/// The status bar's figures: does it keep up, what does it cost, how old is what we see.
class StatusPanel final : public QWidget {
    Q_OBJECT

 public:
    enum Figure { realTime, tick, frame, lag, lost, latency, device, figures };

    explicit StatusPanel(QWidget* parent);

    void refresh(const sim::Snapshot& snapshot, const RenderFigures& render,
                 const QString& deviceName);
    void clear();
    [[nodiscard]] QString text(Figure figure) const {
        return m_values[static_cast<size_t>(figure)]->text();
    }

 private:
    void set(Figure figure, const QString& text, bool bad = false);

    std::array<QLabel*, figures> m_values{};
};

}  // namespace gemba::ui
