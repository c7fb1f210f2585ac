#include "ui/import/import_dialog.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QSignalSpy>

namespace gemba::test {
namespace {

TEST(SizeCheck, OnlyWhatCanHardlyBeMeantIsOdd) {
    EXPECT_FALSE(ui::checkSize({6.0, 0.6, 0.8}, 1.0).odd);
    EXPECT_FALSE(ui::checkSize({0.01, 0.005, 0.005}, 0.001).odd) << "a bolt";
    EXPECT_FALSE(ui::checkSize({120.0, 60.0, 12.0}, 1.0).odd) << "a hall";
    const ui::SizeCheck huge = ui::checkSize({3200.0, 600.0, 800.0}, 1.0);
    EXPECT_TRUE(huge.odd);
    EXPECT_EQ(huge.text, QStringLiteral("It would be 3.20 km long."));
    EXPECT_EQ(huge.betterUnitM, 0.001);
    const ui::SizeCheck tiny = ui::checkSize({0.0032, 0.0006, 0.0008}, 0.001);
    EXPECT_TRUE(tiny.odd);
    EXPECT_EQ(tiny.betterUnitM, 1.0);
    EXPECT_EQ(tiny.text, QStringLiteral("It would be 3200 µm long."));
    EXPECT_EQ(ui::checkSize({0.0, 0.0, 0.0}, 1.0).text, QStringLiteral("It has no size."));
    EXPECT_EQ(ui::checkSize({0.0, 0.0, 0.0}, 1.0).betterUnitM, 0.0);
    EXPECT_EQ(ui::sizeText({0.25, 0.1, 0.05}), QStringLiteral("250 × 100 × 50.0 mm"));
    EXPECT_EQ(ui::sizeText({3.2, 0.8, 1.1}), QStringLiteral("3.20 × 0.80 × 1.10 m"));
}

class ImportDialogTest : public ::testing::Test {
 protected:
    ImportDialogTest() {
        m_dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        m_dialog.show();
        QApplication::processEvents();
    }
    [[nodiscard]] ui::ImportAsk asked() {
        return m_asked.takeLast().front().value<ui::ImportAsk>();
    }
    [[nodiscard]] static ui::ImportAnswer answerTo(const ui::ImportAsk& ask, double metres) {
        ui::ImportAnswer out{.number = ask.number};
        out.report.unitM = ask.settings.unitM > 0.0 ? ask.settings.unitM : 1.0;
        out.report.sizeM = Vec3(metres, metres / 2, metres / 4);
        out.report.evidence = "STL has no unit: metres are taken";
        out.report.triangles = 123'456;
        out.report.warnings = {"texture wood.png is missing"};
        out.hulls = 7;
        return out;
    }

    ui::ImportDialog m_dialog{QStringLiteral("/somewhere/conveyor.stl"), nullptr};
    QSignalSpy m_asked{&m_dialog, &ui::ImportDialog::asked};
};

TEST_F(ImportDialogTest, AWrongUnitIsSaidAndMendedByAClick) {
    m_dialog.hide();
    m_dialog.show();
    EXPECT_EQ(m_asked.size(), 1) << "it asks once";
    m_dialog.up().setCurrentIndex(2);
    ui::ImportAsk ask = asked();
    EXPECT_EQ(ask.settings.file, "/somewhere/conveyor.stl");
    EXPECT_EQ(ask.settings.up, assets::UpAxis::y);
    EXPECT_FALSE(m_dialog.importButton().isEnabled());
    m_dialog.answer({.number = ask.number, .progress = 0.5, .what = QStringLiteral("reading")});
    EXPECT_FALSE(m_dialog.importButton().isEnabled());
    m_dialog.answer(answerTo(ask, 3200.0));
    EXPECT_TRUE(m_dialog.importButton().isEnabled()) << "the user may know better";
    EXPECT_TRUE(m_dialog.better().isVisible());
    EXPECT_EQ(m_dialog.better().text(), QStringLiteral("Take it as mm"));
    EXPECT_TRUE(m_dialog.warnings().contains(QStringLiteral("wood.png")));
    m_dialog.better().click();
    const ui::ImportAsk again = asked();
    EXPECT_EQ(again.settings.unitM, 0.001);
    m_dialog.answer(answerTo(ask, 3200.0));
    EXPECT_FALSE(m_dialog.importButton().isEnabled()) << "an old answer";
    m_dialog.answer(answerTo(again, 3.2));
    EXPECT_FALSE(m_dialog.better().isVisible());
    m_dialog.collision().setCurrentIndex(2);
    const twin::ModelKeys keys = m_dialog.keys();
    EXPECT_EQ(keys.unit, "mm");
    EXPECT_EQ(keys.up, "y");
    EXPECT_EQ(keys.collision, "hull");
}

TEST_F(ImportDialogTest, WhatCannotBeReadSaysWhyAndIsNotAdded) {
    m_dialog.unit().setCurrentIndex(1);
    const ui::ImportAsk ask = asked();
    m_dialog.answer({.number = ask.number, .failure = QStringLiteral("conveyor.stl: not a model")});
    EXPECT_FALSE(m_dialog.importButton().isEnabled());
    bool said = false;
    for (const QLabel* label : m_dialog.findChildren<QLabel*>())
        said |= label->isVisible() && label->text().contains(QStringLiteral("not a model"));
    EXPECT_TRUE(said);
    // Another choice may help.
    m_dialog.unit().setCurrentIndex(0);
    m_dialog.answer(answerTo(asked(), 2.0));
    EXPECT_TRUE(m_dialog.importButton().isEnabled());
    EXPECT_TRUE(m_dialog.keys().unit.empty());
    EXPECT_TRUE(m_dialog.keys().collision.empty());
}

}  // namespace
}  // namespace gemba::test
