#include <QFileInfo>
#include <QMetaObject>
#include <utility>

#include "app/window_desk.h"
#include "ui/format.h"

/// The part of the desk that opens recordings.
namespace gemba::app {

void WindowDesk::beginRecording(const Opening& opening) {
    m_loading = m_workers.run([this, opening](const std::stop_token& stop) {
        const auto progress = [&](double share, const std::string& what) {
            const QString text = tr("Reading %1 … %2 %")
                                     .arg(QString::fromStdString(what))
                                     .arg(static_cast<int>(share * 100.0));
            QMetaObject::invokeMethod(this, [this, opening, text] {
                if (!overtaken(opening))
                    m_window.showOpening(text);
            });
        };
        auto made = std::make_shared<Result<std::unique_ptr<RecordedSession>>>(
            RecordedSession::open(opening.path.toStdString(), progress, stop));
        if (stop.stop_requested())
            return;
        QMetaObject::invokeMethod(
            this, [this, opening, made] { showRecording(opening, std::move(*made)); });
    });
}

void WindowDesk::showRecording(const Opening& opening,
                               Result<std::unique_ptr<RecordedSession>> opened) {
    if (overtaken(opening)) {
        if (opened)
            retire(std::move(*opened));
        return;
    }
    if (!opened) {
        fail(opening, opened.error().message());
        return;
    }
    m_opensAnother = false;
    endSession();
    endPlant(m_plant);
    m_recorded = std::move(*opened);
    RecordedSession& recorded = *m_recorded;
    recorded.start();
    m_window.showSession(
        {.twin = recorded.loaded().twin,
         .names = std::make_shared<signals::SignalNames>(*recorded.loaded().twin),
         .models = recorded.loaded().models,
         .post = [&recorded](const sim::Command& c) { return sim::obey(recorded.player(), c); },
         .now = eyesOf(recorded.player()),
         .links = [&recorded] { return recorded.links(); },
         .saving = &recorded.savingService(),
         .futures = &recorded.futures(),
         .time = &recorded.player()},
        opening.recent ? opening.path : QString());
    m_levels.make(recorded.loaded().models);
}

// Its thread ends, and the render thread lets go of it, while the window goes on.
void WindowDesk::retire(std::unique_ptr<RecordedSession> recorded) {
    auto ending = std::make_shared<std::unique_ptr<RecordedSession>>(std::move(recorded));
    m_workers.run([this, ending](const std::stop_token&) {
        m_port.settle();
        ending->reset();
    });
}

}  // namespace gemba::app
