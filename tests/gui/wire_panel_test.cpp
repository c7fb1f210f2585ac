#include <QMenu>
#include <QTest>

#include "tests/gui/made_up_services.h"
#include "tests/gui/main_window_fixture.h"

namespace gemba::test {
namespace {

constexpr const char* kCell = R"(gemba = 1
name = "Cell"

[[conveyor]]
id = "infeed"
size = [6.0, 0.6, 0.8]

[[photo_eye]]
id = "pe1"
on = "infeed"
at = 5.6

[[live]]
id = "plc"
connect = "tcp://127.0.0.1:5556"
)";

class WirePanelTest : public MainWindowTest {
 protected:
    void SetUp() override {
        QObject::connect(
            m_window.get(), &ui::MainWindow::twinEdited, m_window.get(),
            [this](const std::shared_ptr<const twin::Twin>& twin) { showTwin(twin, true); });
        const twin::ReadOutcome read = twin::readTwinText(kCell, "/cells/cell.toml");
        ASSERT_NE(read.twin, nullptr);
        showTwin(read.twin, false);
        dock("dock.wire").show();
        dock("dock.wire").raise();
        QApplication::processEvents();
    }
    void TearDown() override { m_window->editing().open(nullptr); }
    void showTwin(std::shared_ptr<const twin::Twin> twin, bool continues) {
        ui::SessionLink link = m_session.link();
        link.twin = twin;
        link.source = twin;
        link.continues = continues;
        link.names = std::make_shared<signals::SignalNames>(*twin);
        link.wire = twin->live.empty() ? nullptr : &m_wire;
        link.models = {};
        m_window->showSession(std::move(link), {});
        QApplication::processEvents();
    }
    void comeAndChoose(int row) {
        m_wire.come(
            {{.topic = "acme/line3/infeed/speed",
              .rate = 10.0,
              .received = 1,
              .value = Value::ofReal(400.0)},
             {.topic = "acme/line3/pe1/blocked", .received = 1, .value = Value::ofBoolean(true)},
             {.topic = "acme/装箱机",
              .member = "温度",
              .received = 1,
              .value = Value::ofReal(21.5)}});
        panel().look();
        panel().table().selectRow(row);
        QApplication::processEvents();
    }
    [[nodiscard]] ui::WirePanel& panel() { return *m_window->findChild<ui::WirePanel*>(); }
    [[nodiscard]] const twin::Twin& twin() { return *m_window->editing().twin(); }

    MadeUpWire m_wire;
};

TEST_F(WirePanelTest, TheWireIsWatchedOnlyWhileItIsSeen) {
    EXPECT_TRUE(m_wire.watched);
    dock("dock.wire").hide();
    EXPECT_FALSE(m_wire.watched);
    dock("dock.wire").show();
    dock("dock.wire").raise();
    QApplication::processEvents();
    EXPECT_TRUE(m_wire.watched);
    m_window->clearSession();
    EXPECT_FALSE(m_wire.watched);
}

TEST_F(WirePanelTest, WhatComesIsBoundToWhatItsNameSays) {
    comeAndChoose(0);
    EXPECT_EQ(panel().table().model()->rowCount(), 3);
    const auto combos = panel().form().findChildren<QComboBox*>();
    ASSERT_EQ(combos.size(), 2);
    EXPECT_EQ(combos[0]->currentText(), QStringLiteral("infeed.speed"));
    EXPECT_EQ(combos[1]->currentText(), QStringLiteral("drive"));
    auto* unit = panel().form().findChild<QLineEdit*>();
    unit->setText(QStringLiteral("mm/s"));
    EXPECT_EQ(panel().form().preview(), QStringLiteral("400.00 mm/s → 0.400 m/s"));
    unit->setText(QStringLiteral("kg"));
    EXPECT_FALSE(panel().form().button().isEnabled()) << "a weight is no speed";
    unit->setText(QStringLiteral("mm/s"));
    panel().form().button().click();

    ASSERT_EQ(twin().bindings.size(), 1u);
    EXPECT_EQ(twin().bindings[0].signal, "acme/line3/infeed/speed");
    EXPECT_EQ(twin().propertyName(twin().bindings[0].target), "infeed.speed");
    EXPECT_EQ(twin().bindings[0].role, twin::Role::drive);
    EXPECT_EQ(twin().bindings[0].scale, 0.001);
    comeAndChoose(0);
    EXPECT_EQ(panel().table().model()->index(0, ui::WireModel::bound).data().toString(),
              QStringLiteral("infeed.speed"));
    // And released again: the twin of before.
    EXPECT_EQ(panel().form().button().text(), QStringLiteral("Release"));
    panel().form().button().click();
    EXPECT_EQ(twin().text, kCell);
}

TEST_F(WirePanelTest, AnEyeIsComparedAndWhatFitsNothingCanBeShown) {
    comeAndChoose(1);
    const auto combos = panel().form().findChildren<QComboBox*>();
    EXPECT_EQ(combos[0]->currentText(), QStringLiteral("pe1.blocked"));
    EXPECT_EQ(combos[1]->currentText(), QStringLiteral("compare"));
    // Words of a name are enough, where the value is of the property's type.
    m_wire.come({{.topic = "shop/pe1_exit/dark", .value = Value::ofBoolean(true)},
                 {.topic = "shop/belt/items", .value = Value::ofInteger(3)}});
    panel().look();
    panel().table().selectRow(1);
    EXPECT_EQ(combos[0]->currentText(), QStringLiteral("pe1.blocked"));
    panel().table().selectRow(0);
    EXPECT_EQ(combos[0]->currentText(), QStringLiteral("infeed.items"));
    comeAndChoose(2);
    panel().form().chooseProperty(QStringLiteral("infeed.actual_speed"));
    combos[1]->setCurrentText(QStringLiteral("show"));
    panel().form().button().click();
    ASSERT_EQ(twin().bindings.size(), 1u);
    EXPECT_EQ(twin().bindings[0].signal, "acme/装箱机/温度");
    EXPECT_EQ(twin().bindings[0].role, twin::Role::show);
}

TEST_F(WirePanelTest, OneSignalIsTiedToSeveralProperties) {
    comeAndChoose(1);
    panel().form().button().click();
    comeAndChoose(1);
    panel().form().chooseProperty(QStringLiteral("infeed.speed"));
    EXPECT_EQ(panel().form().button().text(), QStringLiteral("Bind"));
    panel().form().button().click();
    ASSERT_EQ(twin().bindings.size(), 2u);
    comeAndChoose(1);
    EXPECT_EQ(panel().table().model()->index(1, ui::WireModel::bound).data().toString(),
              QStringLiteral("infeed.speed, pe1.blocked"));
    // Each is released for itself.
    panel().form().chooseProperty(QStringLiteral("pe1.blocked"));
    EXPECT_EQ(panel().form().button().text(), QStringLiteral("Release"));
    panel().form().button().click();
    ASSERT_EQ(twin().bindings.size(), 1u);
    EXPECT_EQ(twin().propertyName(twin().bindings[0].target), "infeed.speed");
}

TEST_F(WirePanelTest, WhatIsLookedForIsOfferedFirst) {
    comeAndChoose(1);
    panel().lookFor(QStringLiteral("infeed.speed"));
    const auto combos = panel().form().findChildren<QComboBox*>();
    panel().look();
    EXPECT_FALSE(panel().table().currentIndex().isValid()) << "what was chosen is something else";
    panel().table().selectRow(1);
    EXPECT_EQ(combos[0]->currentText(), QStringLiteral("infeed.speed"));
    panel().form().button().click();
    ASSERT_EQ(twin().bindings.size(), 1u);
    m_wire.come({{.topic = "shop/pe1_exit/dark", .value = Value::ofBoolean(true)}});
    panel().look();
    panel().table().selectRow(0);
    EXPECT_EQ(combos[0]->currentText(), QStringLiteral("pe1.blocked")) << "it was found";
}

TEST_F(WirePanelTest, AnEyeThatNothingCanBeComparedAtSaysWhatElseToBind) {
    const twin::ReadOutcome read = twin::readTwinText(std::string(kCell) + R"(
[[item]]
id = "carton"

[[feeder]]
id = "source"
on = "infeed"
at = 0.3
items = ["carton"]
every = 2.5
)",
                                                      "/cells/cell.toml");
    ASSERT_NE(read.twin, nullptr);
    showTwin(read.twin, false);
    comeAndChoose(1);
    EXPECT_TRUE(panel().form().preview().contains(QStringLiteral("source.spawn")))
        << qPrintable(panel().form().preview());
}

TEST_F(WirePanelTest, ASourceIsAddedByItsEndpoint) {
    panel().endpoint().setText(QStringLiteral("tcp://127.0.0.1:5570"));
    panel().addButton().click();
    ASSERT_EQ(twin().live.size(), 2u);
    EXPECT_EQ(twin().live[1].id, "plc_2");
    EXPECT_EQ(twin().live[1].connect, "tcp://127.0.0.1:5570");
    EXPECT_TRUE(panel().endpoint().text().isEmpty());
    // What is no endpoint is said, and stays to be mended.
    panel().endpoint().setText(QStringLiteral("somewhere"));
    panel().addButton().click();
    EXPECT_EQ(twin().live.size(), 2u);
    EXPECT_EQ(panel().endpoint().text(), QStringLiteral("somewhere"));
}

TEST_F(WirePanelTest, RowsThatCameStayWhereTheyAreWhenMoreCome) {
    comeAndChoose(1);
    const auto chosen = panel().table().currentIndex().data().toString();
    m_wire.come({{.topic = "acme/line3/infeed/speed", .value = Value::ofReal(400.0)},
                 {.topic = "acme/line3/pe1/blocked", .value = Value::ofBoolean(false)},
                 {.topic = "acme/装箱机", .member = "温度", .value = Value::ofReal(21.5)},
                 {.topic = "acme/line3/a_new_one", .value = Value::ofInteger(3)}});
    panel().look();
    EXPECT_EQ(panel().table().model()->rowCount(), 4);
    EXPECT_EQ(panel().table().currentIndex().data().toString(), chosen);
}

TEST_F(WirePanelTest, WhatIsChosenStaysSoWhenTheRowsComeAnew) {
    comeAndChoose(1);
    const auto chosen = panel().table().currentIndex().data().toString();
    m_wire.come({});  // as after an edit: a session that has heard nothing yet
    panel().look();
    EXPECT_FALSE(panel().table().currentIndex().isValid());
    m_wire.come({{.topic = "acme/another", .value = Value::ofReal(1.0)},
                 {.topic = "acme/line3/pe1/blocked", .value = Value::ofBoolean(false)}});
    panel().look();
    EXPECT_EQ(panel().table().currentIndex().data().toString(), chosen);
}

class SourceActsTest : public WirePanelTest {
 protected:
    void SetUp() override {
        WirePanelTest::SetUp();
        m_session.links = {{.id = "plc", .endpoint = "tcp://127.0.0.1:5556"}};
        m_session.next.sources.assign(1, {});
        refreshAll();
    }
    void refreshAll() {
        panel().refresh(m_session.next, m_session.next.utc);
        QApplication::processEvents();
    }
    void hearAt(double seconds) {
        m_session.links[0].messages += 1;
        m_session.next.sources[0].live = true;
        m_session.next.sources[0].lastReceive =
            MadeUpSession::kNow + static_cast<int64_t>(seconds * 1e9);
        refreshAll();
    }
    [[nodiscard]] ui::SourcePanel& panel() { return *m_window->findChild<ui::SourcePanel*>(); }
    [[nodiscard]] ui::SourceCard& card() { return *panel().cards().at(0); }
    void choose(int act) { card().more().menu()->actions().at(act)->trigger(); }
    [[nodiscard]] const twin::Twin& twin() { return *m_window->editing().twin(); }
};

TEST_F(SourceActsTest, AllKeysOfASourceAreChangedInTheInspector) {
    choose(0);
    ui::KeyField* const field = m_window->inspector().field("silent_after");
    ASSERT_NE(field, nullptr);
    ASSERT_NE(m_window->inspector().field("connect"), nullptr);
    auto* const line = field->findChild<QLineEdit*>();
    line->setFocus();
    line->selectAll();
    QTest::keyClicks(line, QStringLiteral("12"));
    QTest::keyClick(line, Qt::Key_Return);
    QApplication::processEvents();
    EXPECT_EQ(twin().live.at(0).silentAfter, 12.0);
    EXPECT_NE(m_window->inspector().field("silent_after"), nullptr) << "it stays in sight";
    m_window->editing().steps()[0]->trigger();
    EXPECT_EQ(twin().text, kCell);
}

TEST_F(SourceActsTest, ASourceIsRemovedAndComesBackByUndo) {
    choose(3);
    EXPECT_TRUE(twin().live.empty());
    m_window->editing().steps()[0]->trigger();
    EXPECT_EQ(twin().text, kCell);
}

TEST_F(SourceActsTest, ConnectingAgainIsAskedFor) {
    int asked = 0;
    QObject::connect(m_window.get(), &ui::MainWindow::reconnectRequested, [&] { ++asked; });
    choose(1);
    EXPECT_EQ(asked, 1);
}

TEST_F(SourceActsTest, ASilentSourceSaysWhyAndWhatToDo) {
    EXPECT_TRUE(card().reason().startsWith(QStringLiteral("Nobody answers"))) << "not connected";
    m_session.links[0].connected = true;
    refreshAll();
    EXPECT_TRUE(card().reason().startsWith(QStringLiteral("Connected, but")));
    m_session.links[0].endpoint.clear();
    refreshAll();
    EXPECT_TRUE(card().reason().contains(QStringLiteral("Connect again")));
    hearAt(0.0);
    EXPECT_EQ(card().reason(), QString());
}

TEST_F(SourceActsTest, OneThatSpeaksSeldomIsGivenMoreTimeByOneClick) {
    for (const double at : {0.0, 1.0, 5.0}) {
        hearAt(at);
        EXPECT_TRUE(card().patience().isHidden()) << at;
    }
    hearAt(8.9);  // twice longer than the three seconds that it may be silent
    ASSERT_FALSE(card().patience().isHidden());
    card().patience().click();
    QApplication::processEvents();
    EXPECT_EQ(twin().live.at(0).silentAfter, 10.0);
    EXPECT_NE(twin().text.find("silent_after = 10"), std::string::npos);
}

}  // namespace
}  // namespace gemba::test
