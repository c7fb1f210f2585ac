#include "app/workers.h"

#include <QMetaObject>
#include <utility>

namespace gemba::app {

Workers::~Workers() {
    for (auto& [number, thread] : m_threads)
        thread.request_stop();
    m_threads.clear();
}

std::stop_source Workers::run(std::function<void(std::stop_token)> work) {
    const int number = ++m_started;
    // All it holds has gone before its end is posted: only the return is left to wait for.
    auto run = [this, number, work = std::move(work)](const std::stop_token& stop) mutable {
        work(stop);
        work = nullptr;
        QMetaObject::invokeMethod(
            this, [this, number] { m_threads.erase(number); }, Qt::QueuedConnection);
    };
    std::jthread& thread = m_threads[number];
    thread = std::jthread(std::move(run));
    return thread.get_stop_source();
}

}  // namespace gemba::app
