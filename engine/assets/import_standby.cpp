#include "engine/assets/import_standby.h"

#include <poll.h>

#include <chrono>

#include "engine/assets/import_program.h"

namespace gemba::assets {

ImportStandby::ImportStandby() : m_thread([this](std::stop_token stop) { work(stop); }) {}

ImportStandby::~ImportStandby() {
    m_thread.request_stop();
}

void ImportStandby::work(std::stop_token stop) {
    std::unique_lock lock(m_mutex);
    while (m_changed.wait(lock, stop, [this] { return m_wanted; })) {
        m_wanted = false;
        m_starting = true;
        lock.unlock();
        const auto program = findImportProgram(executableFolder());
        auto started = program ? ImportProcess::start(*program) : fail(program.error());
        lock.lock();
        m_starting = false;
        if (started)
            m_waiting.emplace(std::move(*started));
        m_changed.notify_all();
    }
}

std::optional<ImportProcess> ImportStandby::take() {
    const std::lock_guard lock(m_mutex);
    if (!m_waiting)
        return std::nullopt;
    std::optional<ImportProcess> out(std::move(m_waiting));
    m_waiting.reset();
    return out;
}

void ImportStandby::refill() {
    const std::lock_guard lock(m_mutex);
    m_wanted = !m_waiting && !m_starting;
    m_changed.notify_all();
}

bool ImportStandby::waitReady() {
    constexpr auto kPatience = std::chrono::seconds(10);
    std::unique_lock lock(m_mutex);
    if (!m_changed.wait_for(lock, kPatience, [this] { return m_waiting.has_value(); }))
        return false;
    pollfd line{m_waiting->statusFd(), POLLIN, 0};  // its first word is that it is ready
    return ::poll(&line, 1, static_cast<int>(std::chrono::milliseconds(kPatience).count())) == 1;
}

}  // namespace gemba::assets
