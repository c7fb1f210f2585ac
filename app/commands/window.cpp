#include "app/commands/window.h"

#include <fmt/format.h>

#include <QSettings>
#include <QTimer>
#include <cmath>
#include <thread>

#include "app/build_info.h"
#include "app/import_previews.h"
#include "app/recent_pictures.h"
#include "app/stop_signal.h"
#include "app/unsaved_edits.h"
#include "app/window_desk.h"
#include "engine/core/log.h"
#include "ui/language.h"
#include "ui/main_window.h"
#include "ui/recent_files.h"
#include "ui/theme.h"
#include "ui/vulkan/render_loop.h"
#include "ui/watched_application.h"

namespace gemba::app {
namespace {

// For tests: a picture of the whole window, then the end.
void closeLater(QApplication& application, ui::MainWindow& window, const WindowOptions& options) {
    if (options.closeAfter <= 0.0)
        return;
    QTimer::singleShot(static_cast<int>(options.closeAfter * 1000.0), &application,
                       [&application, &window, path = options.picture] {
                           if (!path.empty())
                               window.grab().save(QString::fromStdString(path));
                           application.quit();
                       });
}

void tellFigures(const ui::WatchedApplication& application, const ui::RenderFigures& picture) {
    log::info(fmt::format(
        "the window was kept from answering {} times, at most {:.1f} ms; {} times it computed for "
        "so long",
        application.stalls(), application.worstMs(), application.busyStalls()));
    log::info(fmt::format(
        "{} frames, the last in {:.1f} ms; from sensor to screen p50 {:.1f} ms, p99 {:.1f} ms",
        picture.frame.frames, picture.frame.frameMs, picture.latencyP50Ms, picture.latencyP99Ms));
}

std::optional<ingest::StoreSettings> storeOf(const WindowOptions& options) {
    if (!options.store)
        return std::nullopt;
    ingest::StoreSettings store;
    if (options.segmentBytes > 0)
        store.segmentBytes = options.segmentBytes;
    if (options.segmentSeconds > 0.0)
        store.segmentNs = std::llround(options.segmentSeconds * 1e9);
    return store;
}

}  // namespace

int runWindow(const WindowOptions& options, int& argc, char** argv) {
    const StopSignal stop;  // before any other thread
    ui::WatchedApplication application(argc, argv);
    QApplication::setApplicationName("gemba");
    QApplication::setOrganizationName("gemba");
    QApplication::setApplicationDisplayName("Gemba");
    QApplication::setApplicationVersion(kVersion);
    QApplication::setDesktopFileName("gemba");
    QSettings settings;
    ui::language::install(application, ui::language::chosen(settings));
    ui::theme::apply(application, ui::theme::chosen(settings));

    // The window's surface belongs to the renderer's instance: the loop outlives the window.
    ui::RenderPort port;
    ui::RenderLoop loop(port, {.gpu = options.gpu,
                               .instanceExtensions = ui::vulkanInstanceExtensions(),
                               .window = true,
                               .validation = options.validation});
    std::jthread renderThread;
    int code = 0;
    {
        ui::MainWindow window(port, settings);
        const UnsavedEdits unsaved(window, defaultUnsavedFolder());
        const ImportPreviews previews(window, options.gpu);
        const RecentPictures pictures(window, options.gpu);
        WindowDesk desk(window, port, settings, options.connect);
        desk.recordInto({.file = options.record, .store = storeOf(options)});
        renderThread = std::jthread([&loop](std::stop_token end) { loop.run(end); });
        log::listen([&model = window.logModel()](log::Level level, std::string_view text) {
            model.add(level, text);
        });
        QTimer signals;
        QObject::connect(&signals, &QTimer::timeout, [&] {
            if (!stop.token().stop_requested())
                return;
            window.endAtOnce();
            QApplication::exit();  // dialogs, too
        });
        signals.start(100);
        if (options.watchGui)
            application.watchIntoLog();
        window.show();
        if (!options.files.empty())
            desk.open(QString::fromStdString(options.files.front()));
        closeLater(application, window, options);
        code = QApplication::exec();
        if (options.watchGui)
            tellFigures(application, port.figures());
        application.watch({});
        desk.close();
        log::listen({});
    }
    ui::RecentFiles(settings).prunePictures();
    renderThread.request_stop();
    renderThread.join();
    return code;
}

}  // namespace gemba::app
