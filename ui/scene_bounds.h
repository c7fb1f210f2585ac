#pragma once

#include <optional>

#include "engine/render/view.h"
#include "engine/sim/snapshot.h"
#include "ui/camera_controller.h"

namespace gemba::ui {

/// Where a selected thing is, to frame it; nothing when it is gone or has no extent known here.
[[nodiscard]] std::optional<Bounds> boundsOf(const render::PickId& id, const twin::Twin& twin,
                                             const render::SceneModels& models,
                                             const sim::Snapshot& snapshot);

/// A device's or model's box at rest, in its own frame, with the models that hang on it.
[[nodiscard]] std::optional<Bounds> ownBoxOf(const render::PickId& id, const twin::Twin& twin,
                                             const render::SceneModels& models);

/// Everything placed that is not hidden: models, and devices.
[[nodiscard]] Bounds boundsOfAll(const twin::Twin& twin, const render::SceneModels& models,
                                 const render::Withheld* withheld = nullptr);

}  // namespace gemba::ui
