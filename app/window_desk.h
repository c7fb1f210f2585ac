#pragma once

#include <QObject>
#include <QProcess>
#include <QSettings>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "app/running_session.h"
#include "ui/main_window.h"

namespace gemba::app {

/// Does what the window asks for: opens files on a worker, starts and ends sessions, and the
/// virtual plant behind "Watch the packing cell". GUI thread.
class WindowDesk final : public QObject {
    Q_OBJECT

 public:
    /// `connects`: "[ID=]ENDPOINT" for the first file, that of the command line.
    WindowDesk(ui::MainWindow& window, QSettings& settings, std::vector<std::string> connects);

    /// Writes what entered the session's ticks when it ends, and prints its state's hash.
    void keepInputs(std::string path) { m_inputsOut = std::move(path); }
    ~WindowDesk() override;

    /// Opens a twin or a model; what is open goes on until the new one stands.
    void open(const QString& path);
    /// Opens the bundled twin and starts the virtual plant that it follows.
    void watchPackingCell();
    /// Ends the session and the plant.
    void close();

 private:
    void openWith(const QString& path, std::vector<std::string> connects);
    void startPlant(const QString& twin, const std::string& endpoint);
    void loaded(const QString& path, LoadedTwin twin, const std::vector<std::string>& connects);
    void show(const QString& path, LoadedTwin twin);
    void endSession();
    void writeInputs();
    static void endPlant(std::unique_ptr<QProcess>& plant);
    [[nodiscard]] bool mayConnect(const twin::Twin& twin);

    ui::MainWindow& m_window;
    QSettings& m_settings;
    std::vector<std::string> m_connects;
    std::string m_inputsOut;
    std::unique_ptr<RunningSession> m_running;
    std::unique_ptr<QProcess> m_plant;      // of the session that runs
    std::unique_ptr<QProcess> m_nextPlant;  // of the one that is being opened
    std::jthread m_loader;
    int m_opening = 0;  // counts requests: an overtaken one is dropped
};

}  // namespace gemba::app
