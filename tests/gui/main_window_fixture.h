#pragma once

#include <gtest/gtest.h>

#include <QApplication>
#include <QKeyEvent>
#include <QSettings>
#include <QTemporaryDir>

#include "tests/gui/made_up_session.h"
#include "ui/main_window.h"

namespace gemba::test {

/// A window on a session that is made up, with settings of its own.
class MainWindowTest : public ::testing::Test {
 protected:
    MainWindowTest()
        : m_settings(m_folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat),
          m_window(std::make_unique<ui::MainWindow>(m_port, m_settings)) {
        m_window->show();
        QApplication::setActiveWindow(m_window.get());
    }

    void open() {
        m_window->showSession(m_session.link(), {});
        QApplication::processEvents();
        look();
    }

    // Enough looks for the slowest panel.
    void look() {
        for (int i = 0; i < 41; ++i) {
            m_session.publish();
            m_window->look();
        }
    }

    // As the keyboard does it: shortcuts first, then the widget.
    void press(QWidget& widget, int key, const QString& text) {
        widget.setFocus();
        QKeyEvent asked(QEvent::ShortcutOverride, key, Qt::NoModifier, text);
        asked.ignore();
        QApplication::sendEvent(&widget, &asked);
        m_taken = asked.isAccepted();
    }

    [[nodiscard]] ui::Dock& dock(const char* name) {
        return *m_window->findChild<ui::Dock*>(QLatin1String(name));
    }

    QTemporaryDir m_folder;
    QSettings m_settings;
    ui::RenderPort m_port;
    MadeUpSession m_session;
    std::unique_ptr<ui::MainWindow> m_window;
    bool m_taken = false;
};

}  // namespace gemba::test
