#include "ui/recording_bar.h"

#include <gtest/gtest.h>

#include "tests/gui/made_up_services.h"
#include "ui/pages/save_dialog.h"

namespace gemba::test {
namespace {

class RecordingBarTest : public ::testing::Test {
 protected:
    RecordingBarTest() : m_bar(nullptr) {
        QObject::connect(&m_bar, &ui::RecordingBar::said,
                         [this](const QString& text) { m_said << text; });
        QObject::connect(&m_bar, &ui::RecordingBar::canSaveChanged,
                         [this](bool can) { m_canSave = can; });
        m_service.recording = {.recording = true,
                               .since = steadyUtcNow() - 4 * 3600 * kNsPerSecond,
                               .durableUntil = steadyUtcNow(),
                               .bytes = 312'000'000};
    }
    void TearDown() override { m_bar.setServices(nullptr, nullptr); }

    MadeUpRecording m_service;
    ui::RecordingBar m_bar;
    QStringList m_said;
    bool m_canSave = false;
};

TEST_F(RecordingBarTest, SaysHowFarBackTheRecordingReaches) {
    m_bar.setServices(&m_service, &m_service);
    EXPECT_TRUE(m_bar.text().contains(QStringLiteral("312 MB"))) << m_bar.text().toStdString();
    EXPECT_TRUE(m_bar.text().contains(QStringLiteral("4 h back"))) << m_bar.text().toStdString();
    EXPECT_FALSE(m_bar.isBad());
    EXPECT_TRUE(m_canSave);
    m_bar.setServices(nullptr, nullptr);
    EXPECT_FALSE(m_canSave);
}

TEST_F(RecordingBarTest, WhatIsWrongStandsInRed) {
    m_service.recording.problem = "the disk is full: make room";
    m_bar.setServices(&m_service, &m_service);
    EXPECT_TRUE(m_bar.text().contains(QStringLiteral("make room")));
    EXPECT_TRUE(m_bar.isBad());
    m_service.recording.problem.clear();
    m_bar.look();
    EXPECT_FALSE(m_bar.isBad());
    m_service.recording.lost = 12;
    m_bar.look();
    EXPECT_TRUE(m_bar.text().contains(QStringLiteral("12 lost")));
    EXPECT_TRUE(m_bar.isBad());
}

TEST_F(RecordingBarTest, ASavingIsToldOnce) {
    m_bar.setServices(&m_service, &m_service);
    m_bar.save({.file = "/tmp/jam.mcap"});
    EXPECT_TRUE(m_bar.text().contains(QStringLiteral("jam.mcap")));
    EXPECT_FALSE(m_canSave);
    m_service.saving.state = sim::SaveStatus::State::failed;
    m_service.saving.message = "no room";
    m_bar.look();
    m_bar.look();
    ASSERT_EQ(m_said.size(), 1);
    EXPECT_TRUE(m_said[0].contains(QStringLiteral("no room")));
    EXPECT_TRUE(m_canSave);

    m_service.refuses = true;
    m_bar.save({.file = "/tmp/other.mcap"});
    EXPECT_EQ(m_said.size(), 2);
}

TEST_F(RecordingBarTest, ARangeIsChosen) {
    const sim::TimeRange reach{m_service.recording.since, m_service.recording.durableUntil};
    ui::SaveDialog dialog(reach, {}, nullptr);
    EXPECT_EQ(dialog.request().from, m_service.recording.durableUntil - 600 * kNsPerSecond);
    EXPECT_EQ(dialog.request().to, INT64_MAX);
    dialog.choose(ui::SaveDialog::Range::everything);
    EXPECT_EQ(dialog.request().from, 0);
    dialog.choose(ui::SaveDialog::Range::between);
    const UtcNs from = m_service.recording.since / kNsPerSecond * kNsPerSecond + 60 * kNsPerSecond;
    dialog.setBetween(from, from + 5 * kNsPerSecond);
    EXPECT_EQ(dialog.request().from, from);
    EXPECT_GE(dialog.request().to, from + 5 * kNsPerSecond);

    // One that was drawn on the time bar comes first, to the nanosecond.
    const ui::SaveDialog drawn(reach, {from + 7, from + 11}, nullptr);
    EXPECT_EQ(drawn.request().from, from + 7);
    EXPECT_EQ(drawn.request().to, from + 11);
}

TEST_F(RecordingBarTest, AFileHasAWordOnlyWhileARangeOfItIsSaved) {
    m_bar.setServices(nullptr, &m_service);
    EXPECT_FALSE(m_bar.isVisibleTo(nullptr));
    EXPECT_TRUE(m_canSave);
    m_bar.save({.file = "/tmp/jam.mcap"});
    EXPECT_TRUE(m_bar.text().contains(QStringLiteral("jam.mcap")));
    m_service.saving.state = sim::SaveStatus::State::done;
    m_bar.look();
    EXPECT_TRUE(m_said.back().contains(QStringLiteral("saved")));
}

}  // namespace
}  // namespace gemba::test
