#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "engine/core/triple_buffer.h"
#include "engine/render/view.h"
#include "engine/signals/history.h"
#include "engine/signals/signal_table.h"
#include "engine/sim/command.h"
#include "engine/sim/services.h"
#include "engine/sim/snapshot.h"
#include "engine/sim/time_control.h"
#include "engine/twin/twin.h"

namespace gemba::ui {

/// All that the window knows of a running session. Filled by app/; what it points to outlives the
/// time between MainWindow::showSession() and the return of MainWindow::clearSession(), the
/// viewport's channel that of the next RenderPort::settle(). The window calls everything here on
/// the GUI thread.
struct SessionLink {
    std::shared_ptr<const twin::Twin> twin;
    std::shared_ptr<const signals::SignalNames> names;
    render::SceneModels models;

    /// Session::post. False: the ring is full; the window tells the user.
    std::function<bool(const sim::Command&)> post;
    /// Session::windowChannel: the GUI thread is its one reader.
    TripleBuffer<sim::Snapshot>* window = nullptr;
    /// Session::viewportChannel: the render thread is its one reader.
    TripleBuffer<sim::Snapshot>* viewport = nullptr;
    /// What was, for lanes and plots; may be null.
    const signals::History* history = nullptr;
    /// SampleSource::status of each live source, at Twin::live's indices; may be empty.
    std::function<std::vector<sim::LinkStatus>()> links;
    /// Null: the session is not recorded into the store.
    sim::RecordingService* recording = nullptr;
    /// The cursor of a recording; null where there is only now.
    sim::TimeControl* time = nullptr;
};

}  // namespace gemba::ui
