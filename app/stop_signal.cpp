#include "app/stop_signal.h"

#include <ctime>

namespace gemba::app {

StopSignal::StopSignal() {
    sigemptyset(&m_signals);
    sigaddset(&m_signals, SIGINT);
    sigaddset(&m_signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &m_signals, nullptr);
    m_watcher = std::jthread([this](std::stop_token end) {
        const timespec tenth{.tv_sec = 0, .tv_nsec = 100'000'000};
        while (!end.stop_requested()) {
            if (sigtimedwait(&m_signals, nullptr, &tenth) < 0)
                continue;
            m_source.request_stop();
            // From now on a second signal does what signals do.
            break;
        }
        pthread_sigmask(SIG_UNBLOCK, &m_signals, nullptr);
        while (!end.stop_requested())
            nanosleep(&tenth, nullptr);
    });
}

StopSignal::~StopSignal() = default;

}  // namespace gemba::app
