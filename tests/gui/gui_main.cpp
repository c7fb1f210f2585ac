#include <gtest/gtest.h>

#include <QByteArray>

#include "engine/core/log.h"
#include "tests/support/log_guard.h"
#include "ui/theme.h"
#include "ui/watched_application.h"

namespace {

// The tests that draw need one; where there is none they are skipped.
#ifdef GEMBA_WANTS_DISPLAY
constexpr bool kWantsDisplay = true;
#else
constexpr bool kWantsDisplay = false;
#endif

// What Qt complains of is our fault too: it goes the way of our own warnings, which fail a test.
void onQtMessage(QtMsgType type, const QMessageLogContext&, const QString& text) {
    if (text.contains(QLatin1String("propagateSizeHints")) ||
        text.startsWith(QLatin1String("This plugin does not support")))
        return;  // the offscreen platform has no window manager, and says so
    const auto level = type == QtDebugMsg || type == QtInfoMsg ? gemba::log::Level::debug
                                                               : gemba::log::Level::warn;
    gemba::log::write(level, "Qt: " + text.toStdString());
}

}  // namespace

int main(int argc, char** argv) {
    const bool display = kWantsDisplay && !qEnvironmentVariableIsEmpty("DISPLAY");
    if (!display && !qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    gemba::ui::WatchedApplication application(argc, argv);
    gemba::ui::theme::apply(application);
    ::testing::InitGoogleTest(&argc, argv);
    gemba::test::guardLog();
    qInstallMessageHandler(onQtMessage);
    return RUN_ALL_TESTS();
}
