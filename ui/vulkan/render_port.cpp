#include "ui/vulkan/render_port.h"

#include <chrono>
#include <utility>

namespace gemba::ui {

void RenderPort::setView(const render::ViewState& view) {
    m_view.writing() = view;
    m_view.publish();
    const std::lock_guard lock(m_mutex);
    m_inbox.view = true;
    m_news = true;
    m_asked.notify_one();
}

void RenderPort::setSurface(uint64_t surface) {
    const std::lock_guard lock(m_mutex);
    m_inbox.surface = surface;
    m_news = true;
    m_asked.notify_one();
}

void RenderPort::releaseSurface() {
    setSurface(0);
    releaseAndWait();
}

void RenderPort::resize(QSize pixels) {
    const std::lock_guard lock(m_mutex);
    m_inbox.size = pixels;
    m_news = true;
    m_asked.notify_one();
}

void RenderPort::setScene(RenderScene scene) {
    const std::lock_guard lock(m_mutex);
    m_inbox.scene = std::move(scene);
    m_news = true;
    m_asked.notify_one();
}

void RenderPort::setLevels(std::vector<render::Renderer::Levels> levels) {
    const std::lock_guard lock(m_mutex);
    m_inbox.levels = std::move(levels);
    m_news = true;
    m_asked.notify_one();
}

void RenderPort::clearScene() {
    setScene({});
}

// Waits until a take() that came after this call has been confirmed.
void RenderPort::releaseAndWait() {
    std::unique_lock lock(m_mutex);
    const uint64_t mine = ++m_requests;
    m_news = true;
    m_asked.notify_one();
    m_confirmed.wait(lock, [&] { return !m_running || m_done >= mine; });
}

void RenderPort::requestPick(const PickRequest& request) {
    const std::lock_guard lock(m_mutex);
    // A hover never takes the place of a click that waits.
    if (request.hover && m_inbox.pick && !m_inbox.pick->hover)
        return;
    m_inbox.pick = request;
    m_news = true;
    m_asked.notify_one();
}

void RenderPort::acknowledgeLoss() {
    const std::lock_guard lock(m_mutex);
    m_inbox.lossAcknowledged = true;
    m_news = true;
    m_asked.notify_one();
}

RenderFigures RenderPort::figures() const {
    const std::lock_guard lock(m_mutex);
    return m_figures;
}

void RenderPort::begin() {
    const std::lock_guard lock(m_mutex);
    m_running = true;
}

void RenderPort::take(Inbox& inbox) {
    const std::lock_guard lock(m_mutex);
    inbox = std::exchange(m_inbox, {});
    m_taken = m_requests;
    m_news = false;
}

void RenderPort::confirm() {
    const std::lock_guard lock(m_mutex);
    m_done = m_taken;
    m_confirmed.notify_all();
}

void RenderPort::wait(std::stop_token stop, int milliseconds) {
    std::unique_lock lock(m_mutex);
    m_asked.wait_for(lock, stop, std::chrono::milliseconds(milliseconds), [&] { return m_news; });
}

void RenderPort::setFigures(const RenderFigures& figures) {
    const std::lock_guard lock(m_mutex);
    m_figures = figures;
}

void RenderPort::end() {
    const std::lock_guard lock(m_mutex);
    m_running = false;
    m_confirmed.notify_all();
}

}  // namespace gemba::ui
