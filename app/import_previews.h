#pragma once

#include <QObject>
#include <memory>
#include <string>

#include "app/workers.h"
#include "ui/main_window.h"

namespace gemba::app {

/// Answers what the dialog of a new model asks: imports it, and draws a picture of it beside a
/// person, on a worker. GUI thread.
class ImportPreviews final : public QObject {
    Q_OBJECT

 public:
    /// `gpu`: as RendererSettings::gpu.
    ImportPreviews(ui::MainWindow& window, std::string gpu);

 private:
    void begin(const ui::ImportAsk& ask);

    ui::MainWindow& m_window;
    std::string m_gpu;
    std::stop_source m_loading;  // of the newest ask
    Workers m_workers;           // last: ends before what its threads use
};

}  // namespace gemba::app
