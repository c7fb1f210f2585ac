#include <QDialog>
#include <QDoubleSpinBox>
#include <QFontMetrics>
#include <QInputDialog>
#include <QMenuBar>
#include <QScrollBar>
#include <QSpinBox>
#include <QStatusBar>
#include <QTest>
#include <QTimer>
#include <fstream>
#include <functional>

#include "engine/core/scratch_folder.h"
#include "engine/twin/document.h"
#include "tests/gui/main_window_fixture.h"
#include "ui/ask_for_text.h"
#include "ui/edit/force_dialog.h"

namespace gemba::test {
namespace {

constexpr const char* kCell = R"(# two belts
gemba = 1
name = "Cell"

[[item]]
id = "carton"

[[conveyor]]
id = "infeed" # the first
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

/// A window whose sessions are made as app/ makes them: one after each step.
class EditingTest : public MainWindowTest {
 protected:
    void SetUp() override {
        auto made = ScratchFolder::make();
        ASSERT_TRUE(made);
        m_cell = std::make_unique<ScratchFolder>(std::move(*made));
        file = m_cell->path() / "cell.toml";
        std::ofstream(file) << kCell;
        QObject::connect(m_window.get(), &ui::MainWindow::twinEdited, m_window.get(),
                         [this](const std::shared_ptr<const twin::Twin>& twin) {
                             ++edits;
                             showTwin(twin, true);
                         });
        const twin::ReadOutcome read = twin::readTwin(file);
        ASSERT_NE(read.twin, nullptr);
        showTwin(read.twin, false);
    }
    void showTwin(std::shared_ptr<const twin::Twin> twin, bool continues) {
        ui::SessionLink link = m_session.link();
        link.twin = twin;
        link.source = twin;
        link.continues = continues;
        link.names = std::make_shared<signals::SignalNames>(*twin);
        link.models.placed.resize(twin->models.size());
        link.models.items.resize(twin->items.size());
        m_window->showSession(std::move(link), {});
        QApplication::processEvents();
    }
    void select(const std::string& id) {
        const int32_t device = editing().twin()->findDevice(id);
        ASSERT_GE(device, 0) << id;
        m_window->view().select({render::PickId::Kind::device, static_cast<uint32_t>(device)});
    }
    [[nodiscard]] ui::TwinEditing& editing() { return m_window->editing(); }
    [[nodiscard]] ui::InspectorPanel& inspector() { return m_window->inspector(); }
    [[nodiscard]] const std::string& text() { return editing().twin()->text; }
    [[nodiscard]] QAction& action(const QString& text) {
        for (QAction* const one : m_window->findChildren<QAction*>()) {
            if (one->text().remove(u'&').startsWith(text))
                return *one;
        }
        ADD_FAILURE() << text.toStdString();
        return *m_window->findChild<QAction*>();
    }
    // As somebody types it and goes on.
    void type(const char* path, const QString& value, int part = 0) {
        ui::KeyField* const field = inspector().field(path);
        ASSERT_NE(field, nullptr) << path;
        const auto lines = field->findChildren<QLineEdit*>();
        ASSERT_GT(lines.size(), part);
        lines[part]->setFocus();
        lines[part]->selectAll();
        QTest::keyClicks(lines[part], value);
        QTest::keyClick(lines[part], Qt::Key_Return);
        QApplication::processEvents();
    }
    [[nodiscard]] static std::string with(std::string text, const std::string& from,
                                          const std::string& to) {
        return text.replace(text.find(from), from.size(), to);
    }

    std::filesystem::path file;
    int edits = 0;

 private:
    std::unique_ptr<ScratchFolder> m_cell;
};

TEST_F(EditingTest, WhatIsTypedInTheInspectorStandsInTheTwin) {
    select("infeed");
    EXPECT_EQ(inspector().idField().text(), QStringLiteral("infeed"));
    type("speed", QStringLiteral("0.4"));
    EXPECT_EQ(edits, 1);
    EXPECT_EQ(text(), with(kCell, "0.8] }\n", "0.8] }\nspeed = 0.4\n"));
    type("size", QStringLiteral("7"), 0);
    type("pose.position", QStringLiteral("-1.25"), 1);
    EXPECT_EQ(text(), with(with(with(kCell, "0.8] }\n", "0.8] }\nspeed = 0.4\n"), "[6.0, 0.6, 0.8]",
                                "[7.0, 0.6, 0.8]"),
                           "[0.0, 0.0, 0.8] }", "[0.0, -1.25, 0.8] }"));
    EXPECT_EQ(edits, 3);
    EXPECT_TRUE(m_window->isWindowModified());
    EXPECT_EQ(inspector().id(), "infeed") << "it stays chosen";

    // All of it undone is the first twin, byte for byte.
    for (int i = 0; i < 3; ++i)
        action(QStringLiteral("Undo")).trigger();
    EXPECT_EQ(text(), kCell);
    EXPECT_FALSE(m_window->isWindowModified());
    EXPECT_FALSE(action(QStringLiteral("Undo")).isEnabled());
    EXPECT_TRUE(action(QStringLiteral("Redo: speed of infeed")).isEnabled());
}

TEST_F(EditingTest, WhatCannotBeIsSaidAndTheFieldShowsWhatIs) {
    select("pe1");
    type("at", QStringLiteral("50"));
    EXPECT_EQ(edits, 0);
    EXPECT_EQ(text(), kCell);
    const auto* field = inspector().field("at")->findChild<QDoubleSpinBox*>();
    EXPECT_EQ(field->value(), 5.6);
}

TEST_F(EditingTest, ARenamedThingIsNamedEverywhereAndStaysChosen) {
    select("pe1");
    QLineEdit& name = inspector().idField();
    name.setFocus();
    name.selectAll();
    QTest::keyClicks(&name, QStringLiteral("exit_eye"));
    QTest::keyClick(&name, Qt::Key_Return);
    QApplication::processEvents();
    EXPECT_EQ(text(), with(with(kCell, "\"pe1\"\non", "\"exit_eye\"\non"), "\"pe1.blocked\"",
                           "\"exit_eye.blocked\""));
    EXPECT_EQ(inspector().id(), "exit_eye");
    // No id.
    name.selectAll();
    QTest::keyClicks(&name, QStringLiteral("Exit eye!"));
    QTest::keyClick(&name, Qt::Key_Return);
    EXPECT_EQ(edits, 1);
    EXPECT_EQ(name.text(), QStringLiteral("exit_eye"));
}

TEST_F(EditingTest, EquipmentIsAddedBesideWhatIsChosenAndRemovedWithWhatNeedsIt) {
    select("infeed");
    m_window->addEquipment(twin::findKind("conveyor").value());
    EXPECT_EQ(inspector().id(), "conveyor") << "what was added is chosen";
    m_window->addEquipment(twin::findKind("photo_eye").value());
    EXPECT_EQ(editing().twin()->devices.size(), 4u);
    select("infeed");
    action(QStringLiteral("Remove the selection")).trigger();
    EXPECT_EQ(editing().twin()->findDevice("pe1"), -1);
    EXPECT_TRUE(editing().twin()->bindings.empty());
    EXPECT_EQ(inspector().id(), "");
    for (int i = 0; i < 3; ++i)
        action(QStringLiteral("Undo")).trigger();
    EXPECT_EQ(text(), kCell);
}

TEST_F(EditingTest, SavingWritesTheFileAndNotOverAnotherHand) {
    select("infeed");
    type("speed", QStringLiteral("0.4"));
    action(QStringLiteral("Save")).trigger();
    std::string now;
    ASSERT_FALSE(twin::readFile(file, twin::kMaxFileBytes, now));
    EXPECT_EQ(now, text());
    EXPECT_FALSE(m_window->isWindowModified());
    std::ofstream(file) << kCell;
    type("speed", QStringLiteral("0.5"));
    EXPECT_FALSE(editing().save());
    ASSERT_FALSE(twin::readFile(file, twin::kMaxFileBytes, now));
    EXPECT_EQ(now, kCell);
    editing().open(nullptr);  // nobody is asked at the end
}

// The desktop ends, say: what is not saved is kept for the next start.
TEST_F(EditingTest, WhoCannotBeAskedIsNotAsked) {
    m_window->show();
    editing().applyText(QStringLiteral("name"), text() + "# more\n");
    ASSERT_TRUE(editing().changed());
    bool asked = false;
    QTimer::singleShot(0, m_window.get(), [&] {
        if (QWidget* const question = QApplication::activeModalWidget()) {
            asked = true;
            question->close();
        }
    });
    m_window->close();
    EXPECT_TRUE(asked);
    EXPECT_TRUE(m_window->isVisible());
    m_window->endAtOnce();
    EXPECT_FALSE(m_window->isVisible());
    EXPECT_TRUE(editing().changed()) << "nobody threw it away";
}

TEST_F(EditingTest, AThingIsMovedByItsHandlesAsOneStep) {
    ui::ViewController& view = m_window->view();
    view.setViewport(1000, 600, 1.0);
    view.camera().set({.eye = {4.0, -8.0, 6.0}, .target = {0.0, 0.0, 0.8}});
    view.publish();
    ASSERT_NE(view.tool(), nullptr);
    select("infeed");
    EXPECT_TRUE(view.state().marks.empty()) << "until the tool is taken";
    action(QStringLiteral("Move and turn")).trigger();
    EXPECT_GT(view.state().marks.size(), 50u);
    const auto pixel = [&](const Vec3& world) { return *view.picture().pixelOf(world); };
    const double arm = 92.0 * view.picture().metresPerPixel({0.0, 0.0, 0.8});
    const Vec3 hold(0.7 * arm, 0.0, 0.8);
    EXPECT_TRUE(view.tool()->hover(pixel(hold)));
    ASSERT_TRUE(view.tool()->press(pixel(hold)));
    view.tool()->drag(pixel(hold + Vec3(0.5, 0.0, 0.0)), false);
    view.tool()->drag(pixel(hold + Vec3(1.017, 0.0, 0.0)), false);
    EXPECT_EQ(edits, 0) << "while it is dragged nothing is built";
    view.tool()->release();
    EXPECT_EQ(edits, 1);
    EXPECT_EQ(text(), with(kCell, "[0.0, 0.0, 0.8] }", "[1.0, 0.0, 0.8] }")) << "on the grid";
    EXPECT_EQ(inspector().id(), "infeed");

    // Freely; and a drag that is given up is none.
    const Vec3 next = hold + Vec3(1.0, 0.0, 0.0);
    ASSERT_TRUE(view.tool()->press(pixel(next)));
    view.tool()->drag(pixel(next + Vec3(0.017, 0.0, 0.0)), true);
    view.tool()->release();
    EXPECT_EQ(text(), with(kCell, "[0.0, 0.0, 0.8] }", "[1.017, 0.0, 0.8] }"));
    ASSERT_TRUE(view.tool()->press(pixel(next)));
    view.tool()->drag(pixel(next + Vec3(3.0, 0.0, 0.0)), false);
    EXPECT_TRUE(view.tool()->cancel());
    view.tool()->release();
    EXPECT_EQ(edits, 2);
    EXPECT_FALSE(view.tool()->press({1.0, 1.0})) << "the camera's";
    action(QStringLiteral("Undo: Move infeed")).trigger();
    action(QStringLiteral("Undo: Move infeed")).trigger();
    EXPECT_EQ(text(), kCell);
    // What stands on a belt goes along it.
    select("pe1");
    const Vec3 eye(5.6 + 0.7 * 92.0 * view.picture().metresPerPixel({5.6, 0.0, 0.8}), 0.0, 0.8);
    ASSERT_TRUE(view.tool()->press(pixel(eye)));
    view.tool()->drag(pixel(eye - Vec3(1.2, 0.0, 0.0)), false);
    view.tool()->release();
    EXPECT_EQ(text(), with(kCell, "at = 5.6", "at = 4.4"));
    action(QStringLiteral("Move and turn")).trigger();
    EXPECT_TRUE(view.state().marks.empty());
}

TEST_F(EditingTest, WhatIsLockedIsNeitherMovedNorRemovedAndStaysSoThroughAnEdit) {
    ui::ViewController& view = m_window->view();
    select("infeed");
    action(QStringLiteral("Lock")).trigger();
    action(QStringLiteral("Remove the selection")).trigger();
    EXPECT_EQ(edits, 0);
    action(QStringLiteral("Move and turn")).trigger();
    EXPECT_TRUE(view.state().marks.empty()) << "no handles";

    // An edit makes another twin, with the scale at another place in its lists.
    select("pe1");
    action(QStringLiteral("Hide")).trigger();
    select("infeed");
    action(QStringLiteral("Duplicate")).trigger();
    EXPECT_EQ(edits, 1);
    const auto hidden = static_cast<size_t>(editing().twin()->findDevice("pe1"));
    EXPECT_EQ(view.state().withheld->hiddenDevices.size(), 4u);
    EXPECT_EQ(view.state().withheld->hiddenDevices[hidden], 1);
    EXPECT_TRUE(view.withholding().locked("infeed"));
    EXPECT_FALSE(view.withholding().locked("infeed_2"));
    action(QStringLiteral("Remove the selection")).trigger();
    EXPECT_EQ(edits, 2) << "the copy is not locked";
}

TEST_F(EditingTest, SeveralAreMovedCopiedAlignedAndRemovedAsOneStep) {
    ui::ViewController& view = m_window->view();
    select("infeed");
    action(QStringLiteral("Array")).trigger();
    auto* const dialog = m_window->findChild<QDialog*>(QStringLiteral("array"));
    dialog->findChild<QSpinBox*>()->setValue(3);
    dialog->findChildren<QDoubleSpinBox*>()[0]->setValue(0.25);
    dialog->accept();
    QApplication::processEvents();
    const std::string four = text();
    edits = 0;
    const auto choose = [&](const std::vector<std::string>& ids) {
        std::vector<render::PickId> picks;
        for (const std::string& id : ids)
            picks.push_back({render::PickId::Kind::device,
                             static_cast<uint32_t>(editing().twin()->findDevice(id))});
        view.selectMany(std::move(picks));
    };
    const auto at = [&](const char* id) {
        const twin::Twin& twin = *editing().twin();
        return twin.devices[static_cast<size_t>(twin.findDevice(id))].worldFromDevice.position;
    };
    // What stands on one of them goes along, and not twice.
    choose({"pe1", "infeed_2", "infeed_3", "infeed"});
    action(QStringLiteral("Align the starts in X")).trigger();
    EXPECT_EQ(edits, 1);
    EXPECT_DOUBLE_EQ(at("infeed_2").x, 0.0);
    EXPECT_DOUBLE_EQ(at("infeed_3").x, 0.0);
    EXPECT_DOUBLE_EQ(at("infeed").x, 0.0) << "the one that was selected last stays";
    EXPECT_EQ(view.selection().size(), 4u) << "an edit keeps the selection";
    action(QStringLiteral("Undo: Align 3 things")).trigger();
    EXPECT_EQ(text(), four);

    // Distributed: the outermost stay.
    select("infeed_2");
    type("pose.position", QStringLiteral("0.2"), 1);
    const double far = at("infeed_4").y;
    choose({"infeed", "infeed_2", "infeed_4"});
    action(QStringLiteral("Distribute in Y")).trigger();
    EXPECT_NEAR(at("infeed_2").y, 0.5 * far, 1e-4);
    EXPECT_DOUBLE_EQ(at("infeed_4").y, far);

    // The handles stand at the last one.
    view.setViewport(1000, 600, 1.0);
    view.camera().set({.eye = {4.0, -8.0, 6.0}, .target = {0.0, 0.0, 0.8}});
    choose({"infeed_2", "infeed"});
    action(QStringLiteral("Move and turn")).trigger();
    action(QStringLiteral("Snap to grid")).trigger();
    const auto pixel = [&](const Vec3& world) { return *view.picture().pixelOf(world); };
    const double before = at("infeed_2").x;
    const Vec3 hold(0.7 * 92.0 * view.picture().metresPerPixel({0.0, 0.0, 0.8}), 0.0, 0.8);
    ASSERT_TRUE(view.tool()->press(pixel(hold)));
    view.tool()->drag(pixel(hold + Vec3(0.5, 0.0, 0.0)), false);
    view.tool()->release();
    EXPECT_NEAR(at("infeed").x, 0.5, 1e-3);
    EXPECT_NEAR(at("infeed_2").x - before, 0.5, 1e-3);
    action(QStringLiteral("Undo: Move infeed and 1 more")).trigger();
    EXPECT_NEAR(at("infeed_2").x, before, 1e-9);
    action(QStringLiteral("Move and turn")).trigger();

    choose({"infeed_2", "infeed_3"});
    action(QStringLiteral("Duplicate")).trigger();
    EXPECT_EQ(view.selectedIds(), (std::vector<std::string>{"infeed_5", "infeed_6"}));
    action(QStringLiteral("Remove the selection")).trigger();
    EXPECT_EQ(editing().twin()->findDevice("infeed_5"), -1);
    EXPECT_EQ(editing().twin()->findDevice("infeed_6"), -1);
    EXPECT_GE(editing().twin()->findDevice("infeed_3"), 0);
}

TEST_F(EditingTest, CopiesStandBesideAndArraysInARow) {
    select("infeed");
    action(QStringLiteral("Duplicate")).trigger();
    EXPECT_EQ(inspector().id(), "infeed_2");
    EXPECT_EQ(editing().twin()->devices.size(), 4u);
    action(QStringLiteral("Array")).trigger();
    auto* const dialog = m_window->findChild<QDialog*>(QStringLiteral("array"));
    ASSERT_NE(dialog, nullptr);
    EXPECT_FALSE(dialog->isModal()) << "the plant goes on";
    dialog->findChild<QSpinBox*>()->setValue(4);
    dialog->accept();
    QApplication::processEvents();
    EXPECT_EQ(editing().twin()->devices.size(), 12u);
    EXPECT_TRUE(action(QStringLiteral("Undo: Array of 4 × infeed_2")).isEnabled());
    action(QStringLiteral("Undo")).trigger();
    action(QStringLiteral("Undo")).trigger();
    EXPECT_EQ(text(), kCell);
}

TEST_F(EditingTest, OnlyWhatIsSelectedIsCopied) {
    for (const char* name : {"Duplicate", "Array"})
        EXPECT_FALSE(action(QLatin1String(name)).isEnabled()) << name;
    select("infeed");
    for (const char* name : {"Duplicate", "Array"})
        EXPECT_TRUE(action(QLatin1String(name)).isEnabled()) << name;
    m_window->view().select({});
    for (const char* name : {"Duplicate", "Array"})
        EXPECT_FALSE(action(QLatin1String(name)).isEnabled()) << name;
}

TEST_F(EditingTest, WhatWasRefusedIsForgottenOnceAStepIsDone) {
    const auto said = [&] { return m_window->statusBar()->currentMessage(); };
    select("pe1");
    type("at", QStringLiteral("50"));
    EXPECT_FALSE(said().isEmpty());
    type("at", QStringLiteral("5"));
    EXPECT_EQ(edits, 1);
    EXPECT_TRUE(said().isEmpty()) << said().toStdString();
    m_window->say(QStringLiteral("The recording is saved."));
    action(QStringLiteral("Undo")).trigger();
    EXPECT_EQ(said(), QStringLiteral("The recording is saved.")) << "no refusal";
}

TEST_F(EditingTest, TheTreeStaysAsOpenAsItWas) {
    QTreeWidget& tree = m_window->findChild<ui::ScenePanel*>()->tree();
    const auto row = [&](const char* name) {
        const auto found =
            tree.findItems(QLatin1String(name), Qt::MatchExactly | Qt::MatchRecursive);
        return found.empty() ? nullptr : found.front();
    };
    tree.setFixedHeight(120);
    m_window->addEquipment(twin::findKind("stopper").value());
    ASSERT_NE(row("pe1"), nullptr);
    row("pe1")->setExpanded(true);
    row("infeed")->setExpanded(true);
    row("Items")->setExpanded(false);
    tree.setCurrentItem(row("infeed")->child(1));
    QApplication::processEvents();
    tree.verticalScrollBar()->setValue(2);
    ASSERT_EQ(tree.verticalScrollBar()->value(), 2);
    const QString property = row("infeed")->child(1)->text(0);

    // Another belt before it: rows have other places.
    select("infeed");
    tree.setCurrentItem(row("infeed")->child(1));
    tree.verticalScrollBar()->setValue(2);
    editing().applyText(QStringLiteral("more"),
                        with(text(), "[[conveyor]]",
                             "[[conveyor]]\nid = \"before\"\nsize = [1.0, 0.6, 0.8]\npose = { "
                             "position = [0.0, 5.0, 0.8] }\n\n[[conveyor]]"));
    ASSERT_NE(row("before"), nullptr);
    EXPECT_TRUE(row("pe1")->isExpanded());
    EXPECT_TRUE(row("infeed")->isExpanded());
    EXPECT_FALSE(row("before")->isExpanded());
    EXPECT_FALSE(row("Items")->isExpanded());
    EXPECT_TRUE(row("Equipment")->isExpanded());
    EXPECT_EQ(tree.currentItem(), row("infeed")->child(1)) << property.toStdString();
    EXPECT_EQ(tree.verticalScrollBar()->value(), 2);
    action(QStringLiteral("Undo")).trigger();
    EXPECT_TRUE(row("infeed")->isExpanded());
    EXPECT_EQ(tree.verticalScrollBar()->value(), 2);
}

// Some desktops cut a title that is longer than its window.
TEST_F(EditingTest, SmallDialogsAreAsWideAsTheirTitles) {
    select("infeed");
    action(QStringLiteral("Array")).trigger();
    const auto wide = [](const QWidget& window) {
        QFont bold = window.font();
        bold.setBold(true);
        return QFontMetrics(bold).horizontalAdvance(window.windowTitle()) + 100;
    };
    const auto* array = m_window->findChild<QDialog*>(QStringLiteral("array"));
    ASSERT_NE(array, nullptr);
    EXPECT_EQ(array->windowTitle(), QStringLiteral("Array"));
    EXPECT_GE(array->width(), wide(*array));
    const ui::ForceDialog force(editing().twin(), {1, 0}, 0.0, m_window.get());
    EXPECT_GE(force.minimumWidth(), wide(force));
    const auto* ask = ui::askForText(*m_window, QStringLiteral("A bookmark with a long title"),
                                     QStringLiteral("Name:"), [](const QString&) {});
    EXPECT_GE(ask->width(), wide(*ask));
}

TEST_F(EditingTest, EquipmentIsDroppedWhereThePointerIs) {
    ui::ViewController& view = m_window->view();
    view.setViewport(1000, 600, 1.0);
    view.camera().set({.eye = {4.0, -8.0, 6.0}, .target = {0.0, 0.0, 0.8}});
    view.setDrop(*view.picture().pixelOf({2.0, 0.1, 0.8}));
    m_window->addEquipment(twin::findKind("photo_eye").value());
    const auto eye = static_cast<size_t>(editing().twin()->findDevice("photo_eye"));
    ASSERT_LT(eye, editing().twin()->devices.size());
    EXPECT_EQ(editing().twin()->devices[eye].at, 2.0);
    view.setDrop(*view.picture().pixelOf({-1.98, -2.51, 0.0}));
    m_window->addEquipment(twin::findKind("conveyor").value());
    const auto belt = static_cast<size_t>(editing().twin()->findDevice("conveyor"));
    ASSERT_LT(belt, editing().twin()->devices.size());
    EXPECT_LT(glm::length(editing().twin()->devices[belt].worldFromDevice.position -
                          Vec3(-2.0, -2.5, 0.8)),
              1e-9);
    // And the palette has a row for each kind, found by its name.
    auto* const palette = m_window->findChild<ui::PalettePanel*>();
    EXPECT_EQ(palette->list().count(), static_cast<int>(twin::catalogue().size()) + 1);
    palette->filter().setText(QStringLiteral("conv"));
    int seen = 0;
    for (int i = 0; i < palette->list().count(); ++i)
        seen += palette->list().item(i)->isHidden() ? 0 : 1;
    EXPECT_GE(seen, 1);
    EXPECT_LT(seen, palette->list().count());
    Q_EMIT palette->list().itemActivated(palette->list().item(0));
    EXPECT_EQ(edits, 3);
}

TEST_F(EditingTest, WhatAnotherProgramWritesIsShownOrAskedAbout) {
    const std::string theirs = with(kCell, "# two belts", "# theirs");
    const auto waitFor = [](const std::function<bool()>& so) {
        return QTest::qWaitFor(so, 10'000);
    };
    // As most programs do it: another file in its place.
    const auto write = [&](const std::string& what) {
        std::ofstream(file.string() + "~") << what;
        std::filesystem::rename(file.string() + "~", file);
    };
    write(theirs);
    EXPECT_TRUE(waitFor([&] { return text() == theirs; })) << "nothing unsaved: it is shown";
    EXPECT_FALSE(m_window->isWindowModified());
    action(QStringLiteral("Undo: Change of the file")).trigger();
    EXPECT_EQ(text(), kCell);
    EXPECT_TRUE(m_window->isWindowModified());

    auto* const notices = m_window->findChild<ui::NoticeBar*>();
    const auto answer = [&](const char* word) {
        for (QPushButton* const button : notices->findChildren<QPushButton*>()) {
            if (button->text() == QLatin1String(word) && button->isVisible())
                button->click();
        }
    };
    const std::string other = with(kCell, "# two belts", "# another");
    write(other);
    EXPECT_TRUE(waitFor([&] { return !notices->texts().isEmpty(); }));
    EXPECT_EQ(text(), kCell) << "what was done here stands until the user says so";
    answer("Keep mine");
    EXPECT_TRUE(notices->texts().isEmpty());
    EXPECT_TRUE(editing().save());
    write(other);
    EXPECT_TRUE(waitFor([&] { return text() == other; }));
    action(QStringLiteral("Undo")).trigger();
    write(theirs);
    EXPECT_TRUE(waitFor([&] { return !notices->texts().isEmpty(); }));
    answer("Take the file's");
    EXPECT_EQ(text(), theirs);
    EXPECT_FALSE(m_window->isWindowModified());
}

TEST_F(EditingTest, WhatIsNoTwinOfAFileCannotBeEdited) {
    m_window->showSession(m_session.link(), {});
    EXPECT_FALSE(editing().canEdit());
    m_window->view().select({render::PickId::Kind::device, m_session.device("infeed")});
    EXPECT_EQ(inspector().field("speed"), nullptr);
    EXPECT_FALSE(action(QStringLiteral("Remove the selection")).isEnabled());
    EXPECT_FALSE(action(QStringLiteral("Undo")).isEnabled());
    m_window->addEquipment(0);
    EXPECT_EQ(edits, 0);
}

}  // namespace
}  // namespace gemba::test
