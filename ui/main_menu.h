#pragma once

#include <QMenu>
#include <QMenuBar>
#include <QObject>
#include <vector>

#include "ui/recent_files.h"
#include "ui/theme.h"
#include "ui/transport_bar.h"
#include "ui/view_controller.h"

class QDockWidget;

namespace gemba::ui {

/// The menu bar. Everything that the window can do stands here, with its key.
class MainMenu final : public QObject {
    Q_OBJECT

 public:
    MainMenu(QMenuBar& bar, TransportBar& transport, ViewController& view, RecentFiles recent,
             QObject* parent);

    void addDock(QDockWidget& dock);
    /// Saving of the twin stands in the file menu, the steps and what can be done in "Edit".
    void addEditing(const std::vector<QAction*>& savers, const std::vector<QAction*>& steps,
                    const std::vector<QAction*>& acts);
    /// What hides and locks.
    void addWithholding(const std::vector<QAction*>& acts);
    /// What moves and copies equipment.
    void addPlacing(const std::vector<QAction*>& acts);
    /// What the window looks like.
    void setLook(theme::Look look);
    /// The language that was chosen.
    void setLanguage(const QString& name);
    /// Arrangements that the user named.
    void setLayouts(const QStringList& names);
    /// The actions that colour equipment by a signal, and stop it.
    void addColoring(QAction* start, QAction* stop);
    /// What moves the cursor through time, and what is done where it stands.
    void addTime(const std::vector<QAction*>& moves, const std::vector<QAction*>& places);
    /// What moves the camera, with its keys.
    [[nodiscard]] QMenu& cameraMenu() { return *m_camera->menu(); }
    /// The named views of a twin, or none (null).
    void setTwin(const twin::Twin* twin);
    /// Whether there is a recording of which a range can be saved.
    void setCanSave(bool can) { m_save->setEnabled(can); }

 Q_SIGNALS:
    void newTwinRequested();
    void browseRequested();
    void openRequested(const QString& path);
    void watchRequested();
    void saveRecordingRequested();
    void closeRequested();
    void quitRequested();
    void resetLayoutRequested();
    void lookRequested(gemba::ui::theme::Look look);
    /// "zh_CN"; empty: the system's.
    void languageRequested(const QString& name);
    void layoutRequested(const QString& name);
    void keepLayoutRequested();
    void forgetLayoutRequested(const QString& name);
    void fullScreenRequested();
    void supportRequested();
    void helpRequested();
    void paletteRequested();
    void shortcutsRequested();
    void aboutRequested();

 private:
    void buildFile(QMenuBar& bar);
    void buildView(QMenuBar& bar);
    void buildSimulation(QMenuBar& bar, TransportBar& transport);
    void buildHelp(QMenuBar& bar);
    void fillRecent();
    void addCamera(QMenu& menu);
    void addLanguages(QMenu& menu);
    void addLooks(QMenu& menu);
    void addOverlays(QMenu& menu);
    QAction* add(QMenu& menu, const char* name, const QString& text, const QKeySequence& key,
                 void (MainMenu::*signal)());

    ViewController& m_view;
    RecentFiles m_recent;
    QMenu* m_recentMenu = nullptr;
    QMenu* m_edit = nullptr;
    QAction* m_savers = nullptr;  // savers of the twin stand before it
    QMenu* m_coloring = nullptr;
    QMenu* m_shown = nullptr;
    QMenu* m_docks = nullptr;
    QMenu* m_layouts = nullptr;
    QMenu* m_languages = nullptr;
    QMenu* m_looks = nullptr;
    QMenu* m_views = nullptr;
    QAction* m_save = nullptr;
    QMenu* m_time = nullptr;
    QAction* m_close = nullptr;
    QAction* m_camera = nullptr;  // the camera's menu
};

}  // namespace gemba::ui
