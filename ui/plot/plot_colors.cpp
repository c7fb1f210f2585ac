#include "ui/plot/plot_colors.h"

#include <array>

#include "ui/theme.h"

namespace gemba::ui {
namespace {

constexpr std::array<PlotColors, 5> kOnDark{{
    {0xff1fa97f, 0xff7ad9bb, 0xff1fa97f},  // bluish green
    {0xffcc79a7, 0xffecbfd8, 0xffcc79a7},  // reddish purple
    {0xfff0e442, 0xfff7f2a6, 0xfff0e442},  // yellow
    {0xffd6dbe1, 0xffffffff, 0xffd6dbe1},  // nearly white
    {0xff7d86c9, 0xffbcc2ec, 0xff7d86c9},  // violet
}};

constexpr std::array<PlotColors, 5> kOnLight{{
    {0xff007a57, 0xff3fa583, 0xff007a57},  // bluish green
    {0xff9c3f72, 0xffc77ba4, 0xff9c3f72},  // reddish purple
    {0xff8a7a00, 0xffb3a43a, 0xff8a7a00},  // yellow
    {0xff2f363d, 0xff6b747d, 0xff2f363d},  // nearly black
    {0xff4650a5, 0xff838bcf, 0xff4650a5},  // violet
}};

}  // namespace

PlotColors plotColors(uint32_t place) {
    const auto& others = theme::look() == theme::Look::light ? kOnLight : kOnDark;
    const size_t at = place % (others.size() + 1);
    const theme::Colors& own = theme::colors();
    return at == 0 ? PlotColors{own.measured, own.simulated, own.residual} : others[at - 1];
}

}  // namespace gemba::ui
