#include "ui/plot/plot_colors.h"

#include <array>

#include "ui/theme.h"

namespace gemba::ui {

PlotColors plotColors(uint32_t place) {
    static constexpr std::array<PlotColors, 6> kColors{{
        {theme::kMeasured, theme::kSimulated, theme::kResidual},
        {0xff1fa97f, 0xff7ad9bb, 0xff1fa97f},  // bluish green
        {0xffcc79a7, 0xffecbfd8, 0xffcc79a7},  // reddish purple
        {0xfff0e442, 0xfff7f2a6, 0xfff0e442},  // yellow
        {0xffd6dbe1, 0xffffffff, 0xffd6dbe1},  // nearly white
        {0xff7d86c9, 0xffbcc2ec, 0xff7d86c9},  // violet
    }};
    return kColors[place % kColors.size()];
}

}  // namespace gemba::ui
