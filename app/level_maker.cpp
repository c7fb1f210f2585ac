#include "app/level_maker.h"

#include <sys/resource.h>
#include <unistd.h>

#include <set>

namespace gemba::app {
namespace {

constexpr int kBehindOthers = 10;  // nice: a tenth of what the session and the picture get

}  // namespace

void LevelMaker::make(const render::SceneModels& models) {
    m_making.request_stop();
    std::set<std::shared_ptr<const assets::Model>> wanted(models.placed.begin(),
                                                          models.placed.end());
    wanted.insert(models.items.begin(), models.items.end());
    wanted.erase(nullptr);
    if (wanted.empty())
        return;
    m_making = m_workers.run([this, wanted](const std::stop_token& stop) {
        setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), kBehindOthers);
        std::vector<render::Renderer::Levels> levels;
        for (const auto& model : wanted) {
            if (stop.stop_requested())
                return;
            if (auto made = assets::levelsOf(*model, stop))
                levels.push_back({model, std::move(made)});
        }
        if (levels.empty())
            return;
        QMetaObject::invokeMethod(this, [this, levels, stop] {
            if (!stop.stop_requested())
                m_port.setLevels(levels);
        });
    });
}

}  // namespace gemba::app
