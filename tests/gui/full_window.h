#pragma once

#include <QDialog>
#include <QSettings>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>
#include <functional>
#include <memory>
#include <vector>

#include "tests/gui/made_up_services.h"
#include "tests/gui/made_up_session.h"
#include "ui/main_window.h"

namespace gemba::test {

/// A window with something to see in each of its docks, and all its dialogs: for what is to hold
/// everywhere. Its language and look are those of the program.
class FullWindow {
 public:
    /// What the window is seen doing.
    enum class Scene { welcome, live, back, recording, problems, empty, notices };

    FullWindow();
    ~FullWindow();

    /// Begins anew with this.
    void show(Scene scene);
    /// So many looks that each panel has shown what there is.
    void look();
    /// In front of those that it shares its place with, after a look.
    void raise(ui::Dock& dock);
    [[nodiscard]] QList<ui::Dock*> docks() const;

    /// Opens one of the window's dialogs; it closes itself. Their names: dialogs().
    [[nodiscard]] QWidget* dialog(const QString& name);
    [[nodiscard]] static QStringList dialogs();

    [[nodiscard]] ui::MainWindow& window() { return *m_window; }
    [[nodiscard]] MadeUpSession& session() { return m_session; }
    [[nodiscard]] QSettings& settings() { return m_settings; }

 private:
    [[nodiscard]] ui::SessionLink link(Scene scene);
    void fill();
    void fillPlots();
    void fillFutures();
    void fillWire();
    void trigger(const char* action);

    QTemporaryDir m_folder;
    QSettings m_settings;
    ui::RenderPort m_port;
    MadeUpSession m_session;
    TripleBuffer<sim::Snapshot> m_past;
    MadeUpFutures m_futures;
    MadeUpWire m_wire;
    MadeUpRecording m_recording;
    MadeUpTime m_time;
    std::unique_ptr<ui::MainWindow> m_window;
};

/// All texts of a widget and of what is below it, each with who says it, in an order of their own:
/// titles, labels, hints, accessible names, menus, heads and cells of tables.
[[nodiscard]] QStringList textsOf(const QWidget& root);

}  // namespace gemba::test
