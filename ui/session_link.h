#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "engine/core/triple_buffer.h"
#include "engine/render/view.h"
#include "engine/signals/history.h"
#include "engine/signals/signal_table.h"
#include "engine/sim/command.h"
#include "engine/sim/futures.h"
#include "engine/sim/services.h"
#include "engine/sim/snapshot.h"
#include "engine/sim/time_control.h"
#include "engine/sim/wire.h"
#include "engine/twin/twin.h"

namespace gemba::ui {

/// Where pictures and curves of one time come from.
struct Eyes {
    /// The GUI thread is its one reader.
    TripleBuffer<sim::Snapshot>* window = nullptr;
    /// The render thread is its one reader.
    TripleBuffer<sim::Snapshot>* viewport = nullptr;
    /// What was, for lanes and plots; may be null.
    const signals::History* history = nullptr;
};

/// All that the window knows of a running session. Filled by app/; what it points to outlives the
/// time between MainWindow::showSession() and the return of MainWindow::clearSession(), the
/// viewports' channels that of the next RenderPort::settle(). The window calls everything here on
/// the GUI thread.
struct SessionLink {
    std::shared_ptr<const twin::Twin> twin;
    /// The twin as its file says, to be edited; null: it cannot be.
    std::shared_ptr<const twin::Twin> source;
    /// It is what was open, after an edit: the eye stays where it is.
    bool continues = false;
    std::shared_ptr<const signals::SignalNames> names;
    render::SceneModels models;

    /// Session::post. False: the ring is full; the window tells the user.
    std::function<bool(const sim::Command&)> post;
    /// Session::wantContacts; empty: what was recorded has none.
    std::function<void(bool)> wantContacts;
    /// Of the session, or of the recording.
    Eyes now;
    /// Of the session's past; empty for a recording, and where there is only now.
    Eyes past;
    /// SampleSource::status of each live source, at Twin::live's indices; may be empty.
    std::function<std::vector<sim::LinkStatus>()> links;
    /// Null: the session is not recorded into the store.
    sim::RecordingService* recording = nullptr;
    /// Null: there is nothing to save ranges of.
    sim::SavingService* saving = nullptr;
    /// Null: there is no wire to look at.
    sim::WireService* wire = nullptr;
    /// Null: nothing tells from what to go on.
    sim::FutureService* futures = nullptr;
    /// The cursor of a recording, or of the session's past; null where there is only now.
    sim::TimeControl* time = nullptr;

    /// Turned by the window: the past is shown.
    bool looksBack = false;
    [[nodiscard]] const Eyes& eyes() const { return looksBack ? past : now; }
    /// What is shown has been, and does not happen now.
    [[nodiscard]] bool recorded() const {
        return looksBack || (time != nullptr && past.window == nullptr);
    }
};

}  // namespace gemba::ui
