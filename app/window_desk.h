#pragma once

#include <QObject>
#include <QProcess>
#include <QSettings>
#include <QStringList>
#include <QTimer>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "app/endpoint_trust.h"
#include "app/level_maker.h"
#include "app/recorded_session.h"
#include "app/running_session.h"
#include "app/workers.h"
#include "ui/edit/file_watch.h"
#include "ui/main_window.h"

namespace gemba::app {

/// What a player shows, for the window.
[[nodiscard]] ui::Eyes eyesOf(sim::Player& player);

/// Does what the window asks for: opens files, starts and ends sessions, and the virtual plant
/// behind "Watch the packing cell". GUI thread; all that takes time is done on workers, one after
/// the other for one opening, so that a session has one owner at a time and the window never waits.
class WindowDesk final : public QObject {
    Q_OBJECT

 public:
    /// `connects`: "[ID=]ENDPOINT" for the first file, that of the command line.
    WindowDesk(ui::MainWindow& window, ui::RenderPort& port, QSettings& settings,
               std::vector<std::string> connects);

    /// Where sessions are recorded. A file is for the first one, whose state's hash is printed when
    /// it ends.
    void recordInto(RecordingPlace place) { m_record = std::move(place); }
    ~WindowDesk() override;

    /// Opens a twin, a model or a recording; what is open goes on until the new one stands.
    void open(const QString& path);
    /// A session of the open twin after a step of editing, in the place of the one that runs: the
    /// plant and the endpoints stay.
    void showEdited(std::shared_ptr<const twin::Twin> twin);
    /// Opens the bundled twin and starts the virtual plant that it follows.
    void watchPackingCell();
    /// Ends the session and the plant.
    void close();
    /// Leaves what is being opened; what is open goes on.
    void cancelOpening();

 private:
    /// One wish to open a file, on its way through the workers.
    struct Opening {
        QString path;
        std::vector<std::string> connects;
        bool recent = true;                        // is remembered among the recent files
        std::shared_ptr<const twin::Twin> edited;  // instead of what the file says
        bool continues = false;                    // in the place of the one that runs
        int number = 0;
    };
    using Prepared = Result<std::unique_ptr<RunningSession>>;

    void begin(Opening opening);
    void buildEdited();
    void giveUpOpening();
    void readFilesAgain(const QStringList& files);
    void startPlant(const QString& twin, const std::string& endpoint);
    void restartPlant();
    void reconnect();
    void tellPlant();
    void loaded(const Opening& opening, LoadedTwin twin);
    void prepare(const Opening& opening, LoadedTwin twin);
    void fail(const Opening& opening, const std::string& why);
    void show(const Opening& opening, Prepared prepared);
    void beginRecording(const Opening& opening);
    void showRecording(const Opening& opening, Result<std::unique_ptr<RecordedSession>> opened);
    void retire(std::unique_ptr<RecordedSession> recorded);
    void endSession();
    void endPlant(std::unique_ptr<QProcess>& plant);
    void retire(std::shared_ptr<RunningSession> running, bool sayHash);
    [[nodiscard]] bool overtaken(const Opening& opening) const {
        return opening.number != m_opening;
    }

    ui::MainWindow& m_window;
    ui::RenderPort& m_port;
    EndpointTrust m_trust;
    std::vector<std::string> m_connects;
    std::vector<std::string> m_shownConnects;    // "ID=ENDPOINT", of the session that runs
    std::shared_ptr<const twin::Twin> m_edited;  // waits to be built
    QTimer m_editTimer;                          // until the hand rests
    RecordingPlace m_record;
    std::shared_ptr<RunningSession> m_running;
    std::unique_ptr<RecordedSession> m_recorded;  // instead of one that runs
    std::unique_ptr<QProcess> m_plant;            // of the session that runs
    std::unique_ptr<QProcess> m_nextPlant;        // of the one that is being opened
    std::vector<std::unique_ptr<QProcess>> m_endingPlants;
    ui::FileWatch m_files;        // models and scripts of the session that runs
    bool m_opensAnother = false;  // what is on its way takes the place of all
    bool m_buildsEdit = false;    // what is on its way is a step of editing
    int m_opening = 0;            // counts requests: an overtaken one is dropped
    std::stop_source m_loading;
    assets::ImportStandby m_imports;  // the next model opens sooner
    LevelMaker m_levels;
    Workers m_workers;  // last: ends before what its threads use
};

}  // namespace gemba::app
