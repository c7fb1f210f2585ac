#include <QPushButton>
#include <QWheelEvent>

#include "engine/sim/world.h"
#include "tests/gui/main_window_fixture.h"
#include "ui/edit/force_dialog.h"

namespace gemba::test {
namespace {

TEST_F(MainWindowTest, EquipmentIsColouredByAChosenSignal) {
    open();
    auto* panel = m_window->findChild<ui::SignalPanel*>();
    const QList<QAction*> menu = panel->table().actions();
    ASSERT_EQ(menu.size(), 3);  // colour, no colour, plot
    EXPECT_EQ(panel->table().contextMenuPolicy(), Qt::ActionsContextMenu);
    EXPECT_FALSE(menu[0]->isEnabled()) << "nothing is chosen";
    const uint32_t weight = m_session.signal("acme/site1/hall2/line3/packing/scale/weight");
    panel->choose(weight);
    ASSERT_TRUE(menu[0]->isEnabled());
    menu[0]->trigger();
    look();
    EXPECT_EQ(m_window->view().state().colorBySignal, static_cast<int32_t>(weight));

    // The range grows with what comes, and is said with its unit.
    m_session.next.signals[weight].measured = Value::ofReal(2.0);
    look();
    EXPECT_EQ(m_window->view().state().colorMin, 2.0);
    EXPECT_EQ(m_window->view().state().colorMax, 4.94);
    const auto* bar = m_window->findChild<ui::NoticeBar*>();
    ASSERT_TRUE(bar->isVisible());
    EXPECT_TRUE(bar->texts().back().contains(QStringLiteral("by scale/weight: blue is 2")))
        << bar->texts().back().toStdString();
    EXPECT_TRUE(bar->texts().back().endsWith(QStringLiteral("kg")));
    menu[1]->trigger();
    EXPECT_EQ(m_window->view().state().colorBySignal, -1);
    EXPECT_FALSE(bar->isVisible());
}

// What came later than the instant that is shown is not in its range.
TEST_F(MainWindowTest, TheRangeOfColoursIsThatOfTheInstantShown) {
    const uint32_t speed = m_session.signal("acme/site1/hall2/line3/packing/infeed/speed");
    for (const auto& [seconds, value] : {std::pair{-300, 1.0}, {-250, 3.0}, {-100, 99.0}})
        m_session.history->append(speed, signals::Series::measured,
                                  {MadeUpSession::kNow + seconds * kNsPerSecond, value});
    m_session.next.utc = MadeUpSession::kNow - 200 * kNsPerSecond;
    m_session.next.signals[speed].measured = Value::ofReal(3.0);
    open();
    auto* panel = m_window->findChild<ui::SignalPanel*>();
    panel->choose(speed);
    panel->table().actions()[0]->trigger();
    look();
    EXPECT_EQ(m_window->view().state().colorMin, 1.0);
    EXPECT_EQ(m_window->view().state().colorMax, 3.0);
}

TEST_F(MainWindowTest, AlarmsAreShownFramedAndAcknowledged) {
    open();
    auto* panel = m_window->findChild<ui::AlarmPanel*>();
    const auto* dock = static_cast<QWidget*>(panel->parentWidget());
    const QList<QPushButton*> buttons = panel->findChildren<QPushButton*>();
    ASSERT_EQ(buttons.size(), 2);
    look();
    EXPECT_EQ(dock->windowTitle(), QStringLiteral("Alarms"));
    EXPECT_FALSE(buttons[1]->isEnabled()) << "there is nothing to acknowledge";

    m_session.next.alarms[0] = {.active = 1, .acknowledged = 0, .count = 1, .raised = 1};
    m_session.next.alarms[1] = {.active = 0, .acknowledged = 0, .count = 1, .raised = 2};
    look();
    EXPECT_EQ(dock->windowTitle(), QStringLiteral("Alarms (2)"));
    EXPECT_FALSE(buttons[0]->isEnabled()) << "none is selected";
    ASSERT_TRUE(buttons[1]->isEnabled());
    const QTableView& table = panel->table();
    const QModelIndex scale = table.model()->index(1, ui::AlarmModel::text);
    Q_EMIT panel->alarmChosen(scale.data(ui::AlarmModel::deviceRole).toUInt());
    EXPECT_EQ(m_window->view().state().selected.index, m_session.device("scale"));

    UtcNs wanted = 0;
    QObject::connect(panel, &ui::AlarmPanel::instantRequested, panel,
                     [&](UtcNs at) { wanted = at; });
    Q_EMIT const_cast<QTableView&>(table).activated(scale);
    EXPECT_EQ(wanted, 1 + kNsPerSecond / 15) << "the frame after it was raised, not the one before";

    table.selectionModel()->select(scale, QItemSelectionModel::Select | QItemSelectionModel::Rows);
    ASSERT_TRUE(buttons[0]->isEnabled());
    buttons[0]->click();
    buttons[1]->click();
    ASSERT_EQ(m_session.posted.size(), 2u);
    EXPECT_EQ(m_session.posted[0],
              (sim::Command{.type = sim::CommandType::acknowledge, .property = 0}));
    EXPECT_EQ(m_session.posted[1].property, sim::Command::kEveryAlarm);

    m_session.next.paused = true;
    look();
    EXPECT_FALSE(buttons[1]->isEnabled()) << "no tick would take it";
    EXPECT_FALSE(buttons[1]->toolTip().isEmpty());
}

TEST_F(MainWindowTest, StatusBarSaysWhetherItKeepsUp) {
    m_session.next.lostSeconds = 1.25;
    m_session.next.lagSeconds = 0.042;
    open();
    const auto* status = m_window->findChild<ui::StatusPanel*>();
    EXPECT_EQ(status->text(ui::StatusPanel::realTime), QStringLiteral("1.00× of 1.00×"));
    EXPECT_EQ(status->text(ui::StatusPanel::lost), QStringLiteral("1.25 s"));
    EXPECT_EQ(status->text(ui::StatusPanel::lag), QStringLiteral("42 ms"));
    EXPECT_EQ(status->text(ui::StatusPanel::tick), QStringLiteral("0.41 ms"));
}

TEST_F(MainWindowTest, DocksStayReadableAfterASmallWindow) {
    m_window->resize(1440, 900);
    open();
    m_window->resize(700, 500);
    QApplication::processEvents();
    m_window->resize(1440, 900);
    QApplication::processEvents();
    EXPECT_GE(dock("dock.scene").width(), 220);
    EXPECT_GE(dock("dock.residuals").width(), 280);
    EXPECT_GE(dock("dock.sources").width(), 280);
}

TEST_F(MainWindowTest, SelectionIsOneForTreeAndPicture) {
    open();
    const uint32_t scale = m_session.device("scale");
    Q_EMIT m_port.picked(static_cast<int>(render::PickId::Kind::device), scale, false);
    auto& tree = m_window->findChild<ui::ScenePanel*>()->tree();
    ASSERT_NE(tree.currentItem(), nullptr);
    EXPECT_EQ(tree.currentItem()->text(0), QStringLiteral("scale"));

    const auto found =
        tree.findItems(QStringLiteral("hall"), Qt::MatchRecursive | Qt::MatchExactly);
    ASSERT_EQ(found.size(), 1);
    tree.setCurrentItem(found.front());
    EXPECT_EQ(m_window->view().selected(), (render::PickId{render::PickId::Kind::model, 0}));
}

TEST_F(MainWindowTest, SeveralAreSelectedInTreeAndPicture) {
    open();
    using Kind = render::PickId::Kind;
    auto& tree = m_window->findChild<ui::ScenePanel*>()->tree();
    const auto row = [&](const char* name) {
        return tree.findItems(QLatin1String(name), Qt::MatchRecursive | Qt::MatchExactly).front();
    };
    const auto rows = [&] {
        QStringList out;
        for (const QTreeWidgetItem* item : tree.selectedItems())
            out << item->text(0);
        out.sort();
        return out;
    };
    tree.setCurrentItem(row("scale"));
    tree.setCurrentItem(row("infeed"), 0, QItemSelectionModel::Select | QItemSelectionModel::Rows);
    const render::PickId scale{Kind::device, m_session.device("scale")};
    const render::PickId infeed{Kind::device, m_session.device("infeed")};
    EXPECT_EQ(m_window->view().selection(), (std::vector{scale, infeed}));
    EXPECT_EQ(m_window->view().selected(), infeed);

    const auto pick = [&](const render::PickId& id, bool extends) {
        m_window->view().extendByNextPick(extends);
        Q_EMIT m_port.picked(static_cast<int>(id.kind), id.index, false);
    };
    pick({Kind::model, 0}, true);
    EXPECT_EQ(rows(), (QStringList{QStringLiteral("hall"), QStringLiteral("infeed"),
                                   QStringLiteral("scale")}));
    pick(scale, true);
    EXPECT_EQ(rows(), (QStringList{QStringLiteral("hall"), QStringLiteral("infeed")}));
    pick({}, true);
    EXPECT_EQ(m_window->view().selection().size(), 2u) << "a miss takes nothing away";
    pick(scale, false);
    EXPECT_EQ(rows(), QStringList{QStringLiteral("scale")});
    pick({}, false);
    EXPECT_TRUE(rows().isEmpty());
}

TEST_F(MainWindowTest, TreeShowsValuesAndWhoDrives) {
    const uint32_t infeed = m_session.device("infeed");
    m_session.next.drivers[m_session.twin->devices[infeed].firstProperty] =
        static_cast<uint8_t>(3);  // measured
    open();
    auto& tree = m_window->findChild<ui::ScenePanel*>()->tree();
    auto* item =
        tree.findItems(QStringLiteral("infeed"), Qt::MatchRecursive | Qt::MatchExactly).front();
    item->setExpanded(true);
    look();
    EXPECT_EQ(item->child(0)->text(1), QStringLiteral("0.500 m/s"));
    EXPECT_EQ(item->child(0)->text(2), QStringLiteral("measured"));
}

TEST_F(MainWindowTest, FiltersHideWhatDoesNotMatch) {
    open();
    auto* panel = m_window->findChild<ui::SignalPanel*>();
    EXPECT_EQ(panel->table().model()->rowCount(), 7);
    panel->filter().setText(QStringLiteral("EYE"));
    EXPECT_EQ(panel->table().model()->rowCount(), 3);
    panel->filter().setText(QStringLiteral("line3"));  // in the part that all names share
    EXPECT_EQ(panel->table().model()->rowCount(), 7);
}

TEST_F(MainWindowTest, AChosenSignalIsPlotted) {
    open();
    m_window->findChild<ui::SignalPanel*>()->choose(3);
    const auto* plot = m_window->findChild<ui::PlotPanel*>();
    EXPECT_EQ(plot->shownSignal(), 3);
    look();
    m_window->clearSession();
    EXPECT_EQ(plot->shownSignal(), -1);
}

TEST_F(MainWindowTest, AWheelMakesThePlotNeitherNothingNorYears) {
    open();
    m_window->findChild<ui::SignalPanel*>()->choose(3);
    const auto* panel = m_window->findChild<ui::PlotPanel*>();
    QWidget* plot = nullptr;
    for (QWidget* child : panel->findChildren<QWidget*>()) {
        if (child->inherits("QCustomPlot"))
            plot = child;
    }
    ASSERT_NE(plot, nullptr);
    const auto turn = [&](int notches, int times) {
        const QPointF at(plot->width() * 0.7, plot->height() * 0.4);
        for (int i = 0; i < times; ++i) {
            look();
            QApplication::processEvents();
            QWheelEvent wheel(at, plot->mapToGlobal(at), {}, {0, 120 * notches}, Qt::NoButton,
                              Qt::NoModifier, Qt::NoScrollPhase, false);
            QApplication::sendEvent(plot, &wheel);
        }
    };
    look();
    EXPECT_EQ(panel->shownSpan(), 60.0);
    turn(1, 1);
    EXPECT_LT(panel->shownSpan(), 59.0);
    turn(10, 20);
    EXPECT_NEAR(panel->shownSpan(), 0.01, 1e-5);
    turn(-10, 40);
    EXPECT_NEAR(panel->shownSpan(), 600.0, 1e-3);
}

TEST_F(MainWindowTest, LanesFollowThePath) {
    const auto lanes = ui::laneSignals(*m_session.twin, *m_session.names);
    EXPECT_EQ(lanes, (std::vector<uint32_t>{0, 2, 1}));
    open();
    EXPECT_EQ(m_window->findChild<ui::LanesPanel*>()->view().laneCount(), 3u);
}

TEST_F(MainWindowTest, SourcesSayWhatWasLostAndWhy) {
    open();
    const auto& cards = m_window->findChild<ui::SourcePanel*>()->cards();
    ASSERT_EQ(cards.size(), 1u);
    EXPECT_EQ(cards[0]->text(ui::SourceCard::lost), QStringLiteral("3"));
    EXPECT_EQ(cards[0]->text(ui::SourceCard::clockOffset), QStringLiteral("+1.700 s"));
    EXPECT_EQ(cards[0]->text(ui::SourceCard::rejected), QStringLiteral("2"));
}

TEST_F(MainWindowTest, ManySourcesScrollAndAreNotSqueezed) {
    for (int i = 0; i < 4; ++i)
        m_session.links.push_back(m_session.links.front());
    open();
    look();
    QApplication::processEvents();
    int below = 0;
    for (const ui::SourceCard* card : m_window->findChild<ui::SourcePanel*>()->cards()) {
        EXPECT_GE(card->height(), card->layout()->totalMinimumSize().height());
        EXPECT_GE(card->y(), below);
        below = card->geometry().bottom();
    }
}

TEST_F(MainWindowTest, TypingInAFieldNeverPlaysOrPauses) {
    open();
    auto* panel = m_window->findChild<ui::SignalPanel*>();
    press(panel->filter(), Qt::Key_Space, QStringLiteral(" "));
    EXPECT_TRUE(m_taken);
    press(panel->filter(), Qt::Key_Period, QStringLiteral("."));
    EXPECT_TRUE(m_taken);
    press(panel->table(), Qt::Key_Space, QStringLiteral(" "));
    EXPECT_FALSE(m_taken);
}

TEST_F(MainWindowTest, AValueIsForcedForATestAndReleased) {
    open();
    auto* const scene = m_window->findChild<ui::ScenePanel*>();
    QTreeWidgetItem* infeed = nullptr;
    for (QTreeWidgetItem* item :
         scene->tree().findItems(QStringLiteral("infeed"), Qt::MatchExactly | Qt::MatchRecursive))
        infeed = item;
    ASSERT_NE(infeed, nullptr);
    const auto named = [&](const char* text) -> QAction& {
        for (QAction* action : scene->tree().actions()) {
            if (action->text() == QString::fromUtf8(text))
                return *action;
        }
        ADD_FAILURE() << text;
        return *scene->tree().actions().front();
    };
    scene->tree().setCurrentItem(infeed);
    EXPECT_FALSE(named("Force a value …").isEnabled()) << "a device has no value";
    QTreeWidgetItem* speed = nullptr;
    QTreeWidgetItem* actual = nullptr;
    for (int i = 0; i < infeed->childCount(); ++i) {
        if (infeed->child(i)->text(0) == QStringLiteral("speed"))
            speed = infeed->child(i);
        if (infeed->child(i)->text(0) == QStringLiteral("actual_speed"))
            actual = infeed->child(i);
    }
    ASSERT_TRUE(speed != nullptr && actual != nullptr);
    scene->tree().setCurrentItem(actual);
    EXPECT_FALSE(named("Force a value …").isEnabled()) << "a sensor";
    m_session.property("infeed", "speed") = 0.4;
    look();
    scene->tree().setCurrentItem(speed);
    ASSERT_TRUE(named("Force a value …").isEnabled());
    EXPECT_FALSE(named("Release it").isEnabled());
    named("Force a value …").trigger();
    auto* const dialog = m_window->findChild<ui::ForceDialog*>();
    ASSERT_NE(dialog, nullptr);
    EXPECT_FALSE(dialog->isModal());
    EXPECT_EQ(dialog->value(), 0.4);
    dialog->number()->setValue(0.2);
    dialog->accept();
    ASSERT_EQ(m_session.posted.size(), 1u);
    EXPECT_EQ(m_session.posted[0].type, sim::CommandType::force);
    EXPECT_EQ(m_session.posted[0].value, 0.2);
    const uint32_t property = m_session.posted[0].property;
    m_session.next.drivers[property] = static_cast<uint8_t>(sim::Driver::forced);
    look();
    bool said = false;
    for (const QString& text : m_window->findChild<ui::NoticeBar*>()->texts())
        said |= text.contains(QStringLiteral("Forced by hand: infeed.speed"));
    EXPECT_TRUE(said);
    named("Release it").trigger();
    ASSERT_EQ(m_session.posted.size(), 2u);
    EXPECT_EQ(m_session.posted[1].type, sim::CommandType::release);
    EXPECT_EQ(m_session.posted[1].property, property);
}

}  // namespace
}  // namespace gemba::test
