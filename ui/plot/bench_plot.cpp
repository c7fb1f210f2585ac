#include "ui/plot/bench_plot.h"

#include <QApplication>
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/plot/plot_canvas.h"
#include "ui/theme.h"

namespace gemba::ui {
namespace {

constexpr int kPoints = 10'000'000;
constexpr int64_t kStep = 1'000'000;  // ns
constexpr int kFrames = 240;
constexpr double kFrameMs = 1000.0 / 60.0;

void fill(signals::History& history) {
    for (int i = 0; i < kPoints; ++i) {
        const double x = i;
        history.append(0, signals::Series::measured,
                       {i * kStep, std::sin(x * 1e-5) + 0.1 * std::sin(x * 0.37),
                        i % 100'000 < 500 ? signals::Quality::stale : signals::Quality::good});
    }
}

// All of it, nearer, along, and back.
[[nodiscard]] std::vector<double> framesOf(PlotCanvas& canvas) {
    const UtcNs length = kPoints * kStep;
    std::vector<double> out;
    for (int frame = 0; frame < kFrames; ++frame) {
        const double turn = 2.0 * 3.14159265 * frame / kFrames;
        const auto span = static_cast<UtcNs>(static_cast<double>(length) *
                                             std::pow(10.0, 2.0 * (std::cos(turn) - 1.0)));
        const UtcNs from = (length - span) / kFrames * frame;
        const double begin = measure::threadCpuMs();
        canvas.setRange(from, from + span);
        canvas.drawNow();
        QApplication::processEvents();
        out.push_back(measure::threadCpuMs() - begin);
    }
    std::sort(out.begin(), out.end());
    return out;
}

}  // namespace

std::vector<measure::Figure> benchPlotFrames() {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qInstallMessageHandler([](QtMsgType, const QMessageLogContext&, const QString&) {});
    std::array<char, 6> name{"gemba"};
    std::array<char*, 1> arguments{name.data()};
    int count = 1;
    QApplication application(count, arguments.data());
    theme::apply(application);

    signals::History history(1);
    fill(history);
    PlotRows rows;
    rows.setTraits({{.title = QStringLiteral("speed"), .unit = QStringLiteral("m/s")}});
    (void)rows.add(0);
    PlotCanvas canvas(nullptr);
    canvas.resize(1200, 600);
    canvas.setHistory([&history] { return &history; });
    canvas.setRows(rows);
    canvas.setNow(kPoints * kStep);
    canvas.show();
    QApplication::processEvents();
    const std::vector<double> frames = framesOf(canvas);
    const double slow = frames[frames.size() * 19 / 20];
    return {{.name = "plot of 10 M points, a frame of pan and zoom",
             .value = slow,
             .unit = "ms",
             .budget = kFrameMs,
             .ours = frames[frames.size() / 2],
             .bare = 0.0}};
}

}  // namespace gemba::ui
