#pragma once

#include <QMainWindow>
#include <QPointer>
#include <QSettings>
#include <QStackedWidget>
#include <QTimer>
#include <optional>
#include <string>
#include <vector>

#include "engine/twin/new_equipment.h"
#include "engine/twin/reader.h"
#include "ui/commands/command_palette.h"
#include "ui/commands/shortcuts.h"
#include "ui/docks/alarm_panel.h"
#include "ui/docks/dock.h"
#include "ui/docks/futures_panel.h"
#include "ui/docks/inspector_panel.h"
#include "ui/docks/lanes_panel.h"
#include "ui/docks/log_panel.h"
#include "ui/docks/palette_panel.h"
#include "ui/docks/plot_panel.h"
#include "ui/docks/residual_panel.h"
#include "ui/docks/scene_panel.h"
#include "ui/docks/signal_panel.h"
#include "ui/docks/source_panel.h"
#include "ui/docks/wire_panel.h"
#include "ui/edit/placing_tool.h"
#include "ui/edit/twin_editing.h"
#include "ui/icons.h"
#include "ui/import/import_dialog.h"
#include "ui/layout_store.h"
#include "ui/main_menu.h"
#include "ui/notice_bar.h"
#include "ui/opening_bar.h"
#include "ui/pages/problem_list.h"
#include "ui/pages/welcome_page.h"
#include "ui/recent_files.h"
#include "ui/recording_bar.h"
#include "ui/session_link.h"
#include "ui/signal_coloring.h"
#include "ui/status_panel.h"
#include "ui/time/time_bar.h"
#include "ui/transport_bar.h"
#include "ui/view_controller.h"
#include "ui/vulkan/render_port.h"
#include "ui/vulkan/viewport_host.h"
#include "ui/withhold_actions.h"

namespace gemba::ui {

/// The main window: the picture in the middle, docks around it. Knows no more of a session than its
/// SessionLink; opening files is asked of app/ by signals. GUI thread.
///
///     MainWindow window(port, settings);
///     connect(&window, &MainWindow::openRequested, ...);  // app/ reads the file
///     window.showSession(link, path);
///     window.clearSession();  // before the session ends
class MainWindow final : public QMainWindow {
    Q_OBJECT

 public:
    /// Both outlive the window; the settings keep layout and recent files.
    MainWindow(RenderPort& port, QSettings& settings);
    ~MainWindow() override;

    /// Shows a running session; one that was shown before is cleared first.
    void showSession(SessionLink link, const QString& path);
    /// After it returns this window no longer reads the session; the render thread may until
    /// RenderPort::settle() returned, for which the GUI thread does not wait.
    void clearSession();

    /// Somebody ends the program who cannot be asked. What is not saved is for UnsavedEdits to
    /// keep.
    void endAtOnce();

    /// Why a file was not opened. A twin that runs goes on.
    void showProblems(const QString& path, const std::vector<twin::Problem>& problems);
    void showFailure(const QString& path, const QString& message);

    /// A word to the user for some seconds: in the status bar, or while nothing is open on the
    /// welcome page.
    void say(const QString& message);
    /// What is being opened, until it stands or failed, or an empty text ends it.
    void showOpening(const QString& what);

    /// The virtual plant that the session follows has ended; an empty text: it runs.
    void showPlantEnded(const QString& text) { m_noticeBar->setPlantEnded(text); }

    /// Asks without stopping the work, until the session ends.
    void offer(NoticeBar::Offer offer) { m_noticeBar->offer(std::move(offer)); }

    [[nodiscard]] LogModel& logModel() { return m_log->model(); }
    [[nodiscard]] ViewController& view() { return m_view; }
    [[nodiscard]] TwinEditing& editing() { return *m_editing; }
    /// What is shown; null: nothing. Until the next event.
    [[nodiscard]] const SessionLink* link() const { return m_link ? &*m_link : nullptr; }
    [[nodiscard]] InspectorPanel& inspector() { return *m_inspector; }
    /// A new piece of equipment, where one looks or beside what is selected. `kind`: index into
    /// twin::catalogue().
    void addEquipment(uint32_t kind);
    /// A model becomes part of the twin that is open, once the user has looked at it.
    void addModel(const QString& path);
    /// Of what importAsked() asked.
    void showImport(const ImportAnswer& answer);
    /// One look at the newest snapshot; a timer does this 30 times a second.
    void look();

 Q_SIGNALS:
    /// What was asked for stands; an empty path: it is not among the recent files.
    void sessionShown(const QString& path);
    /// By menu, drop or the list of recent files: app/ opens it.
    void openRequested(const QString& path);
    /// "Watch the packing cell".
    void watchRequested();
    /// The plant of showPlantEnded() is to run again.
    void restartPlantRequested();
    /// The links of the session are to be made anew; whom the user refused is asked about again.
    void reconnectRequested();
    /// The open twin was edited: app/ shows a session of it.
    void twinEdited(std::shared_ptr<const gemba::twin::Twin> twin);
    /// A model is looked at before it is added: showImport() answers. An ask without a file: no
    /// longer.
    void importAsked(const gemba::ui::ImportAsk& ask);
    /// The user closes what is open.
    void closeSessionRequested();
    /// The user does not want what is being opened.
    void openingCancelled();

 protected:
    void customEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

 private:
    struct DockedPanel {
        Dock* dock = nullptr;
        Panel* panel = nullptr;  // null: the list of problems
    };

    void buildDocks();
    Dock* addDock(QWidget* content, Panel* panel, const char* name, const QString& title,
                  IconName iconName, Qt::DockWidgetArea area);
    void arrangeDocks();
    void adaptTitles();
    void connectTransport();
    void connectMenu();
    void connectPanels();
    void connectNotices();
    void connectEditing();
    void sayEquipment();
    void connectLayouts();
    void connectWithholding();
    void removeSelected();
    void saveSupportReport();
    void showPalette();
    void showPanels();
    void showParts();
    void showEdited();
    void refuse(const QString& why);
    void connectSources();
    void forgetRefusal();
    void askOpen(const QString& path);
    void newTwin();
    void importModel();
    void placeModel(const QString& path, const Vec3& floor, const twin::ModelKeys& keys);
    [[nodiscard]] Vec3 standingPlace(Vec3 floor, bool dropped,
                                     const assets::ImportReport& report) const;
    void connectPlacing();
    void askForForce(uint device, uint property, double now);
    void copySelected(const Vec3& step, int count);
    [[nodiscard]] double besideSelection() const;
    void askForArray();
    [[nodiscard]] twin::Placement whereAsked(uint32_t kind);
    void selectByIds(const std::vector<std::string>& names);
    void buildCentre();
    bool post(const sim::Command& command);
    void turn();
    void showEyes();
    void showWelcome();
    void setDocksVisible(bool visible);
    void raiseProblems(bool inDock);
    void browse();
    void toggleFullScreen();

    RenderPort& m_port;
    ViewController m_view;
    SignalColoring m_coloring;
    Notices m_notices;
    RecentFiles m_recent;
    LayoutStore m_layout;
    QSettings& m_settings;
    std::optional<SessionLink> m_link;
    uint64_t m_sequence = 0;  // of the snapshot last shown
    uint64_t m_looks = 0;
    UtcNs m_shownUtc = 0;
    bool m_docksShown = true;
    bool m_endsAtOnce = false;
    QTimer m_timer;

    // Owned by Qt's tree of widgets.
    QStackedWidget* m_pages;
    ViewportHost* m_viewport;
    WelcomePage* m_welcome;
    ProblemList* m_problemPage;
    ProblemList* m_problems;
    Dock* m_problemDock = nullptr;
    TransportBar* m_transport;
    StatusPanel* m_status;
    OpeningBar* m_opening;
    RecordingBar* m_recording;
    NoticeBar* m_noticeBar;
    TimeBar* m_timeBar;
    ScenePanel* m_scene;
    AlarmPanel* m_alarms;
    SourcePanel* m_sources;
    LanesPanel* m_lanes;
    SignalPanel* m_signals;
    FuturesPanel* m_futures;
    TwinEditing* m_editing;
    ResidualPanel* m_residuals;
    InspectorPanel* m_inspector;
    WirePanel* m_wire;
    PalettePanel* m_kinds;
    PlacingTool* m_placing;
    WithholdActions* m_withhold;
    PlotPanel* m_plot;
    LogPanel* m_log;
    MainMenu* m_menu;
    CommandPalette* m_palette;
    std::vector<DockedPanel> m_docks;
    std::optional<Shortcuts> m_shortcuts;  // once all actions are there
    QPointer<ImportDialog> m_import;
    QString m_refusal;                 // why the last step could not be
    std::vector<std::string> m_added;  // ids of what was added last: selected once it is there
};

}  // namespace gemba::ui
