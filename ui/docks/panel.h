#pragma once

#include <QWidget>

#include "engine/core/time.h"
#include "engine/sim/snapshot.h"
#include "ui/session_link.h"

namespace gemba::ui {

/// What stands inside one dock. The main window calls it with each session and with snapshots as
/// they come; it keeps nothing of a snapshot. GUI thread.
class Panel : public QWidget {
    Q_OBJECT

 public:
    explicit Panel(QWidget* parent);

    /// Another session, or none (null). The link lives until the next call.
    virtual void showSession(const SessionLink* link) = 0;

    /// `now` is the instant that is shown, UTC: lanes and ages end there.
    virtual void refresh(const sim::Snapshot& snapshot, UtcNs now) = 0;

    /// Of the window's 30 looks a second, this panel wants every n-th: text that changes faster
    /// than a few times a second cannot be read.
    [[nodiscard]] virtual int refreshEvery() const { return 5; }

    /// A dock is never dragged, or squeezed by a small window, below what can still be read.
    [[nodiscard]] QSize minimumSizeHint() const override { return {leastWidth(), 120}; }
    [[nodiscard]] virtual int leastWidth() const { return 260; }

 protected:
    void customEvent(QEvent* event) override;
    /// The language or the look is another one now (Renewal).
    virtual void renew() {}
};

}  // namespace gemba::ui
