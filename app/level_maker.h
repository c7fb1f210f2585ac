#pragma once

#include <QObject>
#include <stop_token>

#include "app/workers.h"
#include "engine/render/view.h"
#include "ui/vulkan/render_port.h"

namespace gemba::app {

/// Gets coarser forms of the models that the window shows, for what is far away: from the cache, or
/// made by a worker behind the session and the picture, which is there already. GUI thread.
class LevelMaker final : public QObject {
    Q_OBJECT

 public:
    LevelMaker(ui::RenderPort& port, Workers& workers) : m_port(port), m_workers(workers) {}

    /// For these models, and no longer for those before.
    void make(const render::SceneModels& models);

 private:
    ui::RenderPort& m_port;
    Workers& m_workers;
    std::stop_source m_making;
};

}  // namespace gemba::app
