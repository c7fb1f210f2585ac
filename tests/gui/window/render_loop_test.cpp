#include "ui/vulkan/render_loop.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QElapsedTimer>
#include <QLabel>
#include <QScreen>
#include <atomic>
#include <thread>

#include "tests/support/expected_warning.h"
#include "tests/unit/render/scene_builder.h"
#include "ui/vulkan/viewport_host.h"

namespace gemba::ui {
namespace {

constexpr qint64 kPatienceMs = 60'000;  // lavapipe beside a busy build; only a hang takes as long

/// The viewport as the main window holds it, its render thread, and one snapshot that stands.
class RenderLoopTest : public ::testing::Test {
 protected:
    void SetUp() override {
        if (QGuiApplication::platformName() != QLatin1String("xcb"))
            GTEST_SKIP() << "no X display";
        QObject::connect(&m_port, &RenderPort::rendererReady, &m_port, [this] { ++m_ready; });
        QObject::connect(&m_port, &RenderPort::rendererLost, &m_port, [this] { ++m_lost; });
        QObject::connect(&m_port, &RenderPort::rendererFailed, &m_port,
                         [this](const QString& why) { m_failed = why; });
        QObject::connect(&m_port, &RenderPort::sceneFailed, &m_port,
                         [this](const QString& why) { m_sceneFailed = why; });
        m_host = std::make_unique<ViewportHost>(m_port, m_view);
        m_host->setGeometry(0, 0, 480, 320);
        m_host->show();
        m_loop = std::make_unique<RenderLoop>(
            m_port, render::RendererSettings{
                        .instanceExtensions = vulkanInstanceExtensions(),
                        .window = true,
                        .validation = true,
                        .refuses = [this](render::DriverStep step) { return refusal(step); }});
        m_thread = std::jthread([this](std::stop_token stop) { m_loop->run(stop); });
        waitFor([this] { return m_ready == 1 || !m_failed.isEmpty(); });
        if (!m_failed.isEmpty())
            GTEST_SKIP() << m_failed.toStdString();

        m_line.snapshot.sequence = 1;
        m_line.snapshot.paused = true;
        m_channel.writing() = m_line.snapshot;
        m_channel.publish();
        m_view.camera().set({.eye = {-3.4, -5.2, 3.4}, .target = {-1.2, 0.2, 0.7}});
        m_view.publish();
        m_port.setScene({m_line.twin, m_line.models, &m_channel});
    }

    void TearDown() override {
        if (m_loop == nullptr)
            return;
        // As the program ends: the window first, then the thread, then the renderer.
        if (m_failed.isEmpty()) {
            EXPECT_EQ(m_port.figures().frame.validationMessages, 0u);
        }
        m_host.reset();
        m_thread.request_stop();
        m_thread.join();
        m_loop.reset();
        EXPECT_TRUE(m_failed.isEmpty()) << m_failed.toStdString();
    }

    // What the driver says, on the render thread.
    [[nodiscard]] render::Refusal refusal(render::DriverStep step) {
        using render::Refusal;
        m_uploadedLevels += step == render::DriverStep::levels ? 1 : 0;
        const auto counted = [](std::atomic<int>& count) { return count > 0 && count-- > 0; };
        if (step == render::DriverStep::scene && counted(m_refuse))
            return Refusal::outOfMemory;
        if (step == render::DriverStep::frame && counted(m_lose))
            return Refusal::deviceLost;
        if (step == render::DriverStep::frame && counted(m_starve))
            return Refusal::outOfMemory;
        return Refusal::none;
    }
    // What stands in the place of the picture.
    [[nodiscard]] QString words() const {
        const auto* label = m_host->findChild<QLabel*>(QStringLiteral("caption"));
        return label->isVisible() ? label->text() : QString();
    }

    template <class Condition>
    void waitFor(Condition condition) {
        QElapsedTimer waited;
        waited.start();
        while (!condition()) {
            ASSERT_LT(waited.elapsed(), kPatienceMs) << "nothing came";
            QApplication::processEvents(QEventLoop::AllEvents, 20);
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        }
    }
    void waitForFrames(uint64_t more) {
        const uint64_t before = frames();
        waitFor([&] { return frames() >= before + more; });
    }
    [[nodiscard]] uint64_t frames() const { return m_port.figures().frame.frames; }

    // What stands on the screen, once the words below the picture are gone.
    [[nodiscard]] QImage picture() {
        QElapsedTimer settled;
        settled.start();
        waitFor([&] { return settled.elapsed() > 200; });
        waitForFrames(2);
        const QRect at = m_host->geometry();
        return m_host->screen()
            ->grabWindow(0, at.x(), at.y(), at.width(), at.height())
            .toImage()
            .convertToFormat(QImage::Format_RGB32);
    }
    void useLevels() {
        m_port.setLevels(std::vector<render::Renderer::Levels>(1));  // of nothing here
        waitFor([this] { return m_uploadedLevels == 1; });
    }
    // The words stay, also once the new window has been shown.
    void expectThatItIsSaid() {
        QElapsedTimer settled;
        settled.start();
        waitFor([&] { return settled.elapsed() > 200; });
        EXPECT_FALSE(m_host->deviceName().isEmpty()) << "the renderer lives";
        EXPECT_TRUE(words().contains(m_sceneFailed)) << words().toStdString();
    }
    [[nodiscard]] static size_t colors(const QImage& image) {
        QSet<QRgb> seen;
        for (int y = 0; y < image.height(); y += 4) {
            for (int x = 0; x < image.width(); x += 4)
                seen.insert(image.pixel(x, y));
        }
        return static_cast<size_t>(seen.size());
    }

    render::test::Line m_line = render::test::packingLine();
    TripleBuffer<sim::Snapshot> m_channel;
    RenderPort m_port;
    ViewController m_view{m_port};
    // Frames and uploads to come.
    std::atomic<int> m_lose{0}, m_starve{0}, m_refuse{0};
    std::atomic<int> m_uploadedLevels{0};
    std::unique_ptr<ViewportHost> m_host;
    std::unique_ptr<RenderLoop> m_loop;
    std::jthread m_thread;
    int m_ready = 0, m_lost = 0;
    QString m_failed, m_sceneFailed;
};

TEST_F(RenderLoopTest, DrawsTheSceneAndStops) {
    waitForFrames(2);
    EXPECT_FALSE(m_host->deviceName().isEmpty());
    EXPECT_GT(colors(picture()), 100u);
}

TEST_F(RenderLoopTest, AResizeStormWithNothingLeftEndsInTheSamePicture) {
    waitForFrames(1);
    const QImage before = picture();
    ASSERT_GT(colors(before), 100u);
    for (int round = 0; round < 6; ++round) {
        for (const QSize size : {QSize(700, 90), QSize(240, 160), QSize(333, 517), QSize(1, 1)}) {
            m_host->setMinimumSize(1, 1);
            m_host->resize(size);
            m_port.resize({round % 2 == 0 ? 0 : size.width(), 0});
            QApplication::processEvents();
            m_port.resize(size);
        }
    }
    m_host->resize(480, 320);
    QApplication::processEvents();
    m_port.resize({480, 320});
    EXPECT_EQ(picture(), before);
}

TEST_F(RenderLoopTest, NothingIsDrawnWhileNobodySees) {
    waitForFrames(1);
    const QImage before = picture();
    m_host->hide();
    // The window system tells in its own time; a frame follows the first asking, if any does.
    const auto drawsWhenAsked = [this] {
        const uint64_t drawn = frames();
        for (int i = 0; i < 2; ++i) {
            m_view.publish();
            m_port.settle();
        }
        return frames() != drawn;
    };
    waitFor([&] { return !drawsWhenAsked(); });
    for (int i = 0; i < 5; ++i)
        EXPECT_FALSE(drawsWhenAsked());
    m_host->show();
    EXPECT_EQ(picture(), before);
}

TEST_F(RenderLoopTest, ASceneThatGoesLeavesNoReaderOfItsChannel) {
    waitForFrames(1);
    m_port.clearScene();
    m_port.settle();
    const uint64_t drawn = frames();
    m_channel.writing() = {};  // would be read, were it still looked at
    m_channel.publish();
    m_view.publish();
    m_port.settle();
    EXPECT_EQ(frames(), drawn);
}

TEST_F(RenderLoopTest, ALostDeviceIsMadeAgainWithTheSamePicture) {
    waitForFrames(1);
    const QImage before = picture();
    ASSERT_GT(colors(before), 100u);
    for (int times = 1; times <= 2; ++times) {
        test::expectWarning("the renderer lost its device");
        m_lose = 1;
        m_view.publish();
        waitFor([&] { return m_ready == 1 + times; });
        EXPECT_EQ(m_lost, times);
        EXPECT_EQ(picture(), before);
    }
}

TEST_F(RenderLoopTest, ADeviceThatTakesNoSceneIsMadeAgain) {
    waitForFrames(1);
    const QImage before = picture();
    m_port.clearScene();
    m_port.settle();
    m_refuse = 1;
    m_port.setScene({m_line.twin, m_line.models, &m_channel});
    waitFor([&] { return m_ready == 2; });
    EXPECT_EQ(m_lost, 1);
    EXPECT_TRUE(m_sceneFailed.isEmpty());
    EXPECT_EQ(picture(), before);
}

TEST_F(RenderLoopTest, ASceneThatFitsNoDeviceCostsNoneOfTheNext) {
    waitForFrames(1);
    const QImage before = picture();
    test::expectWarning("upload the scene");
    m_port.clearScene();
    m_port.settle();
    m_refuse = 2;
    m_port.setScene({m_line.twin, m_line.models, &m_channel});
    waitFor([&] { return !m_sceneFailed.isEmpty(); });
    expectThatItIsSaid();

    m_host->prepare();
    m_port.setScene({m_line.twin, m_line.models, &m_channel});
    EXPECT_EQ(picture(), before);
    EXPECT_EQ(words(), QString());
}

TEST_F(RenderLoopTest, WithoutRoomForAFrameLevelsOfDetailAreDroppedFirst) {
    useLevels();
    const QImage before = picture();
    m_starve = 1;
    m_view.publish();
    waitFor([&] { return m_ready == 2; });
    EXPECT_EQ(picture(), before);
    EXPECT_EQ(m_uploadedLevels, 1) << "not again";
    EXPECT_TRUE(m_sceneFailed.isEmpty());

    // They come back with the next scene.
    m_port.clearScene();
    m_port.settle();
    m_port.setScene({m_line.twin, m_line.models, &m_channel});
    EXPECT_EQ(picture(), before);
    EXPECT_EQ(m_uploadedLevels, 2);
}

TEST_F(RenderLoopTest, WithoutRoomForAFrameEvenSoItIsSaid) {
    useLevels();
    const QImage before = picture();
    test::expectWarning("no memory left on the graphics device");
    m_starve = 2;
    m_view.publish();
    waitFor([&] { return !m_sceneFailed.isEmpty(); });
    EXPECT_EQ(m_lost, 2);
    expectThatItIsSaid();
    EXPECT_TRUE(words().contains(QLatin1String("no memory left on the graphics device")));

    m_port.setScene({m_line.twin, m_line.models, &m_channel});
    m_host->prepare();
    EXPECT_EQ(picture(), before);
}

TEST_F(RenderLoopTest, ADeviceThatIsLostWithEachFrameIsGivenUp) {
    waitForFrames(1);
    test::expectWarning("the renderer lost its device");
    test::expectWarning("lost with each picture");
    m_lose = 100;
    m_view.publish();
    waitFor([&] { return !m_failed.isEmpty(); });
    EXPECT_EQ(m_lost, 4);
    EXPECT_TRUE(words().contains(m_failed)) << words().toStdString();
    EXPECT_TRUE(m_host->deviceName().isEmpty());
    m_failed.clear();  // as it should be
}

}  // namespace
}  // namespace gemba::ui
