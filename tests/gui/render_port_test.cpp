#include "ui/vulkan/render_port.h"

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <thread>

namespace gemba::ui {
namespace {

// A render thread without a renderer: obeys what it is asked until it is told to stop.
class FakeRenderThread {
 public:
    explicit FakeRenderThread(RenderPort& port) : m_port(port) {
        m_port.begin();
        m_thread = std::jthread([this](const std::stop_token& stop) { run(stop); });
    }
    ~FakeRenderThread() {
        m_thread.request_stop();
        m_thread.join();
    }

    std::atomic<uint64_t> surface{1};
    std::atomic<bool> scene{false};

 private:
    void run(const std::stop_token& stop) {
        RenderPort::Inbox inbox;
        while (!stop.stop_requested()) {
            m_port.take(inbox);
            if (inbox.surface)
                surface = *inbox.surface;
            if (inbox.scene)
                scene = inbox.scene->twin != nullptr;
            if (inbox.pick)
                Q_EMIT m_port.picked(2, inbox.pick->x, inbox.pick->hover);
            m_port.confirm();
            m_port.wait(stop, 1000);
        }
        m_port.end();
    }

    RenderPort& m_port;
    std::jthread m_thread;
};

TEST(RenderPort, ReleaseReturnsOnlyWhenTheSurfaceIsLetGo) {
    RenderPort port;
    FakeRenderThread thread(port);
    for (uint64_t i = 1; i < 200; ++i) {
        port.setSurface(i);
        port.releaseSurface();
        ASSERT_EQ(thread.surface, 0u);
    }
}

TEST(RenderPort, ASceneThatWasClearedIsNoLongerReadOnceItSettled) {
    RenderPort port;
    FakeRenderThread thread(port);
    const auto twin = std::make_shared<twin::Twin>();
    for (int i = 0; i < 200; ++i) {
        port.setScene({.twin = twin});
        port.clearScene();
        port.settle();
        ASSERT_FALSE(thread.scene);
    }
}

TEST(RenderPort, NobodyWaitsWhenNobodyDraws) {
    RenderPort port;
    port.releaseSurface();
    port.clearScene();
    port.settle();
    { const FakeRenderThread thread(port); }
    port.clearScene();
    port.settle();
}

TEST(RenderPort, NewestWinsButAClickIsNotLostToAHover) {
    RenderPort port;
    port.resize({10, 10});
    port.resize({20, 30});
    port.requestPick({.x = 5, .y = 6});
    port.requestPick({.x = 7, .y = 8, .hover = true});
    RenderPort::Inbox inbox;
    port.take(inbox);
    EXPECT_EQ(inbox.size, QSize(20, 30));
    ASSERT_TRUE(inbox.pick);
    EXPECT_EQ(inbox.pick->x, 5u);
    port.take(inbox);
    EXPECT_FALSE(inbox.size);
    EXPECT_FALSE(inbox.pick);
}

TEST(RenderPort, PicksComeBackOnTheGuiThread) {
    RenderPort port;
    std::thread::id where;
    quint32 index = 0;
    QObject::connect(&port, &RenderPort::picked, &port, [&](int, quint32 picked, bool) {
        where = std::this_thread::get_id();
        index = picked;
    });
    FakeRenderThread thread(port);
    port.requestPick({.x = 42});
    while (index == 0)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    EXPECT_EQ(index, 42u);
    EXPECT_EQ(where, std::this_thread::get_id());
}

}  // namespace
}  // namespace gemba::ui
