#include <gtest/gtest.h>

#include <QPersistentModelIndex>

#include "engine/sim/world.h"
#include "engine/twin/reader.h"
#include "tests/gui/made_up_session.h"
#include "ui/models/alarm_model.h"
#include "ui/models/log_model.h"
#include "ui/models/notices.h"
#include "ui/models/residual_model.h"
#include "ui/models/signal_model.h"

namespace gemba::test {
namespace {

using ui::LogModel;
using ui::ResidualModel;
using ui::SignalModel;

// Counts announcements of changed cells without Qt's test module.
struct Changes {
    explicit Changes(QAbstractItemModel& model) {
        QObject::connect(&model, &QAbstractItemModel::dataChanged, &model,
                         [this](const QModelIndex& from, const QModelIndex& to) {
                             rows.push_back(from.row());
                             last = {from.column(), to.column()};
                         });
    }
    std::vector<int> rows;
    std::pair<int, int> last;
};

/// Four alarms, of each priority one: "a0" is low, "a3" critical.
std::shared_ptr<const twin::Twin> twinWithAlarms() {
    auto twin = std::make_shared<twin::Twin>();
    for (const int i : {0, 1, 2, 3})
        twin->alarms.push_back({.id = "a" + std::to_string(i),
                                .priority = static_cast<twin::Priority>(i),
                                .text = "alarm " + std::to_string(i) + (i == 1 ? " <b>" : "")});
    return twin;
}

QStringList shownAlarms(const ui::AlarmModel& model) {
    QStringList out;
    for (int row = 0; row < model.rowCount(); ++row)
        out << model.index(row, ui::AlarmModel::text).data().toString() + u' ' +
                   model.index(row, ui::AlarmModel::state).data().toString();
    return out;
}

TEST(AlarmModel, WhatWaitsStandsFirstThenByPriorityAndWhatIsNormalDoesNotStand) {
    ui::AlarmModel model;
    model.setTwin(twinWithAlarms());
    std::vector<sim::AlarmRow> rows(4);
    model.update(rows);
    EXPECT_EQ(model.rowCount(), 0);
    rows[0] = {.active = 1, .acknowledged = 0, .count = 1, .raised = 5 * kNsPerSecond};
    rows[1] = {.active = 0, .acknowledged = 0, .count = 1, .raised = 6 * kNsPerSecond};
    rows[3] = {.active = 1, .acknowledged = 1, .count = 1, .raised = 7 * kNsPerSecond};
    model.update(rows);
    EXPECT_EQ(shownAlarms(model),
              (QStringList{QStringLiteral("alarm 1 <b> Gone"), QStringLiteral("alarm 0 Active"),
                           QStringLiteral("alarm 3 Acknowledged")}));
    EXPECT_EQ(model.waiting(), 2);
    EXPECT_EQ(model.index(0, 0).data(ui::AlarmModel::alarmRole).toUInt(), 1u);
    EXPECT_TRUE(
        model.index(0, 0).data(Qt::ToolTipRole).toString().contains(QStringLiteral("&lt;b&gt;")))
        << "a file's text is no HTML";
}

TEST(AlarmModel, WhatIsSelectedMovesWithItsAlarm) {
    ui::AlarmModel model;
    model.setTwin(twinWithAlarms());
    std::vector<sim::AlarmRow> rows(4);
    rows[0] = {.active = 1, .acknowledged = 0, .count = 1, .raised = 5};
    model.update(rows);
    const QPersistentModelIndex chosen = model.index(0, ui::AlarmModel::text);
    rows[2] = {.active = 1, .acknowledged = 0, .count = 1, .raised = 9};
    model.update(rows);
    EXPECT_EQ(chosen.row(), 1);
    rows[0] = {};
    model.update(rows);
    EXPECT_FALSE(chosen.isValid());
    model.update(std::vector<sim::AlarmRow>(3));
    EXPECT_EQ(model.rowCount(), 1) << "of another twin: left out";
}

TEST(SignalModel, ShowsBothValuesAndWhereTheyCameFrom) {
    const MadeUpSession session;
    SignalModel model;
    model.setNames(session.names, session.twin);
    model.update(session.next.signals, MadeUpSession::kNow);
    const int row = static_cast<int>(session.signal("acme/site1/hall2/line3/packing/scale/weight"));
    const auto cell = [&](int column) { return model.index(row, column).data().toString(); };
    EXPECT_EQ(cell(SignalModel::name), QStringLiteral("scale/weight"));
    EXPECT_EQ(cell(SignalModel::measured), QStringLiteral("4.940"));
    EXPECT_EQ(cell(SignalModel::simulated), QStringLiteral("5.000"));
    EXPECT_EQ(cell(SignalModel::unit), QStringLiteral("kg"));
    EXPECT_EQ(cell(SignalModel::quality), QStringLiteral("good"));
    EXPECT_EQ(cell(SignalModel::age), QStringLiteral("4 s"));
    const QString tip = model.index(row, SignalModel::name).data(Qt::ToolTipRole).toString();
    EXPECT_TRUE(tip.contains(QStringLiteral("acme/site1/hall2/line3/packing/scale/weight")));
    EXPECT_TRUE(tip.contains(QStringLiteral("scale.last_weight")));
}

TEST(SignalModel, AnnouncesOnlyTheRowsThatChanged) {
    MadeUpSession session;
    SignalModel model;
    model.setNames(session.names, session.twin);
    model.update(session.next.signals, MadeUpSession::kNow);

    Changes changes(model);
    model.update(session.next.signals, MadeUpSession::kNow);
    EXPECT_TRUE(changes.rows.empty());
    session.next.signals[2].simulated = Value::ofBoolean(true);
    model.update(session.next.signals, MadeUpSession::kNow);
    EXPECT_EQ(changes.rows, std::vector<int>{2});
    EXPECT_EQ(changes.last, (std::pair<int, int>{SignalModel::simulated, SignalModel::simulated}));
}

TEST(SignalModel, SurvivesMoreOrFewerStatesThanNames) {
    const MadeUpSession session;
    SignalModel model;
    model.setNames(session.names, session.twin);
    model.update({}, 0);
    model.update(std::vector<signals::SignalState>(100), 0);
    EXPECT_EQ(model.rowCount(), static_cast<int>(session.names->size()));
    model.setNames(nullptr, nullptr);
    EXPECT_EQ(model.rowCount(), 0);
}

TEST(ResidualModel, SaysTheSentenceWorstFirst) {
    const MadeUpSession session;
    ResidualModel model;
    model.setTwin(session.twin);
    model.update(session.next.residuals);
    ASSERT_EQ(model.rowCount(), 3);
    EXPECT_EQ(model.index(0).data().toString(),
              QStringLiteral("infeed: 12 of the last 12 cartons late, +0.81 s"));
    const QString detail = model.index(0).data(ResidualModel::detailRole).toString();
    EXPECT_TRUE(detail.contains(QStringLiteral("eye_entry → eye_scale")));
    EXPECT_TRUE(detail.contains(QStringLiteral("1 missing")));
}

TEST(ResidualModel, WhatLacksBeforeAnythingCanBeComparedIsSaid) {
    const twin::ReadOutcome read = twin::readTwinText(R"(gemba = 1
name = "line"
[[item]]
id = "carton"
[[conveyor]]
id = "belt"
size = [4.0, 0.6, 0.8]
[[photo_eye]]
id = "eye"
on = "belt"
at = 1.0
[[feeder]]
id = "source"
on = "belt"
at = 0.3
items = ["carton"]
every = 2.5
)",
                                                      "/line.toml");
    ASSERT_NE(read.twin, nullptr);
    ResidualModel model;
    model.setTwin(read.twin);
    sim::ResidualRow row{.equipment = 0, .to = read.twin->findDevice("eye")};
    model.update({row});
    EXPECT_EQ(model.index(0).data(ResidualModel::lackRole).toString(),
              QStringLiteral("source.spawn"));
    EXPECT_TRUE(model.index(0)
                    .data(ResidualModel::detailRole)
                    .toString()
                    .contains(QStringLiteral("source.spawn")));
    row.of = 1;
    model.update({row});
    EXPECT_TRUE(model.index(0).data(ResidualModel::lackRole).toString().isEmpty());
}

TEST(ResidualModel, WhatIsEstimatedOfItsEquipmentStandsBesideIt) {
    const MadeUpSession session;
    ResidualModel model;
    model.setTwin(session.twin);
    const uint32_t infeed = session.next.residuals.front().equipment;
    std::vector<sim::ParameterEstimate> estimates{{.equipment = infeed,
                                                   .value = 0.06,
                                                   .low = 0.058,
                                                   .high = 0.062,
                                                   .n = 100,
                                                   .identifiable = 1}};
    const auto detail = [&] {
        model.update(session.next.residuals, estimates);
        return model.index(0).data(ResidualModel::detailRole).toString();
    };
    EXPECT_TRUE(detail().endsWith(QStringLiteral("slip +6.0 ± 0.2 %"))) << qPrintable(detail());
    ASSERT_EQ(model.estimatesOf(model.index(0)).size(), 1u) << "it may be applied";
    EXPECT_EQ(model.estimatesOf(model.index(0))[0].value, 0.06);
    EXPECT_TRUE(model.estimatesOf(model.index(1)).empty());
    EXPECT_TRUE(model.estimatesOf({}).empty());
    estimates[0].value = -0.0002;
    EXPECT_TRUE(detail().endsWith(QStringLiteral("slip +0.0 ± 0.2 %"))) << qPrintable(detail());
    estimates[0].identifiable = 0;
    EXPECT_FALSE(detail().contains(QStringLiteral("slip"))) << "it is not known";
    estimates[0].identifiable = 1;
    estimates[0].equipment = 1000;
    EXPECT_FALSE(detail().contains(QStringLiteral("slip"))) << "it is of another";
    EXPECT_TRUE(model.estimatesOf(model.index(0)).empty());
}

TEST(ResidualModel, AChosenRowStaysChosenWhenTheRankingChanges) {
    MadeUpSession session;
    ResidualModel model;
    model.setTwin(session.twin);
    model.update(session.next.residuals);
    const QPersistentModelIndex scale(model.index(1));
    const QString sentence = scale.data().toString();
    ASSERT_TRUE(sentence.startsWith(QStringLiteral("scale")));

    // The scale climbs to the first place, then a row before it goes.
    std::swap(session.next.residuals[0], session.next.residuals[1]);
    model.update(session.next.residuals);
    ASSERT_TRUE(scale.isValid());
    EXPECT_EQ(scale.row(), 0);
    EXPECT_EQ(scale.data().toString(), sentence);
    std::swap(session.next.residuals[0], session.next.residuals[2]);
    model.update(session.next.residuals);
    EXPECT_EQ(scale.row(), 2);
    session.next.residuals.erase(session.next.residuals.begin());
    model.update(session.next.residuals);
    EXPECT_EQ(scale.row(), 1);
    EXPECT_EQ(scale.data().toString(), sentence);
}

// A jam is ascribed to the stopper while it lasts: it is still the same comparison.
TEST(ResidualModel, ARowThatIsAscribedToOtherEquipmentIsTheSameRow) {
    MadeUpSession session;
    ResidualModel model;
    model.setTwin(session.twin);
    model.update(session.next.residuals);
    const QPersistentModelIndex infeed(model.index(0));
    session.next.residuals[0].equipment = session.device("stop");
    model.update(session.next.residuals);
    ASSERT_TRUE(infeed.isValid());
    EXPECT_TRUE(infeed.data().toString().startsWith(QStringLiteral("stop:")));
}

TEST(ResidualModel, LeavesOutRowsOfUnknownEquipment) {
    MadeUpSession session;
    session.next.residuals[1].equipment = 4711;
    session.next.residuals[2].from = 99;
    ResidualModel model;
    model.setTwin(session.twin);
    model.update(session.next.residuals);
    EXPECT_EQ(model.rowCount(), 1);
}

TEST(Notices, EachSwitchOfADriverIsSaidOnce) {
    MadeUpSession session;
    const size_t speed = session.twin->devices[session.device("infeed")].firstProperty;
    ui::Notices notices;
    notices.setTwin(session.twin);
    (void)notices.update(session.next);
    EXPECT_TRUE(notices.switches().empty());
    session.next.drivers[speed] = static_cast<uint8_t>(sim::Driver::measured);
    (void)notices.update(session.next);
    EXPECT_EQ(notices.switches(),
              std::vector<std::string>{"infeed.speed is driven by the plant now"});
    (void)notices.update(session.next);
    EXPECT_TRUE(notices.switches().empty());
    for (uint8_t& driver : session.next.drivers)
        driver = static_cast<uint8_t>(sim::Driver::controller);
    const auto held = notices.update(session.next);
    ASSERT_EQ(notices.switches().size(), 4u) << "three by their names";
    EXPECT_EQ(notices.switches()[3],
              std::to_string(session.next.drivers.size() - 3) + " more properties changed hands");
    ASSERT_EQ(held.size(), 1u);
    EXPECT_TRUE(held[0].text.contains(QStringLiteral("controller drives")));
}

TEST(Notices, UnknownIndicesAreNoTrouble) {
    MadeUpSession session;
    ui::Notices notices;
    notices.setTwin(session.twin);
    session.next.drivers.resize(3);
    session.next.bodies.push_back(
        {.slot = 9, .flags = sim::body_flag::kFrozen, .item = 99, .device = 99});
    const auto held = notices.update(session.next);
    ASSERT_EQ(held.size(), 1u);
    EXPECT_TRUE(held[0].text.startsWith(QStringLiteral("body 9 is frozen")));
}

TEST(LogModel, TakesLinesOnlyWhenDrainedAndForgetsTheOldest) {
    LogModel model;
    model.add(log::Level::info, "first");
    EXPECT_EQ(model.rowCount(), 0);
    EXPECT_TRUE(model.drain());
    EXPECT_FALSE(model.drain());
    EXPECT_EQ(model.index(0, LogModel::text).data().toString(), QStringLiteral("first"));
    for (size_t i = 0; i < LogModel::kMaxLines; ++i)
        model.add(log::Level::debug, "more");
    EXPECT_TRUE(model.drain());
    EXPECT_EQ(model.rowCount(), static_cast<int>(LogModel::kMaxLines));
    EXPECT_EQ(model.index(0, LogModel::text).data().toString(), QStringLiteral("more"));
}

}  // namespace
}  // namespace gemba::test
