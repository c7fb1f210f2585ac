#pragma once

#include <QString>
#include <memory>
#include <vector>

#include "engine/sim/services.h"
#include "engine/twin/twin.h"
#include "ui/vulkan/render_port.h"

namespace gemba::ui {

/// What somebody needs who is asked for help, as one text that the user can read and shorten.
struct SupportFacts {
    QString deviceName;  ///< that draws; empty: none
    RenderFigures figures;
    std::shared_ptr<const twin::Twin> twin;  ///< null: nothing is open
    std::vector<sim::LinkStatus> links;
    QString log;
};
[[nodiscard]] QString supportReport(const SupportFacts& facts);

}  // namespace gemba::ui
