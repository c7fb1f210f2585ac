#include "app/window_desk.h"

#include <signal.h>
#include <sys/prctl.h>

#include <fmt/format.h>

#include <QCoreApplication>
#include <QFileInfo>
#include <QMetaObject>
#include <QTimer>
#include <algorithm>
#include <utility>

#include "app/edited_twin.h"
#include "app/files.h"
#include "app/free_port.h"
#include "app/lone_model.h"
#include "app/summary.h"
#include "engine/core/log.h"
#include "ui/format.h"

namespace gemba::app {
namespace {

constexpr int kPlantEndsMs = 500;  // then it is made to end
constexpr int kHandRestsMs = 150;  // between steps of a wheel that is turned

}  // namespace

ui::Eyes eyesOf(sim::Player& player) {
    return {.window = &player.windowChannel(),
            .viewport = &player.viewportChannel(),
            .history = &player.history()};
}

WindowDesk::WindowDesk(ui::MainWindow& window, ui::RenderPort& port, QSettings& settings,
                       std::vector<std::string> connects)
    : m_window(window),
      m_port(port),
      m_trust(window, settings),
      m_connects(std::move(connects)),
      m_levels(port, m_workers) {
    connect(&window, &ui::MainWindow::openRequested, this, &WindowDesk::open);
    connect(&window, &ui::MainWindow::watchRequested, this, &WindowDesk::watchPackingCell);
    connect(&window, &ui::MainWindow::restartPlantRequested, this, &WindowDesk::restartPlant);
    connect(&window, &ui::MainWindow::closeSessionRequested, this, &WindowDesk::close);
    connect(&window, &ui::MainWindow::openingCancelled, this, &WindowDesk::cancelOpening);
    connect(&window, &ui::MainWindow::twinEdited, this, &WindowDesk::showEdited);
    connect(&window, &ui::MainWindow::reconnectRequested, this, &WindowDesk::reconnect);
    m_editTimer.setSingleShot(true);
    m_editTimer.setInterval(kHandRestsMs);
    connect(&m_editTimer, &QTimer::timeout, this, &WindowDesk::buildEdited);
    connect(&m_files, &ui::FileWatch::changed, this, &WindowDesk::readFilesAgain);
}

// The window is closed: now there is time to wait.
WindowDesk::~WindowDesk() {
    close();
    for (const auto& plant : m_endingPlants) {
        plant->disconnect(this);
        if (plant->waitForFinished(kPlantEndsMs))
            continue;
        plant->kill();
        plant->waitForFinished(kPlantEndsMs);
    }
}

void WindowDesk::open(const QString& path) {
    giveUpOpening();
    m_trust.forgetRefusals();
    begin({.path = path, .connects = std::exchange(m_connects, {})});
}

void WindowDesk::showEdited(std::shared_ptr<const twin::Twin> twin) {
    m_edited = std::move(twin);
    m_editTimer.start();
}

// What is being opened gives way to what the user does now; a range that is being saved does not:
// it is read from the session that an edit ends.
void WindowDesk::buildEdited() {
    if (m_edited == nullptr || m_running == nullptr)
        return;
    if (m_opensAnother) {
        m_editTimer.start();  // should that fail, the picture still follows the edit
        return;
    }
    using Saving = sim::SaveStatus::State;
    const bool saving = m_running != nullptr && m_running->savingService() != nullptr &&
                        m_running->savingService()->saveStatus().state == Saving::running;
    if (saving) {
        m_window.say(tr("The edit shows when the recording is saved."));
        m_editTimer.start();
        return;
    }
    giveUpOpening();
    const auto twin = std::exchange(m_edited, nullptr);
    // Of sources that are there still.
    std::vector<std::string> connects;
    for (const std::string& connect : m_shownConnects) {
        const std::string id = connect.substr(0, connect.find('='));
        if (std::any_of(twin->live.begin(), twin->live.end(),
                        [&](const twin::LiveSource& live) { return live.id == id; }))
            connects.push_back(connect);
    }
    m_buildsEdit = true;
    begin({.path = QString::fromStdString(twin->file.string()),
           .connects = std::move(connects),
           .recent = false,
           .edited = twin,
           .continues = true});
}

// A model or script was written by another program: the twin is built anew with it, poses, bindings
// and the view stay.
void WindowDesk::readFilesAgain(const QStringList& files) {
    if (m_running == nullptr || m_opensAnother)
        return;
    const QString name = QFileInfo(files.front()).fileName();
    m_window.say(files.size() == 1 ? tr("%1 was changed, and is read again.").arg(name)
                                   : tr("%1 and %n other file(s) were changed, and are read again.",
                                        nullptr, static_cast<int>(files.size()) - 1)
                                         .arg(name));
    const auto twin = m_window.editing().twin();
    if (twin != nullptr) {
        showEdited(twin);
        return;
    }
    giveUpOpening();
    begin({.path = QString::fromStdString(m_running->loaded().twin->file.string()),
           .recent = false,
           .continues = true});
}

// Not among the recent files: the welcome page and the menu have it always.
void WindowDesk::watchPackingCell() {
    const std::filesystem::path resources = resourceFolder();
    if (resources.empty()) {
        m_window.showFailure("packing_cell.toml",
                             tr("The bundled twin is not installed with this program."));
        return;
    }
    const QString twin =
        QString::fromStdString((resources / "twins/packing_cell/packing_cell.toml").string());
    const std::string endpoint = fmt::format("tcp://127.0.0.1:{}", freePort());

    giveUpOpening();
    startPlant(twin, endpoint);
    begin({.path = twin, .connects = {endpoint}, .recent = false});
}

// By the user: an edit that was being built stays one, and the picture is a step behind.
void WindowDesk::cancelOpening() {
    const bool behind = m_buildsEdit;
    giveUpOpening();
    if (behind)
        m_window.say(
            tr("Cancelled: the picture is of the twin before the edit. The next edit, or "
               "undo, shows both."));
}

void WindowDesk::giveUpOpening() {
    m_buildsEdit = m_opensAnother = false;
    m_loading.request_stop();
    ++m_opening;
    endPlant(m_nextPlant);
    m_window.showOpening({});
}

// This program again. It ends with its session, and with this process however that ends.
void WindowDesk::startPlant(const QString& twin, const std::string& endpoint) {
    m_nextPlant = std::make_unique<QProcess>();
    m_nextPlant->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_nextPlant->setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGTERM); });
    // Later, when also its exit code is known.
    connect(m_nextPlant.get(), &QProcess::stateChanged, this, &WindowDesk::tellPlant,
            Qt::QueuedConnection);
    m_nextPlant->start(QCoreApplication::applicationFilePath(),
                       {"plant", twin, "--bind", QString::fromStdString(endpoint), "--story"});
}

// At the same endpoint, to which the session's source connects again by itself.
void WindowDesk::restartPlant() {
    if (m_plant != nullptr && m_plant->state() == QProcess::NotRunning)
        m_plant->start();
}

// Whether the plant of the session that is shown runs. One that ended before is told with it.
void WindowDesk::tellPlant() {
    if (m_plant == nullptr || m_plant->state() != QProcess::NotRunning) {
        m_window.showPlantEnded({});
        return;
    }
    const bool exited = m_plant->error() == QProcess::UnknownError;
    const QString how =
        exited ? tr("exit code %1").arg(m_plant->exitCode()) : m_plant->errorString();
    const QString text = tr("The virtual plant that this twin follows has ended (%1).").arg(how);
    log::info(text.toStdString());
    m_window.showPlantEnded(text);
}

void WindowDesk::begin(Opening opening) {
    opening.number = ++m_opening;
    m_opensAnother = !opening.continues;
    const QString name = QFileInfo(opening.path).fileName();
    m_window.showOpening(opening.edited != nullptr ? tr("Building %1 …").arg(name)
                                                   : tr("Opening %1 …").arg(name));
    if (opening.edited == nullptr && isRecordingFile(opening.path.toStdString())) {
        beginRecording(opening);
        return;
    }
    m_loading = m_workers.run([this, opening](const std::stop_token& stop) {
        const std::filesystem::path file = opening.path.toStdString();
        const auto progress = [&](double share, const std::string& what) {
            const QString text = tr("Importing %1 … %2 %")
                                     .arg(QString::fromStdString(what))
                                     .arg(static_cast<int>(share * 100.0));
            QMetaObject::invokeMethod(this, [this, opening, text] {
                if (!overtaken(opening))
                    m_window.showOpening(text);
            });
        };
        auto twin = std::make_shared<LoadedTwin>(
            opening.edited != nullptr
                ? loadModels(withPresentScript(opening.edited), progress, stop, &m_imports)
            : isTwinFile(file) ? loadTwin(file, progress, stop, &m_imports)
                               : loadLoneModel(file, progress, stop, &m_imports));
        if (stop.stop_requested())
            return;
        QMetaObject::invokeMethod(this, [this, opening, twin] {
            if (!overtaken(opening))
                loaded(opening, std::move(*twin));
        });
    });
}

void WindowDesk::loaded(const Opening& opening, LoadedTwin twin) {
    if (!twin.problems.empty()) {
        m_opensAnother = false;
        m_window.showProblems(opening.path, twin.problems);
        return;
    }
    if (twin.twin == nullptr) {
        fail(opening, twin.failedModels.front());
        return;
    }
    auto connected = withEndpoints(twin.twin, opening.connects);
    if (!connected) {
        fail(opening, connected.error().message());
        return;
    }
    twin.twin = *connected;
    if (const QStringList refused = m_trust.refused(*twin.twin); !refused.empty()) {
        auto without = std::make_shared<twin::Twin>(*twin.twin);
        for (twin::LiveSource& live : without->live) {
            if (refused.contains(QString::fromStdString(live.connect)))
                live.connect.clear();  // it stays silent
        }
        twin.twin = std::move(without);
    }
    // While the question stood, the user may have opened something else.
    if (!overtaken(opening))
        prepare(opening, std::move(twin));
}

void WindowDesk::fail(const Opening& opening, const std::string& why) {
    m_opensAnother = false;
    m_window.showFailure(opening.path, ui::format::text(why));
}

void WindowDesk::prepare(const Opening& opening, LoadedTwin twin) {
    m_window.showOpening(
        tr("Building the simulation of %1 …").arg(ui::format::text(twin.twin->name)));
    auto carried = std::make_shared<LoadedTwin>(std::move(twin));
    const auto before = opening.continues ? m_running : nullptr;
    const RecordingPlace record{std::exchange(m_record.file, {}), m_record.store,
                                before != nullptr ? before->store() : nullptr};
    m_loading = m_workers.run([this, opening, carried, record,
                               before](const std::stop_token& stop) {
        auto made =
            std::make_shared<Prepared>(RunningSession::prepare(std::move(*carried), record));
        if (stop.stop_requested())
            return;  // and what was made goes here, on the worker
        if (*made && before != nullptr)
            (**made)->takeOver(*before);  // shown from here on, or it goes on
        QMetaObject::invokeMethod(this, [this, opening, made] { show(opening, std::move(*made)); });
    });
}

void WindowDesk::show(const Opening& opening, Prepared prepared) {
    if (overtaken(opening)) {
        if (m_running != nullptr)
            m_running->goOn();
        if (prepared)
            retire(std::move(*prepared), false);
        return;
    }
    if (!prepared) {
        fail(opening, prepared.error().message());
        return;
    }
    m_opensAnother = false;
    // After an edit the window goes from one to the other; else it is cleared first.
    std::shared_ptr<RunningSession> before;
    const bool continues = opening.continues && m_running != nullptr;
    if (continues) {
        before = std::move(m_running);
    } else {
        endSession();
        endPlant(m_plant);
        m_plant = std::move(m_nextPlant);
    }
    m_buildsEdit = false;
    m_running = std::move(*prepared);
    RunningSession& running = *m_running;
    if (!continues)
        m_shownConnects = replacedEndpoints(running.loaded());
    running.start();
    m_files.watch(watchedFiles(*running.loaded().twin));
    const auto names = std::make_shared<signals::SignalNames>(*running.loaded().twin);
    m_window.showSession(
        {.twin = running.loaded().twin,
         .source = running.loaded().source,
         .continues = continues,
         .names = names,
         .models = running.loaded().models,
         .post = [&running](const sim::Command& c) { return running.post(c); },
         .wantContacts = [&running](bool wanted) { running.session().wantContacts(wanted); },
         .now = {.window = &running.session().windowChannel(),
                 .viewport = &running.session().viewportChannel(),
                 .history = &running.history()},
         .past = running.past() != nullptr ? eyesOf(*running.past()) : ui::Eyes{},
         .links = [&running] { return running.links(); },
         .recording = running.recordingService(),
         .saving = running.savingService(),
         .wire = running.wire(),
         .futures = running.futures(),
         .time = running.past()},
        opening.recent ? opening.path : QString());
    m_levels.make(running.loaded().models);
    if (before != nullptr) {
        const bool sayHash = before->recordsIntoFile();
        retire(std::move(before), sayHash);
    }
    tellPlant();
}

void WindowDesk::close() {
    giveUpOpening();
    endSession();
    endPlant(m_plant);
}

void WindowDesk::endSession() {
    m_editTimer.stop();
    m_edited.reset();  // of what ends
    if (m_recorded != nullptr) {
        m_window.clearSession();
        retire(std::move(m_recorded));
    }
    if (m_running == nullptr)
        return;
    m_files.watch({});
    m_window.clearSession();
    const bool sayHash = m_running->recordsIntoFile();
    retire(std::move(m_running), sayHash);
}

// Its threads end, and the render thread lets go of it, while the window goes on.
void WindowDesk::retire(std::shared_ptr<RunningSession> running, bool sayHash) {
    m_workers.run([this, ending = std::move(running), sayHash](const std::stop_token&) mutable {
        m_port.settle();
        ending->stop();
        const sim::SessionFigures figures = ending->session().figures();
        log::info(fmt::format("the session ended after {} ticks, {:.3f} s of them lost",
                              figures.ticks, figures.lostSeconds));
        if (sayHash)
            std::printf("%s\n", hashText(ending->session().simulation().stateHash()).c_str());
        ending.reset();
    });
}

// Asked to end, made to end if it does not; it is let go when it did.
void WindowDesk::endPlant(std::unique_ptr<QProcess>& plant) {
    if (plant == nullptr)
        return;
    QProcess* const ending = m_endingPlants.emplace_back(std::move(plant)).get();
    const auto forget = [this, ending] {
        std::erase_if(m_endingPlants, [&](const auto& kept) { return kept.get() == ending; });
    };
    connect(ending, &QProcess::finished, this, forget, Qt::QueuedConnection);
    ending->terminate();
    QTimer::singleShot(kPlantEndsMs, ending, &QProcess::kill);
    if (ending->state() == QProcess::NotRunning)
        forget();  // it never ran, or ended by itself
}

}  // namespace gemba::app
