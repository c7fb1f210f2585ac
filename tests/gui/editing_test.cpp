#include <QDoubleSpinBox>
#include <QMenuBar>
#include <QTest>
#include <fstream>

#include "engine/core/scratch_folder.h"
#include "engine/twin/document.h"
#include "tests/gui/main_window_fixture.h"

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
