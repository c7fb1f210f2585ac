#include <QAbstractItemView>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QTest>
#include <QTimer>
#include <fstream>
#include <random>
#include <thread>

#include "engine/core/scratch_folder.h"
#include "engine/twin/document.h"
#include "tests/gui/main_window_fixture.h"
#include "ui/vulkan/render_loop.h"
#include "ui/vulkan/viewport_host.h"

/// Somebody who tries everything: a seeded walk over commands, keys, clicks, drags and edits. On a
/// display the picture is drawn meanwhile, and Vulkan's validation has nothing to say.
/// GEMBA_WALK_STEPS and GEMBA_WALK_SEED say how long and which; a walk that fell is walked again by
/// its seed.
namespace gemba::test {
namespace {

constexpr const char* kLine = R"(# a line to play with
gemba = 1
name = "Line"

[[item]]
id = "carton"

[[conveyor]]
id = "infeed"
size = [6.0, 0.6, 0.8]
pose = { position = [0.0, 0.0, 0.8] }

[[photo_eye]]
id = "pe1"
on = "infeed"
at = 5.6

[[binding]]
signal = "line/pe1"
device = "pe1.blocked"
role = "compare"
)";

[[nodiscard]] int numberFrom(const char* name, int standard) {
    const char* const text = std::getenv(name);
    return text != nullptr ? std::atoi(text) : standard;
}

class WalkTest : public MainWindowTest {
 protected:
    void SetUp() override {
        auto made = ScratchFolder::make();
        ASSERT_TRUE(made);
        m_cell = std::make_unique<ScratchFolder>(std::move(*made));
        m_file = m_cell->path() / "line.toml";
        std::ofstream(m_file) << kLine;
        QObject::connect(
            m_window.get(), &ui::MainWindow::twinEdited, m_window.get(),
            [this](const std::shared_ptr<const twin::Twin>& twin) { showTwin(twin, true); });
        // Nobody answers a question here, or chooses from a menu: each is refused.
        QObject::connect(&m_refuses, &QTimer::timeout, [] {
            if (auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget()))
                dialog->reject();
            if (QWidget* const menu = QApplication::activePopupWidget())
                menu->close();
        });
        m_refuses.start(5);
        if (QGuiApplication::platformName() == QLatin1String("xcb"))
            startPicture();
        openFile();
    }
    void startPicture() {
        m_loop = std::make_unique<ui::RenderLoop>(
            m_port, render::RendererSettings{.instanceExtensions = ui::vulkanInstanceExtensions(),
                                             .window = true,
                                             .validation = true});
        m_thread = std::jthread([this](std::stop_token stop) { m_loop->run(stop); });
    }
    // As the program ends: the window first, then the thread, then the renderer.
    void TearDown() override {
        if (m_loop == nullptr)
            return;
        const render::FrameStatistics picture = m_port.figures().frame;
        EXPECT_GT(picture.frames, 0u);
        EXPECT_EQ(picture.validationMessages, 0u);
        m_window.reset();
        m_thread.request_stop();
        m_thread.join();
        m_loop.reset();
    }
    void openFile() {
        const twin::ReadOutcome read = twin::readTwin(m_file);
        ASSERT_NE(read.twin, nullptr);
        m_first = read.twin->text;
        showTwin(read.twin, false);
    }
    void showTwin(std::shared_ptr<const twin::Twin> twin, bool continues) {
        ui::SessionLink link = m_session.link();
        link.twin = twin;
        link.source = twin;
        link.continues = continues && m_window->link() != nullptr;
        link.names = std::make_shared<signals::SignalNames>(*twin);
        link.models.placed.resize(twin->models.size());
        link.models.items.resize(twin->items.size());
        link.now.viewport = &m_channel;
        m_window->showSession(std::move(link), {});
    }

    [[nodiscard]] int upTo(int count) {
        return count <= 0 ? 0 : static_cast<int>(m_random() % static_cast<unsigned>(count));
    }
    template <class T>
    [[nodiscard]] T* any(const QList<T*>& of) {
        return of.isEmpty() ? nullptr : of[upTo(static_cast<int>(of.size()))];
    }

    void command() {
        // What ends the program, or writes where the user says, is left out.
        static const QStringList kNot{QStringLiteral("file.quit"), QStringLiteral("file.close"),
                                      QStringLiteral("view.full_screen")};
        QList<QAction*> can;
        for (QAction* const action : m_window->findChildren<QAction*>()) {
            if (action->isEnabled() && action->objectName().contains(u'.') &&
                !kNot.contains(action->objectName()))
                can << action;
        }
        if (QAction* const action = any(can)) {
            m_last = action->objectName();
            action->trigger();
        }
    }
    void click() {
        QList<QWidget*> seen;
        for (QWidget* const widget : m_window->findChildren<QWidget*>()) {
            if (widget->isVisible() && widget->isEnabled() && widget->width() > 0)
                seen << widget;
        }
        QWidget* const widget = any(seen);
        if (widget == nullptr)
            return;
        m_last =
            QStringLiteral("click on %1 %2")
                .arg(QLatin1String(widget->metaObject()->className()), widget->accessibleName());
        const QPoint at(upTo(widget->width()), upTo(widget->height()));
        if (upTo(8) == 0)
            QTest::mouseDClick(widget, Qt::LeftButton, {}, at);
        else
            QTest::mouseClick(widget, Qt::LeftButton, {}, at);
    }
    void key() {
        static constexpr Qt::Key kKeys[] = {
            Qt::Key_Space,  Qt::Key_Escape, Qt::Key_Return, Qt::Key_Tab,  Qt::Key_Up,
            Qt::Key_Down,   Qt::Key_Left,   Qt::Key_Right,  Qt::Key_Home, Qt::Key_End,
            Qt::Key_Delete, Qt::Key_A,      Qt::Key_7,      Qt::Key_M,    Qt::Key_F,
            Qt::Key_L,      Qt::Key_Minus,  Qt::Key_Period};
        QWidget* const focus = QApplication::focusWidget();
        const auto modifiers = upTo(5) == 0 ? Qt::ShiftModifier : Qt::NoModifier;
        m_last = QStringLiteral("a key");
        QTest::keyClick(focus != nullptr ? focus : m_window.get(), kKeys[upTo(std::size(kKeys))],
                        modifiers);
    }
    void select() {
        const ui::SessionLink* const link = m_window->link();
        if (link == nullptr || link->twin->devices.empty())
            return;
        m_last = QStringLiteral("select");
        m_window->view().select(
            {render::PickId::Kind::device,
             static_cast<uint32_t>(upTo(static_cast<int>(link->twin->devices.size())))});
    }
    void dragHandle() {
        ui::PointerTool* const tool = m_window->view().tool();
        const ui::Picture picture = m_window->view().picture();
        const auto pixel = [&] {
            return glm::dvec2(upTo(static_cast<int>(picture.width)),
                              upTo(static_cast<int>(picture.height)));
        };
        m_last = QStringLiteral("drag in the picture");
        glm::dvec2 at = pixel();
        for (int i = 0; i < 40 && !tool->hover(at); ++i)
            at = pixel();
        if (!tool->press(at))
            return;
        for (int i = upTo(4); i >= 0; --i)
            tool->drag(pixel(), upTo(2) == 0);
        if (upTo(4) == 0)
            (void)tool->cancel();
        tool->release();
    }
    void edit() {
        QList<QLineEdit*> fields;
        for (QLineEdit* const field : m_window->inspector().findChildren<QLineEdit*>()) {
            if (field->isVisible() && field->isEnabled())
                fields << field;
        }
        QLineEdit* const field = any(fields);
        if (field == nullptr)
            return;
        static const QStringList kTexts{QStringLiteral("0"),
                                        QStringLiteral("1.5"),
                                        QStringLiteral("-2"),
                                        QStringLiteral("abc"),
                                        QStringLiteral("传送带"),
                                        QStringLiteral("1e9"),
                                        QString()};
        m_last = QStringLiteral("edit");
        field->setFocus();
        field->selectAll();
        field->insert(
            kTexts[upTo(static_cast<int>(kTexts.size()))]);  // keys of a test have no Chinese
        QTest::keyClick(field, Qt::Key_Return);
    }
    void resize() {
        m_last = QStringLiteral("resize");
        m_window->resize(400 + upTo(1600), 300 + upTo(900));
    }
    void observe() {
        m_last = QStringLiteral("look");
        m_session.publish();
        m_channel.writing() = m_session.next;
        m_channel.writing().sequence = ++m_sequence;
        m_channel.publish();
        m_window->look();
        QApplication::processEvents();
    }
    void step() {
        switch (upTo(20)) {
            case 0:
            case 1:
            case 2:
            case 3:
                return command();
            case 4:
            case 5:
            case 6:
            case 7:
                return click();
            case 8:
            case 9:
            case 10:
                return key();
            case 11:
            case 12:
                return select();
            case 13:
            case 14:
                return dragHandle();
            case 15:
            case 16:
                return edit();
            case 17:
                return resize();
            default:
                return observe();
        }
    }

    std::unique_ptr<ScratchFolder> m_cell;
    std::filesystem::path m_file;
    std::string m_first;
    std::mt19937 m_random;
    QTimer m_refuses;
    QString m_last;
    TripleBuffer<sim::Snapshot> m_channel;
    uint64_t m_sequence = 0;
    std::unique_ptr<ui::RenderLoop> m_loop;
    std::jthread m_thread;
};

TEST_F(WalkTest, WhateverIsTriedTheWindowStandsAndUndoLeadsBack) {
    const auto seed = static_cast<unsigned>(numberFrom("GEMBA_WALK_SEED", 1));
    const int steps = numberFrom("GEMBA_WALK_STEPS", 2000);
    m_random.seed(seed);
    size_t edited = 0, sinceOpened = 0;
    for (int i = 0; i < steps; ++i) {
        const auto before = m_window->editing().twin();
        step();
        if (std::getenv("GEMBA_WALK_TALK") != nullptr)
            std::printf("%d %s\n", i, qPrintable(m_last));
        const bool changed = before != m_window->editing().twin();
        edited += changed ? 1 : 0;
        sinceOpened += changed ? 1 : 0;
        if (i % 50 == 0)
            QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        // A twin is what it was read from, whatever was done to it.
        if (const auto now = m_window->editing().twin(); now != nullptr && i % 100 == 0) {
            EXPECT_NE(twin::readTwinText(now->text, now->file).twin, nullptr)
                << "seed " << seed << ", step " << i << ", " << m_last.toStdString();
        }
        // So that the walk stays among a few things, and undo reaches back to all of them.
        const auto twin = m_window->editing().twin();
        if (twin == nullptr || twin->devices.size() > 60 || sinceOpened > 900) {
            openFile();
            sinceOpened = 0;
        }
    }
    EXPECT_GT(edited, static_cast<size_t>(steps) / 50) << "it did something";
    QAction* const undo = m_window->findChild<QAction*>(QStringLiteral("edit.undo"));
    for (int i = 0; i < 2000 && undo->isEnabled(); ++i)
        undo->trigger();
    EXPECT_EQ(m_window->editing().twin()->text, m_first) << "seed " << seed;
    m_window->editing().open(nullptr);  // nobody is asked at the end
}

}  // namespace
}  // namespace gemba::test
