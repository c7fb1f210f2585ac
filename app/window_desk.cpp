#include "app/window_desk.h"

#include <signal.h>
#include <sys/prctl.h>

#include <arpa/inet.h>
#include <fmt/format.h>

#include <QCoreApplication>
#include <QMessageBox>
#include <QMetaObject>
#include <utility>

#include "app/files.h"
#include "app/free_port.h"
#include "app/lone_model.h"
#include "app/summary.h"

namespace gemba::app {
namespace {

// The host alone decides, not how the text begins: "127.evil.example" is another machine.
bool isLoopback(const std::string& endpoint) {
    if (endpoint.rfind("ipc://", 0) == 0 || endpoint.rfind("inproc://", 0) == 0)
        return true;
    const size_t colon = endpoint.rfind(':');
    if (endpoint.rfind("tcp://", 0) != 0 || endpoint.find(';') != std::string::npos || colon < 6)
        return false;
    const std::string host = endpoint.substr(6, colon - 6);
    in_addr address{};
    if (inet_pton(AF_INET, host.c_str(), &address) == 1)
        return (ntohl(address.s_addr) >> 24) == 127;
    return host == "localhost" || host == "[::1]";
}

}  // namespace

WindowDesk::WindowDesk(ui::MainWindow& window, QSettings& settings,
                       std::vector<std::string> connects)
    : m_window(window), m_settings(settings), m_connects(std::move(connects)) {
    connect(&window, &ui::MainWindow::openRequested, this, &WindowDesk::open);
    connect(&window, &ui::MainWindow::watchRequested, this, &WindowDesk::watchPackingCell);
    connect(&window, &ui::MainWindow::closeSessionRequested, this, &WindowDesk::close);
}

WindowDesk::~WindowDesk() {
    close();
}

void WindowDesk::open(const QString& path) {
    endPlant(m_nextPlant);
    openWith(path, std::exchange(m_connects, {}));
}

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

    endPlant(m_nextPlant);
    startPlant(twin, endpoint);
    openWith(twin, {endpoint});
}

// This program again. It ends with its session, and with this process however that ends.
void WindowDesk::startPlant(const QString& twin, const std::string& endpoint) {
    m_nextPlant = std::make_unique<QProcess>();
    m_nextPlant->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_nextPlant->setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGTERM); });
    m_nextPlant->start(QCoreApplication::applicationFilePath(),
                       {"plant", twin, "--bind", QString::fromStdString(endpoint), "--story"});
}

// On a worker, so that the window never waits.
void WindowDesk::openWith(const QString& path, std::vector<std::string> connects) {
    m_loader.request_stop();
    if (m_loader.joinable())
        m_loader.join();
    const int number = ++m_opening;
    m_window.say(tr("Opening %1 …").arg(path));
    m_loader = std::jthread([this, number, path, connects](std::stop_token stop) {
        const std::filesystem::path file = path.toStdString();
        const auto progress = [this](double share, const std::string& what) {
            const QString text = tr("Importing %1 … %2 %")
                                     .arg(QString::fromStdString(what))
                                     .arg(static_cast<int>(share * 100.0));
            QMetaObject::invokeMethod(this, [this, text] { m_window.say(text); });
        };
        LoadedTwin twin =
            isTwinFile(file) ? loadTwin(file, progress, stop) : loadLoneModel(file, progress, stop);
        if (stop.stop_requested())
            return;
        auto carried = std::make_shared<LoadedTwin>(std::move(twin));
        QMetaObject::invokeMethod(this, [this, number, path, connects, carried] {
            if (number == m_opening)
                loaded(path, std::move(*carried), connects);
        });
    });
}

void WindowDesk::loaded(const QString& path, LoadedTwin twin,
                        const std::vector<std::string>& connects) {
    if (!twin.problems.empty()) {
        m_window.showProblems(path, twin.problems);
        return;
    }
    if (twin.twin == nullptr) {
        m_window.showFailure(path, QString::fromStdString(twin.failedModels.front()));
        return;
    }
    auto connected = withEndpoints(twin.twin, connects);
    if (!connected) {
        m_window.showFailure(path, QString::fromStdString(connected.error().message()));
        return;
    }
    twin.twin = *connected;
    if (!mayConnect(*twin.twin)) {
        auto alone = std::make_shared<twin::Twin>(*twin.twin);
        alone->live.clear();
        twin.twin = std::move(alone);
    }
    show(path, std::move(twin));
}

void WindowDesk::show(const QString& path, LoadedTwin twin) {
    auto started = RunningSession::start(std::move(twin), !m_inputsOut.empty());
    if (!started) {
        m_window.showFailure(path, QString::fromStdString(started.error().message()));
        return;
    }
    endSession();
    endPlant(m_plant);
    m_plant = std::move(m_nextPlant);
    m_running = std::move(*started);
    RunningSession& running = *m_running;
    const auto names = std::make_shared<signals::SignalNames>(*running.loaded().twin);
    m_window.showSession(
        {.twin = running.loaded().twin,
         .names = names,
         .models = running.loaded().models,
         .post = [&running](const sim::Command& c) { return running.session().post(c); },
         .window = &running.session().windowChannel(),
         .viewport = &running.session().viewportChannel(),
         .history = &running.history(),
         .links = [&running] { return running.links(); }},
        path);
}

// A machine that the engineer never named is not called without asking.
bool WindowDesk::mayConnect(const twin::Twin& twin) {
    QStringList known = m_settings.value("endpoints/allowed").toStringList();
    QStringList unknown;
    for (const twin::LiveSource& live : twin.live) {
        const QString endpoint = QString::fromStdString(live.connect);
        if (!isLoopback(live.connect) && !known.contains(endpoint))
            unknown.push_back(endpoint);
    }
    if (unknown.empty())
        return true;
    const auto answer = QMessageBox::question(
        &m_window, tr("Connect?"),
        tr("This twin wants to receive data from\n\n%1\n\nConnect to it?").arg(unknown.join('\n')));
    if (answer != QMessageBox::Yes)
        return false;
    m_settings.setValue("endpoints/allowed", known + unknown);
    return true;
}

void WindowDesk::close() {
    m_loader.request_stop();
    if (m_loader.joinable())
        m_loader.join();
    ++m_opening;
    endSession();
    endPlant(m_plant);
    endPlant(m_nextPlant);
}

void WindowDesk::endSession() {
    if (m_running == nullptr)
        return;
    m_window.clearSession();
    m_running->stop();
    if (!m_inputsOut.empty())
        writeInputs();
    m_running.reset();
}

void WindowDesk::writeInputs() {
    Bytes bytes;
    encode(m_running->session().inputs(), bytes);
    if (auto written = writeFile(m_inputsOut, bytes); !written)
        reportError(written.error());
    std::printf("%s\n", hashText(m_running->session().simulation().stateHash()).c_str());
}

void WindowDesk::endPlant(std::unique_ptr<QProcess>& plant) {
    if (plant == nullptr)
        return;
    plant->terminate();
    if (!plant->waitForFinished(500))
        plant->kill();
    plant->waitForFinished(500);
    plant.reset();
}

}  // namespace gemba::app
